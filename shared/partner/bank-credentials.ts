import * as z from "zod/mini";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { Keyring } from "../seal/keyring.ts";
import { openSeal, seal } from "../seal/seal.ts";

/** Our credentials at a bank that answers status questions: what it gave us, and the key that we sign with there. */
export interface BankCredentials {
  readonly clientKey: string;
  readonly xPartnerId: string;
  readonly channelId: string;
  readonly clientSecret: string;
  /** PKCS#8; the bank has its public half. */
  readonly privateKeyPem: string;
}

const Secrets = z.object({ clientSecret: z.string(), privateKeyPem: z.string() });
const Item = z.object({
  schemaVersion: z.literal(1),
  clientKey: z.string(),
  xPartnerId: z.string(),
  channelId: z.string(),
  sealedSecrets: z.string(),
});

/** Apart from the registry: what opens a partner's door to us has no business with who verifies what partners send. */
export const bankCredentialsKey = (partnerId: string): LedgerKey => ({
  PK: joinKey("BANK-DESK", partnerId),
  SK: "CREDENTIALS",
});

/** The credentials as stored: the secrets sealed and bound to this bank. */
export function bankCredentialsItem(
  keys: Pick<Keyring, "dataKey">,
  partnerId: string,
  { clientSecret, privateKeyPem, ...clear }: BankCredentials,
): LedgerItem {
  const key = bankCredentialsKey(partnerId);
  const secrets = JSON.stringify({ clientSecret, privateKeyPem });
  return { ...key, schemaVersion: 1, ...clear, sealedSecrets: seal(keys.dataKey, key.PK, secrets) };
}

/** Reads and opens them; undefined for a bank that gave us none. @throws LedgerFault, SealFault */
export async function readBankCredentials(
  ledger: Pick<Ledger, "read">,
  keys: Pick<Keyring, "dataKey">,
  partnerId: string,
): Promise<BankCredentials | undefined> {
  const item = await ledger.read(bankCredentialsKey(partnerId));
  if (!item) return undefined;
  const { sealedSecrets, schemaVersion: _, ...clear } = decodeItem("bank credentials", Item, item);
  const opened: unknown = JSON.parse(openSeal(keys.dataKey, item.PK, sealedSecrets));
  return { ...clear, ...z.parse(Secrets, opened) };
}
