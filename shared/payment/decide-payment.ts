import { addDays, businessDateOf, type Instant } from "../calendar/calendar.ts";
import type { MemberKey } from "../member/member.ts";
import { hasCapability } from "../partner/channel-terms.ts";
import { closingAt } from "../partner/closing.ts";
import type { ConflictField, PaymentCommand, PaymentOutcome } from "./outcome.ts";
import type { Payment, PaymentRefusal } from "./payment.ts";
import type { Quote } from "./quote.ts";
import { toldPayment } from "./told-payment.ts";

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
  | { readonly kind: "book"; readonly quote: Quote }
  /** Money taken without a price: it is priced at this moment (design 5.1). */
  | { readonly kind: "price-now" };

/** How long an advice is taken where the partner's contract is silent: until the day after the quote's (design section 6). */
const ADVICE_DAYS = 1;

/**
 * Decides what a payment request is (design 5.1 and the state table of section 6). A stored payment is answered as it was before quote,
 * age, skew, suspension or closing are looked at: at BRI a 4xx on a retry refunds money that we keep (snap-bi.md 8.11).
 */
export function decidePayment(sight: PaymentSight): PaymentDecision {
  const { stored, quote, command, memberKey } = sight;
  if (stored) return { kind: "answer", outcome: answerStored(stored, command, memberKey) };
  if (command.ifNew.kind === "unauthorised") {
    return { kind: "answer", outcome: { kind: "unauthorised", because: command.ifNew.because } };
  }
  const reason = whyNotServed(sight) ?? (quote ? whyNotFitting(quote, sight) : undefined);
  if (reason) return { kind: "refuse", reason };
  if (quote) return { kind: "book", quote };
  return command.unquoted ? { kind: "price-now" } : { kind: "refuse", reason: "quote-unknown" };
}

/**
 * Whether the till has let go of the cash: an advice comes long after, and some partners tell us only then. Neither is refused for the hour, for a quote of
 * yesterday, or for months that somebody else has bought meanwhile.
 */
export function isCashTaken({ advice, unquoted }: PaymentCommand): boolean {
  return advice || unquoted !== undefined;
}

/** Reasons that lie in the partner and the hour. What was quoted while the place still had the right is taken by an advice after its end. */
function whyNotServed({ quote, command, now }: PaymentSight): PaymentRefusal | undefined {
  if (command.ifNew.kind === "refused") return command.ifNew.reason;
  if (!isCashTaken(command) && closingAt(command.partner.closings, now)) return "service-closed";
  const day = command.advice && quote ? quote.businessDate : businessDateOf(now);
  return hasCapability(command.terms, "payments", day) ? undefined : "capability-missing";
}

/** Reasons that lie in the quote. */
function whyNotFitting(quote: Quote, { command, memberKey, now }: PaymentSight): PaymentRefusal | undefined {
  if (memberKey && quote.memberKey !== memberKey) return "number-differs";
  if (command.months !== undefined && command.months !== quote.months.length) return "months-differ";
  const today = businessDateOf(now);
  const cashTaken = isCashTaken(command);
  if (quote.businessDate !== today && !cashTaken) return "quote-expired";
  const lastDay = addDays(quote.businessDate, command.partner.adviceDays ?? ADVICE_DAYS);
  if (cashTaken && today > lastDay) return "advice-too-late";
  return quote.totalRupiah === command.amountRupiah ? undefined : "amount-differs";
}

/** A repeat gets the stored outcome; the same reference with other content is a conflict that names its fields. */
export function answerStored(
  found: Payment,
  command: PaymentCommand,
  memberKey: MemberKey | undefined,
): PaymentOutcome {
  const stored = toldPayment(found);
  // A tombstone knows nothing to compare with: the money went back, whatever the late payment says.
  if (stored.state === "tombstone") return { kind: "reversed", payment: stored };
  const fields: ConflictField[] = [];
  if (stored.inquiryId !== "" && stored.inquiryId !== command.inquiryId) fields.push("inquiryId");
  if (memberKey && stored.memberKey !== memberKey) fields.push("member");
  if (namesOtherMonths(stored.monthsNamed, command.months)) fields.push("months");
  if (stored.amountRupiah !== command.amountRupiah) fields.push("amount");
  if (fields.length > 0) return { kind: "conflict", stored, fields };
  if (stored.state === "reversed") return { kind: "reversed", payment: stored };
  return stored.state === "refused"
    ? { kind: "refused", payment: stored, replayed: true }
    : { kind: "accepted", payment: stored, replayed: true };
}

/** A message that names no months by itself contradicts none. What was bought says nothing here: an advice may have bought fewer. */
const namesOtherMonths = (first: number | undefined, now: number | undefined): boolean =>
  first !== undefined && now !== undefined && first !== now;
