import type { Ledger } from "../ledger/ledger.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { commitAudited } from "./commit-audited.ts";

/** Enters an act that changes nothing else: something looked at, unmasked, exported, refused. The same entry again is the same entry. */
export async function appendAudit(
  ledger: Pick<Ledger, "read" | "transact">,
  entry: AuditEntry,
): Promise<void> {
  await commitAudited(ledger, entry, []);
}
