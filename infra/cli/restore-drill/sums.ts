import type { Payment } from "../../../shared/payment/payment.ts";
import type { LedgerBook } from "./ledger-book.ts";

/** Count and rupiah. */
export interface Sum {
  readonly count: number;
  readonly rupiah: number;
}

/** What a ledger holds, in the sums that have to be equal before and after. */
export interface Sums {
  /** Money that is ours, by partner. */
  readonly held: ReadonlyMap<string, Sum>;
  /** Money that was booked and went back, by partner. */
  readonly returned: ReadonlyMap<string, Sum>;
  /** `<member> <month> <programme>`, each month that somebody's money owns: the payment that owns it. */
  readonly months: ReadonlyMap<string, string>;
  readonly creditRupiah: number;
}

type Booked = Exclude<Payment, { state: "refused" | "tombstone" }>;

/** Whether it was ever booked. */
export const isBooked = (payment: Payment): payment is Booked =>
  payment.state !== "refused" && payment.state !== "tombstone";

/** Whether its money is with us now. */
export const isHeld = (payment: Payment): payment is Booked =>
  isBooked(payment) && payment.state !== "reversed";

/** Adds up a ledger; `counts` leaves out what is not to be compared. */
export function sumsOf(book: LedgerBook, counts: (payment: Payment) => boolean = () => true): Sums {
  const held = new Map<string, Sum>();
  const returned = new Map<string, Sum>();
  const months = new Map<string, string>();
  for (const payment of book.payments) {
    if (!isBooked(payment) || !counts(payment)) continue;
    add(isHeld(payment) ? held : returned, payment.partnerId, payment.amountRupiah);
    if (!isHeld(payment)) continue;
    for (const { month } of payment.months) {
      for (const programme of payment.programmes) {
        months.set(`${payment.memberKey} ${month} ${programme}`, payment.paymentKey);
      }
    }
  }
  const creditRupiah = book.coverages.reduce((sum, coverage) => sum + coverage.creditRupiah, 0);
  return { held, returned, months, creditRupiah };
}

function add(sums: Map<string, Sum>, name: string, rupiah: number): void {
  const sum = sums.get(name) ?? { count: 0, rupiah: 0 };
  sums.set(name, { count: sum.count + 1, rupiah: sum.rupiah + rupiah });
}
