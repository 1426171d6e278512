import { resolveBillingCode } from "../../shared/billing-code/resolve-billing-code.ts";
import type { PaymentDeps } from "../../shared/payment/deps.ts";
import type { BillingNumber, CustomerNumber } from "../../shared/protocol/snap/customer-number.ts";
import type { CodeRefusal } from "../../shared/protocol/snap/outcome-table.ts";

/** Whom a number stands for. A NIK says it by itself; a billing code costs one read and names its months as well. @throws LedgerFault, SealFault */
export async function workerOf(
  deps: PaymentDeps,
  number: CustomerNumber | BillingNumber,
): Promise<CustomerNumber | { readonly kind: "nobody"; readonly because: CodeRefusal }> {
  if (number.kind === "customer") return number;
  const found = await resolveBillingCode(deps, number.code, deps.clock.businessNow());
  return found.kind === "bound"
    ? { kind: "customer", nik: found.nik, months: found.months }
    : { kind: "nobody", because: `billing-code-${found.kind}` };
}
