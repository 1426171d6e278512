import type { AuditEntry } from "../audit/audit-entry.ts";
import { commitAudited } from "../audit/commit-audited.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Guard } from "../ledger/write.ts";
import type { Keyring } from "../seal/keyring.ts";
import { type BankCredentials, bankCredentialsItem, type StandingCredentials } from "./bank-credentials.ts";
import type { PartnerId } from "./partner.ts";

/** What a bank gave us, to be kept; `seen` is what stood when the person looked, undefined for nothing. */
export interface BankRegistration {
  readonly partnerId: PartnerId;
  readonly credentials: BankCredentials;
  readonly seen: StandingCredentials | undefined;
  readonly audit: AuditEntry;
}

/**
 * Seals our credentials at a bank and puts them, with the audit entry in the same transaction and only in the place of what the person saw. `overtaken`: somebody else
 * registered some meanwhile, and nothing was written. @throws LedgerFault, AuditFault
 */
export async function registerBankCredentials(
  ledger: Pick<Ledger, "read" | "transact">,
  keys: Pick<Keyring, "dataKey">,
  { partnerId, credentials, seen, audit }: BankRegistration,
): Promise<"registered" | "overtaken"> {
  const item = bankCredentialsItem(keys, partnerId, credentials, audit.at);
  const result = await commitAudited(ledger, audit, [
    { kind: "put", item, guard: seen ? stillThose(seen) : "absent" },
  ]);
  return result.kind === "committed" ? "registered" : "overtaken";
}

const stillThose = ({ sealedSecrets }: StandingCredentials): Guard => ({
  expression: "schemaVersion = :one AND sealedSecrets = :seen",
  values: { ":one": 1, ":seen": sealedSecrets },
});
