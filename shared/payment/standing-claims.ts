import type { ContributionMonth } from "../calendar/calendar.ts";
import type { Coverage, PaymentKey } from "../coverage/coverage.ts";
import type { AcceptedPayment } from "./payment.ts";

/** Months of another payment that continue what is to be taken out. */
export interface StandingClaim {
  readonly paymentKey: PaymentKey;
  readonly firstMonth: ContributionMonth;
  readonly count: number;
}

/** What exactly stands on a payment: the claims after its last day, the earliest first. Empty where its own months have moved to history. */
export function standingClaims(
  { paymentKey, months }: Pick<AcceptedPayment, "paymentKey" | "months">,
  { claims }: Pick<Coverage, "claims">,
): readonly StandingClaim[] {
  const end = months.at(-1)?.to ?? "";
  return Object.entries(claims)
    .filter(([key, claim]) => key !== paymentKey && claim.from > end)
    .toSorted(([, a], [, b]) => (a.from < b.from ? -1 : 1))
    .map(([key, { firstMonth, count }]) => ({ paymentKey: key as PaymentKey, firstMonth, count }));
}
