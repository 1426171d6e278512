import type { RevocationOrder } from "../core/core.ts";
import type { ReversedPayment } from "./payment.ts";

/** The order that ends what a payment began, from its original start (domain.md case 11). */
export function revocationOf({ paymentKey, memberKey }: ReversedPayment): RevocationOrder {
  return { paymentKey, sequence: 2, memberKey, reason: "payment-reversed" };
}
