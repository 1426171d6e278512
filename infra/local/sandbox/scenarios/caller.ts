import type { APIGatewayProxyEvent } from "aws-lambda";
import { decodeJwt } from "jose";
import type { PartnerDirectory, PartnerProfile } from "../../../../shared/partner/partner.ts";
import type { SnapProfile } from "../../../../shared/partner/snap-profile.ts";
import { headerOf } from "./event-text.ts";
import { h2hServiceOf, namedKeyId, readH2hMessage } from "./h2h-message.ts";
import type { Protocol } from "./scenario.ts";
import type { SentMessage } from "./seen-call.ts";
import { readSnapMessage, snapServiceOf } from "./snap-message.ts";

/**
 * Reads a message if it is from this partner, by the name that it gives itself; the gateway alone says whether the name is right.
 * @returns undefined for anybody else's, and for a path that is no partner's
 */
export function messageFrom(
  event: APIGatewayProxyEvent,
  { partnerId, protocol }: { readonly partnerId: string; readonly protocol: Protocol },
  directory: PartnerDirectory,
): SentMessage | undefined {
  const profile = directory.byId(partnerId)?.profile;
  if (!profile) return undefined;
  return protocol === "h2h" ? fromShop(event, profile, directory) : fromBank(event, profile);
}

function fromShop(event: APIGatewayProxyEvent, { partnerId }: PartnerProfile, directory: PartnerDirectory) {
  const service = h2hServiceOf(event);
  const holder = service && directory.byH2hKeyId(namedKeyId(event) ?? "");
  return holder?.partner.profile.partnerId === partnerId
    ? readH2hMessage(event, service ?? "other")
    : undefined;
}

function fromBank(event: APIGatewayProxyEvent, { partnerId, snap }: PartnerProfile): SentMessage | undefined {
  const service = snap && snapServiceOf(event.path, snap.paths);
  if (!service || nameOf(event, snap, partnerId) !== partnerId) return undefined;
  return readSnapMessage(event, service);
}

/** A token names its partner; a token call does by its client key, and whoever sends no token of ours by X-PARTNER-ID. */
function nameOf(event: APIGatewayProxyEvent, snap: SnapProfile, partnerId: string): string | undefined {
  const inToken = partnerInToken(event);
  if (inToken !== undefined) return inToken;
  const isNamed =
    headerOf(event, "x-client-key") === snap.clientKey || headerOf(event, "x-partner-id") === snap.xPartnerId;
  return isNamed ? partnerId : undefined;
}

function partnerInToken(event: APIGatewayProxyEvent): string | undefined {
  const token = headerOf(event, "authorization")?.replace(/^\S+ +/, "");
  try {
    const { partnerId } = decodeJwt(token ?? "");
    return typeof partnerId === "string" ? partnerId : undefined;
  } catch {
    return undefined;
  }
}
