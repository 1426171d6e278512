import type { BillingCode } from "../../shared/billing-code/billing-code.ts";
import { resolveBillingCode } from "../../shared/billing-code/resolve-billing-code.ts";
import type { PaymentDeps } from "../../shared/payment/deps.ts";
import type { BillingNumber, CustomerNumber } from "../../shared/protocol/snap/customer-number.ts";
import type { CodeRefusal } from "../../shared/protocol/snap/outcome-table.ts";

/** A code that names nobody. */
interface Nobody {
  readonly kind: "nobody";
  readonly because: CodeRefusal;
  readonly code: BillingCode;
}

/** Whom a number stands for. A NIK says it by itself; a billing code costs one read and names its months as well. @throws LedgerFault, SealFault */
export async function workerOf(
  deps: PaymentDeps,
  number: CustomerNumber | BillingNumber,
): Promise<CustomerNumber | Nobody> {
  if (number.kind === "customer") return number;
  const { code } = number;
  const found = await resolveBillingCode(deps, code, deps.clock.businessNow());
  return found.kind === "bound"
    ? { kind: "customer", nik: found.nik, months: found.months }
    : { kind: "nobody", because: `billing-code-${found.kind}`, code };
}
