import * as z from "zod/mini";
import type { Instant } from "../calendar/calendar.ts";
import { ChannelTerms } from "./channel-terms.ts";
import { Closing } from "./closing.ts";
import type { Credential, H2hCredential } from "./credential.ts";
import type { SettlementTerms } from "./settlement-terms.ts";
import { type SnapPaths, SnapProfile } from "./snap-profile.ts";

/** The floors of the house read partners as parsed data; these schemas are the only description of it. */

/** Our short name of a partner, `bri`: part of keys, client keys and file names, so letters and digits only. */
export const PartnerId = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9]{1,15}$/))
  .brand("PartnerId");
export type PartnerId = z.infer<typeof PartnerId>;

/** How a partner that speaks H2H (HTTP Message Signatures) differs from the others. */
export const H2hProfile = z.strictObject({
  /** Two-sided window around the machine's clock for `created`. */
  skewSeconds: z.number().check(z.int(), z.minimum(30), z.maximum(900)),
  /** A bank that pays by SNAP has an H2H key to ask about workers, and no second door for its money. */
  membersOnly: z.optional(z.boolean()),
});
export type H2hProfile = z.infer<typeof H2hProfile>;

/**
 * Carried along as it was written: what no request needs was parsed whole by `PartnerFile` before it got here. Its schemas would be 2 KB in the bundle that a cashier
 * waits for.
 */
const carried = <T>() => z.custom<T>((value) => typeof value === "object" && value !== null);

/** Everything about a partner that is not a credential. */
export const PartnerProfile = z.strictObject({
  // The book of credit has payments of its own beside the partners'.
  partnerId: PartnerId.check(z.refine((id) => id !== "credit")),
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  standing: z.enum(["active", "suspended"]),
  /** The places at which it works, the usual one first. */
  channels: z.array(ChannelTerms).check(z.minLength(1), z.maxLength(8)),
  /** When its service is closed to new inquiries and payments. */
  closings: z.array(Closing).check(z.maxLength(32)),
  settlement: carried<SettlementTerms>(),
  /** Where its calls come from, IPv4 blocks like `203.0.113.0/28`: the allow-list before the API is made of them (snap-bi.md 8.30). Missing until the partner has told. */
  addresses: z.optional(carried<string[]>()),
  /** How many days after its quote's business date an advice never seen before is still booked; 1 where the contract is silent. */
  adviceDays: z.optional(z.number().check(z.int(), z.minimum(0), z.maximum(7))),
  /** From when an advice covers: from its arrival here, or from the till's own time where the contract says so. */
  adviceCoversFrom: z.optional(z.enum(["received-at", "paid-at"])),
  /**
   * Set while the ledger is one that was restored: what this partner was answered between the two is not in it (docs/decisions/0024-restore.md). People set and end it.
   */
  forgotten: z.optional(carried<{ from: Instant; until: Instant }>()),
  h2h: z.optional(H2hProfile),
  snap: z.optional(SnapProfile),
});
export type PartnerProfile = z.infer<typeof PartnerProfile>;

/** The terms of the place that a request names, or of the partner's usual one. @throws RangeError when the profile was never parsed */
export function termsOf({ channels }: Pick<PartnerProfile, "channels">, channelId?: string): ChannelTerms {
  const named = channels.find(({ channelIds }) => channelId !== undefined && channelIds.includes(channelId));
  const terms = named ?? channels[0];
  if (!terms) throw new RangeError("a partner without a place");
  return terms;
}

/** A partner with its usable credentials, as the registry hands it out. */
export interface Partner {
  readonly profile: PartnerProfile;
  readonly credentials: readonly Credential[];
}

/** All partners at one moment, at most ten seconds old; looked up without I/O. */
export interface PartnerDirectory {
  byId(partnerId: string): Partner | undefined;
  bySnapClientKey(clientKey: string): Partner | undefined;
  /** The partner that signs without a token and so names itself by X-PARTNER-ID; undefined for those that need one. */
  bySnapPartnerId(xPartnerId: string): Partner | undefined;
  /** The service that some partner calls at a whole public path of its own. */
  snapServiceAt(path: string): keyof SnapPaths | undefined;
  /** The partner that holds an H2H key, and the key; key ids are unique across partners. */
  byH2hKeyId(keyId: string): { readonly partner: Partner; readonly credential: H2hCredential } | undefined;
}
