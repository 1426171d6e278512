import type { AuditEntry } from "../audit/audit-entry.ts";
import { commitAudited } from "../audit/commit-audited.ts";
import { joinKey } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Expression, LedgerWrite } from "../ledger/write.ts";
import type { Keyring } from "../seal/keyring.ts";
import { roleOf } from "./key-record.ts";
import type { PartnerId, PartnerProfile } from "./partner.ts";
import { credentialItem, partnerItem } from "./partner-item.ts";
import type { KeyChange } from "./plan-keys.ts";

/** A change that a person makes to one partner: its profile as it shall be, what becomes of its keys, and who did it why. */
export interface PartnerChange {
  /** The revision that he looked at; undefined when there was no such partner. */
  readonly seen: number | undefined;
  readonly profile: PartnerProfile;
  readonly keys: readonly KeyChange[];
  readonly audit: AuditEntry;
}

export type PartnerChangeOutcome =
  | { readonly kind: "changed" }
  /** Somebody else changed this partner since it was read; nothing of this change was written. Look again. */
  | { readonly kind: "overtaken" }
  /** Another partner has registered an H2H key under this id since the registry was read. */
  | { readonly kind: "key-id-taken"; readonly keyId: string };

/**
 * Writes a partner's change as one transaction, on condition that the partner is still what the person saw. Two people who rotate at the same moment are told
 * so, and neither loses a key; the audit entry is part of it.
 */
export async function changePartner(
  ledger: Pick<Ledger, "read" | "transact">,
  keys: Pick<Keyring, "dataKey">,
  { seen, profile, keys: changes, audit }: PartnerChange,
): Promise<PartnerChangeOutcome> {
  const { partnerId } = profile;
  const whole: LedgerWrite = {
    kind: "put",
    item: partnerItem(profile, (seen ?? -1) + 1),
    guard: seen === undefined ? "absent" : stillAt(seen),
  };
  const claims = changes.flatMap((change) => claimOf(partnerId, change));
  const writes = [whole, ...changes.map((change) => keyWrite(keys, partnerId, change))];
  const result = await commitAudited(ledger, audit, [...claims.map(({ write }) => write), ...writes]);
  if (result.kind === "committed") return { kind: "changed" };
  const taken = result.failed.map(({ index }) => claims[index]).find((claim) => claim !== undefined);
  return taken ? { kind: "key-id-taken", keyId: taken.keyId } : { kind: "overtaken" };
}

/** Items of an older program have no revision: they are at their first one. */
function stillAt(seen: number): Expression {
  return {
    expression:
      "schemaVersion = :one AND (revision = :seen OR (attribute_not_exists(revision) AND :seen = :zero))",
    values: { ":one": 1, ":seen": seen, ":zero": 0 },
  };
}

function keyWrite(
  keys: Pick<Keyring, "dataKey">,
  partnerId: PartnerId,
  { record, was }: KeyChange,
): LedgerWrite {
  const { credential, ...rest } = record;
  const item = credentialItem(keys, partnerId, credential, rest);
  if (was === undefined) return { kind: "put", item, guard: "absent" };
  const guard = {
    expression: "schemaVersion = :one AND #state = :was",
    names: { "#state": "state" },
    values: { ":one": 1, ":was": was },
  };
  return { kind: "put", item, guard };
}

/** An H2H key is found by its id alone, so an id belongs to one partner: two who take it at the same moment meet at this item. */
function claimOf(partnerId: PartnerId, { record, was }: KeyChange) {
  const { keyId } = record.credential;
  if (was !== undefined || roleOf(record.credential) !== "h2h") return [];
  const item = { PK: joinKey("KEY-ID", keyId), SK: "OWNER", schemaVersion: 1, partnerId };
  const guard = {
    expression: "attribute_not_exists(PK) OR partnerId = :partner",
    values: { ":partner": partnerId },
  };
  return [{ keyId, write: { kind: "put", item, guard } as const }];
}
