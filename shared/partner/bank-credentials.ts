import * as z from "zod/mini";
import type { Instant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
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
  changedAt: InstantMs,
});

/** What is known of them without opening: that they stand, and under which names. */
export interface StandingCredentials extends Omit<BankCredentials, "clientSecret" | "privateKeyPem"> {
  readonly changedAt: Instant;
  /** Another one each time that something is sealed: by it a change tells whether it still meets what was looked at. */
  readonly sealedSecrets: string;
}

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
  changedAt: Instant,
): LedgerItem {
  const key = bankCredentialsKey(partnerId);
  const secrets = JSON.stringify({ clientSecret, privateKeyPem });
  const sealedSecrets = seal(keys.dataKey, key.PK, secrets);
  return { ...key, schemaVersion: 1, ...clear, sealedSecrets, changedAt };
}

/** Finds them without opening; undefined for a bank that gave us none. One read. @throws LedgerFault */
export async function findBankCredentials(
  ledger: Pick<Ledger, "read">,
  partnerId: string,
): Promise<StandingCredentials | undefined> {
  const item = await ledger.read(bankCredentialsKey(partnerId));
  if (!item) return undefined;
  const { schemaVersion: _, ...standing } = decodeItem("bank credentials", Item, item);
  return standing;
}

/** Reads and opens them; undefined for a bank that gave us none. @throws LedgerFault, SealFault */
export async function readBankCredentials(
  ledger: Pick<Ledger, "read">,
  keys: Pick<Keyring, "dataKey">,
  partnerId: string,
): Promise<BankCredentials | undefined> {
  const standing = await findBankCredentials(ledger, partnerId);
  if (!standing) return undefined;
  const { sealedSecrets, changedAt: _, ...clear } = standing;
  const opened: unknown = JSON.parse(openSeal(keys.dataKey, bankCredentialsKey(partnerId).PK, sealedSecrets));
  return { ...clear, ...z.parse(Secrets, opened) };
}
