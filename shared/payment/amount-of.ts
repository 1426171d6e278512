import type { Rupiah } from "../money/rupiah.ts";
import type { Payment } from "./payment.ts";

/** The money that a payment is about; null where nobody said: no payment, or a reversal that came before it. */
export function amountOf(payment: Payment | undefined): Rupiah | null {
  return payment && payment.state !== "tombstone" ? payment.amountRupiah : null;
}
