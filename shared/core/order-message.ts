import { createHash } from "node:crypto";
import { formatInstant } from "../calendar/calendar.ts";
import type { ActivationOrder, RevocationOrder } from "./core.ts";

/** An order as it goes over the wire. */
export interface OrderMessage {
  /** Below the core's base URL. */
  readonly path: "/activations" | "/revocations";
  /** The same for every sending of one order: a function of payment and sequence. */
  readonly orderId: string;
  readonly body: string;
}

/**
 * Writes an order down. It names the worker by member key alone, the keyed hash of the NIK that the core computes too; no number and no name leaves the
 * gateway.
 */
export function orderMessage(order: ActivationOrder | RevocationOrder): OrderMessage {
  const { paymentKey, sequence, memberKey } = order;
  const orderId = `order_${createHash("sha256").update(`${paymentKey}\n${sequence}`).digest("base64url").slice(0, 32)}`;
  const base = { paymentKey, sequence, memberKey };
  if (order.sequence === 2) {
    return { path: "/revocations", orderId, body: JSON.stringify({ ...base, reason: order.reason }) };
  }
  const inForceFrom = formatInstant(order.inForceFrom, "milliseconds");
  const { programmes, months } = order;
  return {
    path: "/activations",
    orderId,
    body: JSON.stringify({ ...base, programmes, months, inForceFrom }),
  };
}
