import { formatInstant, type Instant } from "../calendar/calendar.ts";
import { joinKey, shardOf } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite } from "../ledger/write.ts";

/** One act of a person or of the system on its own account: who, what, why, when, from where (domain.md 7.1). */
export interface AuditEntry {
  readonly auditId: string;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  /** What was acted on: a key of ours, never a NIK or a name. */
  readonly subject: string;
  readonly reason: string;
  readonly origin: string;
}

/**
 * An entry of the audit trail as part of the transaction that it tells of: the act and its record are one. Entries are put if absent, and no
 * function may update or delete one.
 */
export function auditWrite(entry: AuditEntry): LedgerWrite {
  const day = formatInstant(entry.at).slice(0, 10);
  return {
    kind: "put",
    item: {
      PK: joinKey("AUDIT", day, shardOf(entry.auditId)),
      SK: joinKey(formatInstant(entry.at, "milliseconds"), entry.auditId),
      schemaVersion: 1,
      ...entry,
    },
    guard: "absent",
  };
}

/** Appends to the audit trail by itself; the same entry again is the same entry. */
export async function appendAudit(ledger: Ledger, entry: AuditEntry): Promise<void> {
  await ledger.write(auditWrite(entry));
}
