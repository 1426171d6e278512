import type { Instant } from "../calendar/calendar.ts";
import type { MoneyEffect } from "./money-plan.ts";
import type { AcceptedPayment } from "./payment.ts";

/** What a payment gives its member, or takes from him when it goes. */
export function effectOf(payment: AcceptedPayment, coverFrom: Instant | null): MoneyEffect {
  const { paymentKey, memberKey, maskedName, maskedNik, amountRupiah, months } = payment;
  const { creditUsedRupiah, creditGivenRupiah } = payment;
  const whose = { memberKey, maskedName, maskedNik };
  return { paymentKey, ...whose, amountRupiah, months, creditUsedRupiah, creditGivenRupiah, coverFrom };
}
