import type { AcceptedPayment, Payment, ReversedPayment } from "./payment.ts";

/**
 * What a partner is told of its own reference (docs/decisions/0019-corrections.md). Money that went on to another worker is still with us, so the partner hears what its
 * slip says, word for word, until it gives the money back: "reversed" would make it refund what we keep.
 */
export function toldPayment(payment: Payment): Payment {
  if (payment.state !== "reversed" || !payment.successor) return payment;
  const { successor, ...rest } = payment;
  return successor.returned ? { ...rest, reversal: successor.returned } : asAccepted(payment);
}

function asAccepted({
  reversal: _,
  revokedAt: __,
  successor: ___,
  ...facts
}: ReversedPayment): AcceptedPayment {
  if (facts.months.length === 0) return { ...facts, state: "credited" };
  return { ...facts, state: facts.activatedAt === null ? "accepted" : "active" };
}
