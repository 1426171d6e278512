import type { PaymentKey } from "../coverage/coverage.ts";
import type { FailureCause } from "../failure/failure.ts";
import type { PaymentDeps } from "../payment/deps.ts";
import type { CorrectionMoment, MoneyPlanning } from "../payment/money-plan.ts";
import { paymentKeyOf } from "../payment/payment-key.ts";
import { planMove } from "../payment/plan-move.ts";
import { planRecovery } from "../payment/plan-recovery.ts";
import { planKeep, planReturn } from "../payment/plan-return.ts";
import type { CorrectionFacts } from "./correction-facts.ts";

/** Plans what a correction would change at this moment. It reads and writes nothing. @throws LedgerFault */
export function planCorrection(
  deps: PaymentDeps,
  facts: CorrectionFacts,
  moment: CorrectionMoment,
): Promise<MoneyPlanning> {
  switch (facts.kind) {
    case "forced-booking":
      return planRecovery(deps, facts, moment);
    case "credit":
      return planRecovery(deps, { ...facts, months: 0, coverFrom: "correction" }, moment);
    case "late-reversal":
      return planReturn(deps, facts, moment);
    case "keep":
      return planKeep(deps, facts, moment);
    case "wrong-nik":
      return planMove(deps, facts, moment);
  }
}

/** The payment that a correction is about; of money that stands in none, the one that its reference would be. */
export function subjectOf(facts: CorrectionFacts): PaymentKey {
  return "paymentKey" in facts ? facts.paymentKey : paymentKeyOf(facts.partnerId, facts.reference);
}

/** The failures whose trouble is over once the correction is carried out. */
export function mendedBy({ kind }: CorrectionFacts): readonly FailureCause[] {
  switch (kind) {
    case "forced-booking":
    case "credit":
      return ["advice-too-late", "unquoted-undecided"];
    case "late-reversal":
    case "keep":
      return ["reversal-needs-review"];
    case "wrong-nik":
      return [];
  }
}
