import * as z from "zod/mini";
import { businessDateOf, formatInstant, type Instant, parseInstant } from "../calendar/calendar.ts";
import { type EventType, envelopeOf } from "../event/catalogue.ts";
import { NO_PARTNER, type ReportFact, UNKNOWN_CHANNEL } from "./report-fact.ts";

/** The events that are counted; the rule of the bus is made from this list. */
export const COUNTED_EVENTS = [
  "ContributionAccepted.v1",
  "ContributionCredited.v1",
  "ContributionReversed.v1",
  "CoverageActivated.v1",
  "CoverageRevoked.v1",
  "ActivationFailed.v1",
] as const satisfies readonly EventType[];

const Message = z.discriminatedUnion("detail-type", [
  envelopeOf("ContributionAccepted.v1"),
  envelopeOf("ContributionCredited.v1"),
  envelopeOf("ContributionReversed.v1"),
  envelopeOf("CoverageActivated.v1"),
  envelopeOf("CoverageRevoked.v1"),
  envelopeOf("ActivationFailed.v1"),
]);
type Message = z.infer<typeof Message>;

/** A message that no attempt will ever read. */
export class EventUnreadable extends Error {
  readonly code = "EVENT_UNREADABLE";
}

/**
 * What an event adds to the report. Money counts in the hour in which it came, or went back; an activation in the hour of its payment, so that an outage shows where
 * the workers paid who had to wait for its end.
 * @throws EventUnreadable, without quoting it
 */
export function factOfEvent(body: string): ReportFact {
  const message = z.safeParse(Message, jsonOf(body));
  if (!message.success) throw new EventUnreadable("the event does not parse");
  const { id, time } = message.data.detail;
  return { eventId: id, ...added(message.data, instantOf(time)) };
}

type Added = Omit<ReportFact, "eventId">;

function added(message: Message, at: Instant): Added {
  const { data } = message.detail;
  const cell = (when: Instant, partnerId = "partnerId" in data ? data.partnerId : NO_PARTNER) => ({
    date: businessDateOf(when),
    hour: formatInstant(when).slice(11, 13),
    channel: ("channel" in data ? data.channel : undefined) ?? UNKNOWN_CHANNEL,
    partnerId,
  });
  switch (message["detail-type"]) {
    case "ContributionAccepted.v1": {
      const { amountRupiah: rupiah, creditGivenRupiah: creditedRupiah = 0 } = message.detail.data;
      return { cell: cell(at), counts: { payments: 1, rupiah, creditedRupiah } };
    }
    case "ContributionCredited.v1": {
      const { amountRupiah: rupiah, creditGivenRupiah: creditedRupiah } = message.detail.data;
      return { cell: cell(at), counts: { payments: 1, rupiah, credited: 1, creditedRupiah } };
    }
    case "ContributionReversed.v1": {
      const { amountRupiah: reversedRupiah } = message.detail.data;
      return { cell: cell(at), counts: { reversed: 1, reversedRupiah } };
    }
    case "CoverageActivated.v1": {
      const { receivedAt, inForceFrom, activatedAt } = message.detail.data;
      const received = instantOf(receivedAt ?? inForceFrom);
      const activationMs = instantOf(activatedAt) - received;
      return { cell: cell(received), counts: { activated: 1 }, activationMs };
    }
    case "CoverageRevoked.v1":
      return { cell: cell(at), counts: { revoked: 1 } };
    case "ActivationFailed.v1": {
      const partnerId = partnerOf(message.detail.data.paymentKey);
      return { cell: cell(at, partnerId), counts: { failures: 1 } };
    }
  }
}

/** A payment key begins with its partner; an id of a partner holds no `#`. */
const partnerOf = (paymentKey: string | null): string => paymentKey?.split("#")[0] ?? NO_PARTNER;

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function instantOf(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new EventUnreadable("the event holds no time");
  return at;
}
