import type { Instant } from "../calendar/calendar.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Nik } from "../member/member.ts";
import type { Keyring } from "../seal/keyring.ts";
import type { BillingCode } from "./billing-code.ts";
import { billingCodeKey, boundCodeOf } from "./billing-code-item.ts";

/** `ended`: it was a code, and its day is over. */
export type CodeResolution =
  | { readonly kind: "bound"; readonly nik: Nik; readonly months: number }
  | { readonly kind: "ended" }
  | { readonly kind: "unknown" };

/**
 * Finds out whom a code stands for: one consistent read. The table's own expiry lags by days, so the end is judged here, by business time.
 * @throws LedgerFault, SealFault
 */
export async function resolveBillingCode(
  { ledger, keys }: { readonly ledger: Ledger; readonly keys: Pick<Keyring, "dataKey"> },
  code: BillingCode,
  now: Instant,
): Promise<CodeResolution> {
  const item = await ledger.read(billingCodeKey(code));
  if (!item) return { kind: "unknown" };
  const { nik, months, validUntil } = boundCodeOf(keys, code, item);
  return now < validUntil ? { kind: "bound", nik, months } : { kind: "ended" };
}
