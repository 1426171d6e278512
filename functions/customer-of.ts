import { resolveBillingCode } from "../shared/billing-code/resolve-billing-code.ts";
import type { Clock } from "../shared/calendar/clock.ts";
import type { Ledger } from "../shared/ledger/ledger.ts";
import type { Nik } from "../shared/member/member.ts";
import type { CustomerNumberReading } from "../shared/protocol/h2h/customer-number.ts";
import { type H2hFailure, malformed } from "../shared/protocol/h2h/failure.ts";
import type { Keyring } from "../shared/seal/keyring.ts";

export type CustomerFound =
  | { readonly kind: "customer"; readonly nik: Nik; readonly months: number | undefined }
  | { readonly kind: "failed"; readonly failure: H2hFailure };

/** Finds out whose number was typed: a NIK says it by itself, a billing code costs one read and also names its months. @throws LedgerFault, SealFault */
export async function customerOf(
  deps: { readonly ledger: Ledger; readonly keys: Pick<Keyring, "dataKey">; readonly clock: Clock },
  number: CustomerNumberReading,
  asked?: number,
): Promise<CustomerFound> {
  if (number.kind === "failed") return number;
  if (number.kind === "nik") return { kind: "customer", nik: number.nik, months: asked };
  const found = await resolveBillingCode(deps, number.code, deps.clock.businessNow());
  if (found.kind !== "bound") return { kind: "failed", failure: { kind: `billing-code-${found.kind}` } };
  const agrees = asked === undefined || asked === found.months;
  return agrees
    ? { kind: "customer", nik: found.nik, months: found.months }
    : { kind: "failed", failure: malformed("months") };
}
