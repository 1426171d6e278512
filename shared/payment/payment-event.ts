import { formatInstant, type Instant } from "../calendar/calendar.ts";
import { type CloudEvent, cloudEvent } from "../event/cloud-event.ts";
import type { AcceptedPayment, Payment, ReversedPayment } from "./payment.ts";

/**
 * The event that a change of a payment item gives rise to, or undefined. `before` and `after` are the stream's images. A change that
 * moves nothing says nothing: the embedded engine reports writes that changed nothing, AWS does not.
 */
export function paymentEvent(
  before: Payment | undefined,
  after: Payment | undefined,
): CloudEvent | undefined {
  if (!after) return undefined;
  if (after.state === "reversed") return reversalEvent(before, after);
  if (before?.state === after.state) return undefined;
  switch (after.state) {
    case "accepted":
      return accepted(after);
    case "credited":
      return credited(after);
    case "active":
      return activated(after);
    default:
      return undefined;
  }
}

/**
 * Every event that a payment has given rise to by now, oldest first, made from what stands of it: the same ids and the same words as when the stream carried its changes.
 */
export function eventsOfPayment(payment: Payment): readonly CloudEvent[] {
  if (payment.state === "refused" || payment.state === "tombstone") return [];
  return [
    payment.months.length === 0 ? credited(payment) : accepted(payment),
    ...(payment.activatedAt === null ? [] : [activated(payment)]),
    ...(payment.state === "reversed" ? [reversed(payment)] : []),
    ...(payment.state === "reversed" && payment.revokedAt !== null
      ? [revoked(payment, payment.revokedAt)]
      : []),
  ];
}

/** A reversed payment speaks twice: when the money went back, and when the core knows. */
function reversalEvent(before: Payment | undefined, after: ReversedPayment): CloudEvent | undefined {
  if (before?.state !== "reversed") return reversed(after);
  return before.revokedAt === null && after.revokedAt !== null ? revoked(after, after.revokedAt) : undefined;
}

type Booked = AcceptedPayment | ReversedPayment;

const ref = ({ paymentKey, partnerId, memberKey }: Booked) => ({ paymentKey, partnerId, memberKey });

const bought = ({ programmes, months }: Booked) => ({
  programmes: [...programmes],
  months: months.map(({ month, from, to }) => ({ month, from, to })),
});

const time = (at: Instant) => formatInstant(at, "milliseconds");

function accepted(payment: Booked): CloudEvent {
  return cloudEvent("ContributionAccepted.v1", payment.paymentKey, payment.receivedAt, {
    ...ref(payment),
    ...bought(payment),
    channel: payment.channel,
    payer: payment.payer,
    amountRupiah: payment.amountRupiah,
    creditGivenRupiah: payment.creditGivenRupiah,
    creditUsedRupiah: payment.creditUsedRupiah,
    businessDate: payment.businessDate,
    inForceFrom: time(payment.inForceFrom),
  });
}

function credited(payment: Booked): CloudEvent {
  return cloudEvent("ContributionCredited.v1", payment.paymentKey, payment.receivedAt, {
    ...ref(payment),
    channel: payment.channel,
    amountRupiah: payment.amountRupiah,
    creditGivenRupiah: payment.creditGivenRupiah,
    businessDate: payment.businessDate,
  });
}

function activated(payment: Booked): CloudEvent {
  const activatedAt = payment.activatedAt ?? payment.inForceFrom;
  return cloudEvent("CoverageActivated.v1", payment.paymentKey, activatedAt, {
    ...ref(payment),
    ...bought(payment),
    inForceFrom: time(payment.inForceFrom),
    activatedAt: time(activatedAt),
    channel: payment.channel,
    receivedAt: time(payment.receivedAt),
  });
}

function reversed(payment: ReversedPayment): CloudEvent {
  const { receivedAt, reversedAt } = payment.reversal;
  return cloudEvent("ContributionReversed.v1", payment.paymentKey, receivedAt, {
    ...ref(payment),
    ...bought(payment),
    amountRupiah: payment.amountRupiah,
    reversedAt: time(reversedAt),
    channel: payment.channel,
  });
}

function revoked(payment: ReversedPayment, revokedAt: Instant): CloudEvent {
  return cloudEvent("CoverageRevoked.v1", payment.paymentKey, revokedAt, {
    ...ref(payment),
    ...bought(payment),
    revokedAt: time(revokedAt),
    channel: payment.channel,
  });
}
