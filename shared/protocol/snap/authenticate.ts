import { type Instant, parseInstant } from "../../calendar/calendar.ts";
import type { ChannelTerms } from "../../partner/channel-terms.ts";
import { verifiesAt } from "../../partner/credential.ts";
import { type Partner, type PartnerDirectory, termsOf } from "../../partner/partner.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import type { StaleCause } from "../../payment/outcome.ts";
import { insideWindow } from "../../signature/timestamp-window.ts";
import type { SnapCall } from "./call.ts";
import { malformed, missing, type SnapFailure, unauthorised } from "./failure.ts";
import { findSigner } from "./find-signer.ts";
import type { SnapTransaction } from "./service.ts";
import type { TokenVerifier } from "./token-verifier.ts";

/** A caller whose signature is genuine. `stale` only ever stands on a payment: a stored one is answered as it was. */
export interface SnapCaller {
  readonly partner: Partner;
  readonly snap: SnapProfile;
  /** Of the place that CHANNEL-ID names. */
  readonly terms: ChannelTerms;
  readonly externalId: string;
  /** Which of the partner's keys the signature fits. */
  readonly credentialId: string;
  readonly stale: StaleCause | undefined;
}

export type Authentication =
  | { readonly kind: "authenticated"; readonly caller: SnapCaller }
  | { readonly kind: "failed"; readonly failure: SnapFailure; readonly partner?: Partner };

/** What is known about callers at this moment. */
export interface AuthenticationSight {
  readonly directory: PartnerDirectory;
  readonly verifyToken: TokenVerifier;
  readonly machineNow: Instant;
}

const EXTERNAL_ID = /^[A-Za-z0-9-]{1,36}$/;
const BEARER = /^Bearer +(\S+)$/i;

/**
 * Authenticates a transaction call. Reads no store and parses no body. The order of checks is that of snap-bi.md 8.8: nothing the caller numbers
 * is looked at before he is known.
 */
export async function authenticateTransaction(
  service: SnapTransaction,
  call: SnapCall,
  sight: AuthenticationSight,
): Promise<Authentication> {
  const signed = readSignedHeaders(call);
  if (signed.kind === "failed") return signed;
  const claimed = await whoClaims(call, sight);
  if (claimed.kind === "failed") return claimed;
  const { partner, snap, token } = claimed;
  const { machineNow } = sight;
  const { timestamp, sentAt, signature } = signed;
  const signer = findSigner(partner, snap, call, { token, timestamp, signature, machineNow });
  if (!signer) return failed(unauthorised("signature-wrong"), partner);

  const fresh = insideWindow({ sentAt, machineNow, skewSeconds: snap.skewSeconds });
  const stale = claimed.tokenIsOver ? "token-expired" : fresh ? undefined : "timestamp-outside-window";
  if (stale && service !== "payment") return failed(unauthorised(stale), partner);
  const externalId = call.headers.get("x-external-id");
  if (!externalId) return failed(missing("X-EXTERNAL-ID"), partner);
  if (!EXTERNAL_ID.test(externalId)) return failed(malformed("X-EXTERNAL-ID"), partner);
  // SDKs send longer values than the standard's five characters, so only its absence counts (snap-bi.md 2.6).
  const channelId = call.headers.get("channel-id");
  if (!channelId) return failed(missing("CHANNEL-ID"), partner);
  const terms = termsOf(partner.profile, channelId);
  const credentialId = signer.keyId;
  return { kind: "authenticated", caller: { partner, snap, terms, externalId, credentialId, stale } };
}

const failed = (failure: SnapFailure, partner?: Partner) =>
  ({ kind: "failed", failure, ...(partner && { partner }) }) as const;

/** Whose signature has to be on the call. */
interface Claim {
  readonly kind: "claimed";
  readonly partner: Partner;
  readonly snap: SnapProfile;
  readonly token: string | undefined;
  readonly tokenIsOver: boolean;
}

/**
 * Finds out who the caller says he is: token -> client -> partner, and X-PARTNER-ID only has to match (snap-bi.md 8.7). A partner that signs without a
 * token is known by X-PARTNER-ID alone; the Authorization that some of them send all the same means nothing (2.2).
 */
async function whoClaims(
  call: SnapCall,
  { directory, verifyToken, machineNow }: AuthenticationSight,
): Promise<Claim | ReturnType<typeof failed>> {
  const xPartnerId = call.headers.get("x-partner-id");
  const tokenless = xPartnerId === undefined ? undefined : directory.bySnapPartnerId(xPartnerId);
  if (tokenless?.profile.snap) {
    const { snap } = tokenless.profile;
    return { kind: "claimed", partner: tokenless, snap, token: undefined, tokenIsOver: false };
  }
  const token = BEARER.exec(call.headers.get("authorization") ?? "")?.[1];
  if (token === undefined) return failed(unauthorised("token-missing"));
  const verdict = await verifyToken(token, machineNow);
  if (verdict.kind === "invalid") return failed(unauthorised("token-invalid"));
  const { holder } = verdict;
  const partner = directory.bySnapClientKey(holder.clientKey);
  const snap = partner?.profile.snap;
  const usable = partner?.credentials.some(
    (credential) => credential.keyId === holder.credentialId && verifiesAt(credential, machineNow),
  );
  // A token from before the partner changed to signing without one opens nothing.
  const isAgreed = snap?.signature === "symmetric-with-token";
  if (!partner || !isAgreed || !usable || partner.profile.partnerId !== holder.partnerId) {
    return failed(unauthorised("token-invalid"));
  }
  if (!xPartnerId) return failed(missing("X-PARTNER-ID"), partner);
  if (xPartnerId !== snap.xPartnerId) return failed(unauthorised("partner-differs"), partner);
  return { kind: "claimed", partner, snap, token, tokenIsOver: verdict.kind === "expired" };
}

/** The two headers that every signature needs. */
export interface SignedHeaders {
  readonly kind: "read";
  readonly timestamp: string;
  readonly sentAt: Instant;
  readonly signature: string;
}

/** Reads X-TIMESTAMP and X-SIGNATURE; a time without an offset is malformed (snap-bi.md 2.5). */
export function readSignedHeaders(call: SnapCall): SignedHeaders | ReturnType<typeof failed> {
  const timestamp = call.headers.get("x-timestamp");
  if (!timestamp) return failed(missing("X-TIMESTAMP"));
  const signature = call.headers.get("x-signature");
  if (!signature) return failed(missing("X-SIGNATURE"));
  const sentAt = parseInstant(timestamp);
  return sentAt === undefined
    ? failed(malformed("X-TIMESTAMP"))
    : { kind: "read", timestamp, sentAt, signature };
}
