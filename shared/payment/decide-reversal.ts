import { addDays, businessDateOf, type Instant, startOf } from "../calendar/calendar.ts";
import type { ReversalCommand, ReversalOutcome } from "./outcome.ts";
import type { AcceptedPayment, Payment, ReviewCause } from "./payment.ts";

/** A reversal made before midnight may reach us this much later and still count for its day (design section 6). */
const AFTER_MIDNIGHT_MS = 60 * 60 * 1000;

export type ReversalDecision =
  | { readonly kind: "answer"; readonly outcome: ReversalOutcome }
  /** Nothing is known of this payment: remember that its money went back. */
  | { readonly kind: "entomb" }
  | { readonly kind: "review"; readonly payment: AcceptedPayment; readonly cause: ReviewCause }
  | { readonly kind: "release"; readonly payment: AcceptedPayment };

/**
 * Decides what a reversal is (design section 6, state table; domain.md cases 10 to 12). Taken for the full amount, on the payment's own business day; whether its
 * months can be taken out of the coverage is seen when they are.
 */
export function decideReversal(
  stored: Payment | undefined,
  command: ReversalCommand,
  now: Instant,
): ReversalDecision {
  if (!stored) return { kind: "entomb" };
  switch (stored.state) {
    case "tombstone":
    case "reversed":
      return { kind: "answer", outcome: { kind: "reversed", payment: stored, replayed: true } };
    case "refused":
      return { kind: "answer", outcome: { kind: "already-refused", payment: stored } };
    default:
      return decideAccepted(stored, command, now);
  }
}

function decideAccepted(payment: AcceptedPayment, command: ReversalCommand, now: Instant): ReversalDecision {
  if (command.amountRupiah !== undefined && command.amountRupiah !== payment.amountRupiah) {
    return { kind: "answer", outcome: { kind: "partial" } };
  }
  if (payment.review) {
    const { cause } = payment.review;
    return { kind: "answer", outcome: { kind: "needs-review", payment, cause } };
  }
  return isSameDay(payment, command, now)
    ? { kind: "release", payment }
    : { kind: "review", payment, cause: "day-over" };
}

function isSameDay(
  { businessDate }: AcceptedPayment,
  { reversedAt }: ReversalCommand,
  now: Instant,
): boolean {
  if (businessDateOf(now) === businessDate) return true;
  const midnight = startOf(addDays(businessDate, 1));
  return businessDateOf(reversedAt) === businessDate && now < midnight + AFTER_MIDNIGHT_MS;
}
