import { addDays, businessDateOf, type Instant } from "../calendar/calendar.ts";
import type { MemberKey } from "../member/member.ts";
import type { ConflictField, PaymentCommand, PaymentOutcome } from "./outcome.ts";
import type { Payment, PaymentRefusal } from "./payment.ts";
import type { Quote } from "./quote.ts";

/** Everything that the decision looks at: the stored payment and quote, the command, and the moment. */
export interface PaymentSight {
  readonly stored: Payment | undefined;
  readonly quote: Quote | undefined;
  readonly command: PaymentCommand;
  /** Undefined where the message does not name the worker. */
  readonly memberKey: MemberKey | undefined;
  readonly now: Instant;
}

export type PaymentDecision =
  | { readonly kind: "answer"; readonly outcome: PaymentOutcome }
  | { readonly kind: "refuse"; readonly reason: PaymentRefusal }
  | { readonly kind: "book"; readonly quote: Quote };

/** How long an advice is taken where the partner's contract is silent: until the day after the quote's (design section 6). */
const ADVICE_DAYS = 1;

const refuse = (reason: PaymentRefusal): PaymentDecision => ({ kind: "refuse", reason });

/**
 * Decides what a payment request is (design 5.1 and the state table of section 6). A stored payment is answered as it was before quote,
 * age, skew or suspension are looked at: at BRI a 4xx on a retry refunds money that we keep (snap-bi.md 8.11).
 */
export function decidePayment({ stored, quote, command, memberKey, now }: PaymentSight): PaymentDecision {
  if (stored) return { kind: "answer", outcome: answerStored(stored, command, memberKey) };
  if (command.ifNew.kind === "unauthorised") {
    return { kind: "answer", outcome: { kind: "unauthorised", because: command.ifNew.because } };
  }
  if (command.ifNew.kind === "refused") return refuse(command.ifNew.reason);
  if (!quote) return refuse("quote-unknown");
  if (memberKey && quote.memberKey !== memberKey) return refuse("number-differs");
  const today = businessDateOf(now);
  if (quote.businessDate !== today && !command.advice) return refuse("quote-expired");
  const lastDay = addDays(quote.businessDate, command.partner.adviceDays ?? ADVICE_DAYS);
  if (command.advice && today > lastDay) return refuse("advice-too-late");
  if (quote.totalRupiah !== command.amountRupiah) return refuse("amount-differs");
  return { kind: "book", quote };
}

/** A repeat gets the stored outcome; the same reference with other content is a conflict that names its fields. */
export function answerStored(
  stored: Payment,
  command: PaymentCommand,
  memberKey: MemberKey | undefined,
): PaymentOutcome {
  // A tombstone knows nothing to compare with: the money went back, whatever the late payment says.
  if (stored.state === "tombstone") return { kind: "reversed", payment: stored };
  const fields: ConflictField[] = [];
  if (stored.inquiryId !== command.inquiryId) fields.push("inquiryId");
  if (memberKey && stored.memberKey !== memberKey) fields.push("member");
  if (stored.amountRupiah !== command.amountRupiah) fields.push("amount");
  if (fields.length > 0) return { kind: "conflict", stored, fields };
  if (stored.state === "reversed") return { kind: "reversed", payment: stored };
  return stored.state === "refused"
    ? { kind: "refused", payment: stored, replayed: true }
    : { kind: "accepted", payment: stored, replayed: true };
}
