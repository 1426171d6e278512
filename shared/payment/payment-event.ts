import { formatInstant } from "../calendar/calendar.ts";
import { type CloudEvent, cloudEvent } from "../event/cloud-event.ts";
import type { AcceptedPayment, Payment } from "./payment.ts";

/**
 * The event that a change of a payment item gives rise to, or undefined. `before` and `after` are the stream's images. A change that
 * leaves the state as it was says nothing: the embedded engine reports writes that changed nothing, AWS does not.
 */
export function paymentEvent(
  before: Payment | undefined,
  after: Payment | undefined,
): CloudEvent | undefined {
  if (!after || before?.state === after.state) return undefined;
  if (after.state === "accepted") return accepted(after);
  return after.state === "active" ? activated(after) : undefined;
}

const ref = ({ paymentKey, partnerId, memberKey }: AcceptedPayment) => ({ paymentKey, partnerId, memberKey });

const dates = (payment: AcceptedPayment) =>
  payment.months.map(({ month, from, to }) => ({ month, from, to }));

function accepted(payment: AcceptedPayment): CloudEvent {
  return cloudEvent("ContributionAccepted.v1", payment.paymentKey, payment.receivedAt, {
    ...ref(payment),
    channel: payment.channel,
    payer: payment.payer,
    programmes: [...payment.programmes],
    months: dates(payment),
    amountRupiah: payment.amountRupiah,
    businessDate: payment.businessDate,
    inForceFrom: formatInstant(payment.inForceFrom, "milliseconds"),
  });
}

function activated(payment: AcceptedPayment): CloudEvent {
  const activatedAt = payment.activatedAt ?? payment.inForceFrom;
  return cloudEvent("CoverageActivated.v1", payment.paymentKey, activatedAt, {
    ...ref(payment),
    programmes: [...payment.programmes],
    months: dates(payment),
    inForceFrom: formatInstant(payment.inForceFrom, "milliseconds"),
    activatedAt: formatInstant(activatedAt, "milliseconds"),
  });
}
