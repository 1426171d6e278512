import type { Instant } from "../calendar/calendar.ts";
import type { Credential } from "./credential.ts";
import type { Environment } from "./environment.ts";
import type { PartnerId, PartnerProfile } from "./partner.ts";

/** A credential with what people have to know of it: where it is good, and since when it is what it is. */
export interface KeyRecord {
  readonly credential: Credential;
  readonly environment: Environment;
  /** Undefined for keys that were registered before this was written down. */
  readonly createdAt: Instant | undefined;
  /** When it became active, next, retiring or revoked. */
  readonly changedAt: Instant | undefined;
}

/** A partner with every key that it ever had, the revoked ones included: as people see it, never the request path. */
export interface RegisteredPartner {
  readonly partnerId: PartnerId;
  readonly profile: PartnerProfile;
  readonly keys: readonly KeyRecord[];
  /** Counts the changes of profile and keys together: whoever changes something names the revision that he looked at. */
  readonly revision: number;
}

/** What a key is for: a rotation replaces a key by one of the same role. All H2H keys have one role, because a partner may change its algorithm. */
export type KeyRole = "rsa-public-key" | "hmac-secret" | "h2h";

/** The role of a key. */
export function roleOf({ kind }: Pick<Credential, "kind">): KeyRole {
  return kind === "h2h-public-key" || kind === "h2h-secret" ? "h2h" : kind;
}
