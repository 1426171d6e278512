import type { Instant } from "../calendar/calendar.ts";
import type { Credential, CredentialState } from "./credential.ts";
import type { Environment } from "./environment.ts";
import { isSameKey } from "./key-fingerprint.ts";
import { type KeyRecord, type RegisteredPartner, roleOf } from "./key-record.ts";
import type { PartnerId } from "./partner.ts";

/** What becomes of one key. `was` is the state that it must still have when the change is written; undefined for a new key. */
export interface KeyChange {
  readonly record: KeyRecord;
  readonly was: CredentialState | undefined;
}

/** Why a change of keys is not made. */
export type KeyRefusal =
  /** Revoked ids count too: a log line of last year must not come to mean another key. */
  | { readonly reason: "key-id-taken"; readonly partnerId: PartnerId }
  /** The same key under another name: in both environments it would undo their separation, after a revocation it would undo that. */
  | {
      readonly reason: "key-known";
      readonly partnerId: PartnerId;
      readonly keyId: string;
      readonly environment: Environment;
    }
  | { readonly reason: "key-unknown" }
  | { readonly reason: "wrong-state"; readonly state: CredentialState };

export type KeyPlan =
  | { readonly kind: "planned"; readonly changes: readonly KeyChange[] }
  | { readonly kind: "refused"; readonly refusal: KeyRefusal };

const planned = (changes: readonly KeyChange[]): KeyPlan => ({ kind: "planned", changes });
const refused = (refusal: KeyRefusal): KeyPlan => ({ kind: "refused", refusal });
const isH2h = (credential: Credential) => roleOf(credential) === "h2h";

/** Registers a key that nobody has had before, under any name, in any environment. Until it is promoted it is `next`, and verifies already. */
export function planNewKey(
  registry: readonly RegisteredPartner[],
  partnerId: PartnerId,
  key: { readonly credential: Credential; readonly environment: Environment; readonly now: Instant },
): KeyPlan {
  const { credential, environment, now } = key;
  for (const partner of registry) {
    const { partnerId: holder } = partner;
    for (const known of partner.keys) {
      // H2H keys are found by their id alone, across partners; the ids of others are the partner's own affair.
      const sharesIds = holder === partnerId || (isH2h(credential) && isH2h(known.credential));
      if (sharesIds && known.credential.keyId === credential.keyId) {
        return refused({ reason: "key-id-taken", partnerId: holder });
      }
      if (isSameKey(known.credential, credential)) {
        const { keyId } = known.credential;
        return refused({ reason: "key-known", partnerId: holder, keyId, environment: known.environment });
      }
    }
  }
  return planned([{ record: { credential, environment, createdAt: now, changedAt: now }, was: undefined }]);
}

/**
 * Makes a `next` key the active one. What was active in the same role and environment retires at `until`; what retires already keeps its end. `fresh` is a key that is
 * registered in the same breath.
 */
export function planPromotion(
  { keys }: Pick<RegisteredPartner, "keys">,
  promotion: {
    readonly keyId: string;
    readonly until: Instant;
    readonly now: Instant;
    readonly fresh?: KeyChange;
  },
): KeyPlan {
  const { keyId, until, now, fresh } = promotion;
  const known = keys.find(({ credential }) => credential.keyId === keyId);
  const chosen = fresh ?? (known && { record: known, was: known.credential.state });
  if (!chosen) return refused({ reason: "key-unknown" });
  if (!fresh && chosen.was !== "next") {
    return refused({ reason: "wrong-state", state: chosen.record.credential.state });
  }
  const { record } = chosen;
  const old = keys.filter(
    ({ credential, environment }) =>
      credential.state === "active" &&
      environment === record.environment &&
      roleOf(credential) === roleOf(record.credential),
  );
  return planned([
    { record: inState(record, now, { state: "active" }), was: chosen.was },
    ...old.map((each) => ({
      record: inState(each, now, { state: "retiring", until }),
      was: "active" as const,
    })),
  ]);
}

/** Ends a key for good. Revoking twice is refused, so that nobody believes he was the one. */
export function planRevocation(
  { keys }: Pick<RegisteredPartner, "keys">,
  { keyId, now }: { readonly keyId: string; readonly now: Instant },
): KeyPlan {
  const known = keys.find(({ credential }) => credential.keyId === keyId);
  if (!known) return refused({ reason: "key-unknown" });
  const { state } = known.credential;
  if (state === "revoked") return refused({ reason: "wrong-state", state });
  return planned([{ record: inState(known, now, { state: "revoked" }), was: state }]);
}

function inState(
  record: KeyRecord,
  changedAt: Instant,
  life: { readonly state: CredentialState; readonly until?: Instant },
): KeyRecord {
  const { state, until } = life;
  return { ...record, credential: { ...record.credential, state, until }, changedAt };
}
