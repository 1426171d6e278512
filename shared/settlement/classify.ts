import type { BusinessDate } from "../calendar/calendar.ts";
import type { AcceptedPayment, Payment } from "../payment/payment.ts";
import type { DifferenceCause, DifferenceClass, FileLine } from "./settlement.ts";

/** What a line, or a payment without one, is; `oursRupiah` is what our book counts for it on this business date. */
export interface Verdict {
  readonly class: DifferenceClass;
  readonly cause: DifferenceCause | null;
  readonly oursRupiah: number;
  /** Where the other book has it on another date. */
  readonly otherDate: BusinessDate | null;
}

const verdict = (
  name: DifferenceClass,
  cause: DifferenceCause | null = null,
  more: Partial<Pick<Verdict, "oursRupiah" | "otherDate">> = {},
): Verdict => ({ class: name, cause, oursRupiah: 0, otherDate: null, ...more });

/** What our book counts for a payment on a date. */
const onDate = ({ businessDate, amountRupiah }: AcceptedPayment, date: BusinessDate): number =>
  businessDate === date ? amountRupiah : 0;

/** Matches one line of a file of collected money with the payment of its reference, as it stands now. Other lines of the same reference are seen later, by `foldReference`. */
export function classifyLine(line: FileLine, payment: Payment | undefined, date: BusinessDate): Verdict {
  return line.type === "payment" ? collected(line, payment, date) : returned(payment, date);
}

function collected(line: FileLine, payment: Payment | undefined, date: BusinessDate): Verdict {
  if (!payment) return verdict("theirs-only", "never-heard-of");
  switch (payment.state) {
    case "refused":
      return verdict("theirs-only", "refused-by-us");
    case "tombstone":
    case "reversed":
      return verdict("reversed", "collected-after-return");
    default: {
      const oursRupiah = onDate(payment, date);
      const otherDate = payment.businessDate === date ? null : payment.businessDate;
      if (payment.amountRupiah !== line.amountRupiah) {
        return verdict("amount-differs", null, { oursRupiah, otherDate });
      }
      if (otherDate) return verdict("wrong-day", "booked-on-another-day", { otherDate });
      // What is only credit has no month that the core could confirm.
      return verdict(payment.state === "accepted" ? "matched-not-active" : "matched", null, { oursRupiah });
    }
  }
}

function returned(payment: Payment | undefined, date: BusinessDate): Verdict {
  if (!payment) return verdict("reversed", "returned-unheard");
  switch (payment.state) {
    case "refused":
    case "tombstone":
    case "reversed":
      return verdict("reversed", "both-returned");
    default:
      return verdict("returned-kept", "reversal-named", { oursRupiah: onDate(payment, date) });
  }
}

/** Says of a line that the partner itself does not know about what became of it here. */
export function judgeSuspect(payment: Payment | undefined): Verdict {
  if (!payment) return verdict("suspect-unknown");
  switch (payment.state) {
    case "refused":
      return verdict("suspect-not-booked", "refused-by-us");
    case "tombstone":
    case "reversed":
      return verdict("suspect-not-booked", "both-returned");
    default:
      return verdict("suspect-booked", null, { oursRupiah: payment.amountRupiah });
  }
}

/**
 * Says what a payment of the day is that no line names; undefined for one that is not money of ours. `namedOn` is another business date whose file names it.
 */
export function classifyUnnamed(
  payment: Payment | undefined,
  namedOn: BusinessDate | undefined,
): Verdict | undefined {
  if (payment?.state !== "accepted" && payment?.state !== "active" && payment?.state !== "credited") {
    return undefined;
  }
  const oursRupiah = payment.amountRupiah;
  if (payment.review) return verdict("returned-kept", "reversal-under-review", { oursRupiah });
  if (namedOn) return verdict("wrong-day", "named-by-another-day", { oursRupiah, otherDate: namedOn });
  return verdict("ours-only", null, { oursRupiah });
}
