import { planRelease, type ReleasePlan } from "../coverage/claim-release.ts";
import type { Coverage } from "../coverage/coverage.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { AcceptedPayment, Reversal, ReversedPayment, Successor } from "./payment.ts";
import { returnedWrite, reversedWrite } from "./reversal-store.ts";

export type Release =
  | { readonly kind: "free"; readonly payment: ReversedPayment; readonly writes: readonly LedgerWrite[] }
  | Exclude<ReleasePlan, { kind: "free" }>;

/**
 * Takes a payment out of its member's coverage, as the writes that do it, or says that something stands on it. With a `successor` the money goes on to another worker; without
 * one it went back, and the reference that it came by is told so.
 */
export function releasePayment(
  payment: AcceptedPayment,
  coverage: Coverage,
  { reversal, successor }: { readonly reversal: Reversal; readonly successor?: Successor },
): Release {
  const plan = planRelease(payment.memberKey, coverage, {
    paymentKey: payment.paymentKey,
    boughtMonths: payment.months.length > 0,
    runAfter: payment.runAfter,
    creditGiven: payment.creditGivenRupiah,
    creditUsed: payment.creditUsedRupiah,
  });
  if (plan.kind !== "free") return plan;
  const reversed: ReversedPayment = { ...payment, state: "reversed", reversal, revokedAt: null, successor };
  const told = payment.origin && !successor ? [returnedWrite(payment.origin, payment, reversal)] : [];
  return { kind: "free", payment: reversed, writes: [reversedWrite(payment, reversed), plan.write, ...told] };
}
