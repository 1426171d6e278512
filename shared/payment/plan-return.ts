import type { Instant } from "../calendar/calendar.ts";
import type { Coverage, PaymentKey } from "../coverage/coverage.ts";
import { readCoverage } from "../coverage/coverage-store.ts";
import { rupiah } from "../money/rupiah.ts";
import type { PaymentDeps } from "./deps.ts";
import { effectOf } from "./effect-of.ts";
import { type CorrectionMoment, type Impossible, impossible, type MoneyPlanning } from "./money-plan.ts";
import type { AcceptedPayment } from "./payment.ts";
import { readStanding } from "./read-standing.ts";
import { type Release, releasePayment } from "./release-payment.ts";
import { keptWrite } from "./reversal-store.ts";
import { standingClaims } from "./standing-claims.ts";

/**
 * Plans what a reversal outside its window asks: the money went back to the worker, so the months come out as if it had come in time, or it is said exactly what stands on
 * them. `reversedAt` is the partner's word where it sent one. Two reads.
 * @throws LedgerFault
 */
export async function planReturn(
  deps: Pick<PaymentDeps, "ledger">,
  { paymentKey, reversedAt }: { readonly paymentKey: PaymentKey; readonly reversedAt?: Instant | undefined },
  { now }: CorrectionMoment,
): Promise<MoneyPlanning> {
  const found = await readStanding(deps, paymentKey);
  if (found.kind === "impossible") return found;
  const { payment } = found;
  const coverage = await readCoverage(deps.ledger, payment.memberKey);
  const reversal = {
    reversedAt: payment.review?.reversedAt ?? reversedAt ?? now,
    receivedAt: now,
    reason: "late-reversal",
  };
  const plan = releasePayment(payment, coverage, { reversal });
  if (plan.kind !== "free") return impossible(whyStuck(plan, payment, coverage));
  const frees = effectOf(payment, null);
  return { kind: "planned", books: null, frees, payment: plan.payment, writes: plan.writes };
}

/** Plans the other answer to the same question: the money stays with us, and the partner hears that from settlement. One read. @throws LedgerFault */
export async function planKeep(
  deps: Pick<PaymentDeps, "ledger">,
  { paymentKey }: { readonly paymentKey: PaymentKey },
  { correctionId }: CorrectionMoment,
): Promise<MoneyPlanning> {
  const found = await readStanding(deps, paymentKey);
  if (found.kind === "impossible") return found;
  const { payment } = found;
  const { review } = payment;
  if (!review || review.keptBy) return impossible({ because: "not-under-review" });
  return {
    kind: "planned",
    books: null,
    frees: null,
    payment: { ...payment, review: { ...review, keptBy: correctionId } },
    writes: [keptWrite(payment, correctionId)],
  };
}

/** Why a payment cannot be taken out, with all that a person needs to clear the way. */
export function whyStuck(
  { kind }: Exclude<Release, { kind: "free" }>,
  payment: AcceptedPayment,
  coverage: Coverage,
): Impossible {
  if (kind === "later-claim") return { because: kind, standing: standingClaims(payment, coverage) };
  const missing = payment.creditGivenRupiah - coverage.creditRupiah;
  return { because: kind, missingRupiah: rupiah(missing) };
}
