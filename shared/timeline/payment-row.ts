import type { Instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import type { Payment } from "../payment/payment.ts";

/** A payment as a list shows it, masked. Null is what its state does not know. */
export interface PaymentRow {
  readonly paymentKey: PaymentKey;
  readonly partnerId: string;
  readonly reference: string;
  readonly state: Payment["state"];
  readonly receivedAt: Instant;
  readonly channel: string | null;
  readonly amountRupiah: number | null;
  readonly months: number | null;
  readonly maskedName: string | null;
  readonly maskedNik: string | null;
  readonly gatewayReference: string | null;
  /** Store and till, where the partner names them. */
  readonly outlet: string | null;
}

/** The row of a payment. */
export function paymentRow(payment: Payment): PaymentRow {
  const { paymentKey, partnerId, reference, state, receivedAt } = payment;
  const booked = "gatewayReference" in payment ? payment : undefined;
  const told = "echo" in payment ? payment : undefined;
  return {
    ...{ paymentKey, partnerId, reference, state, receivedAt },
    channel: told?.channel ?? null,
    amountRupiah: told?.amountRupiah ?? null,
    months: booked?.months.length ?? null,
    maskedName: booked?.maskedName ?? null,
    maskedNik: booked?.maskedNik ?? null,
    gatewayReference: booked?.gatewayReference ?? null,
    outlet: outletOf(payment),
  };
}

/** Where the worker stood, as the partner names it; banks name no outlet. */
export function outletOf(payment: Payment): string | null {
  const { storeId, tillId } = "echo" in payment ? payment.echo : {};
  const named = [storeId, tillId].filter((part) => part !== undefined);
  return named.length > 0 ? named.join(" / ") : null;
}
