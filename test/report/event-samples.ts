import { instant, parseInstant } from "../../shared/calendar/calendar.ts";
import type { EventData, EventType } from "../../shared/event/catalogue.ts";
import { cloudEvent } from "../../shared/event/cloud-event.ts";
import { factOfEvent } from "../../shared/report/fact-of-event.ts";

const at = (time: string) => parseInstant(time) ?? instant(Number.NaN);

const bought = {
  programmes: ["JKK", "JKM"],
  months: [{ month: "2026-11", from: "2026-11-20", to: "2026-12-19" }],
};

/** A payment of BRI for the events of a test. */
export const payment = (reference: string, partnerId = "bri", channel = "BRILINK") => ({
  ref: { paymentKey: `${partnerId}#${reference}`, partnerId, memberKey: "key-of-a-member" },
  channel,
});
export type SamplePayment = ReturnType<typeof payment>;

/** A message as EventBridge puts it into the queue. */
export function message<T extends EventType>(
  type: T,
  subject: string,
  time: string,
  data: EventData<T>,
): string {
  const event = cloudEvent(type, subject, at(time), data);
  return JSON.stringify({
    version: "0",
    id: "0",
    "detail-type": type,
    source: "kanal.ledger",
    detail: event,
  });
}

export const accepted = ({ ref, channel }: SamplePayment, time: string, amountRupiah = 8_400) =>
  message("ContributionAccepted.v1", ref.paymentKey, time, {
    ...{ ...ref, ...bought, channel, payer: "self", amountRupiah },
    ...{ creditGivenRupiah: 0, creditUsedRupiah: 0, businessDate: time.slice(0, 10), inForceFrom: time },
  });

export const credited = ({ ref, channel }: SamplePayment, time: string, amountRupiah = 8_400) =>
  message("ContributionCredited.v1", ref.paymentKey, time, {
    ...{ ...ref, channel, amountRupiah, creditGivenRupiah: amountRupiah, businessDate: time.slice(0, 10) },
  });

export const reversed = ({ ref, channel }: SamplePayment, time: string, amountRupiah = 8_400) =>
  message("ContributionReversed.v1", ref.paymentKey, time, {
    ...{ ...ref, ...bought, channel, amountRupiah, reversedAt: time },
  });

export const activated = ({ ref, channel }: SamplePayment, receivedAt: string, activatedAt: string) =>
  message("CoverageActivated.v1", ref.paymentKey, activatedAt, {
    ...{ ...ref, ...bought, channel, inForceFrom: receivedAt, receivedAt, activatedAt },
  });

export const revoked = ({ ref, channel }: SamplePayment, time: string) =>
  message("CoverageRevoked.v1", ref.paymentKey, time, { ...ref, ...bought, channel, revokedAt: time });

export const failed = (paymentKey: string | null, time: string) =>
  message("ActivationFailed.v1", `failure-of-${paymentKey}`, time, {
    ...{ failureId: `failure-of-${paymentKey}`, cause: "core-unavailable", paymentKey, openedAt: time },
  });

/** The facts of messages, seen on the bus as soon as they happened. */
export const seen = (...messages: readonly string[]) =>
  messages.map((body) => {
    const { detail } = JSON.parse(body) as { detail: { time: string } };
    return { fact: factOfEvent(body), publishedAt: at(detail.time) };
  });
