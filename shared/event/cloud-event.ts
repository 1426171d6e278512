import { createHash } from "node:crypto";
import { formatInstant, type Instant } from "../calendar/calendar.ts";
import type { EventData, EventType } from "./catalogue.ts";

/** EventBridge's `Source`, and the CloudEvents `source` of everything that the ledger says. */
export const EVENT_BUS_SOURCE = "kanal.ledger";
const CLOUD_EVENT_SOURCE = "/kanal/ledger";

/** A CloudEvents 1.0 event in structured JSON form; it is the `detail` of an EventBridge event. */
export interface CloudEvent<T extends EventType = EventType> {
  readonly specversion: "1.0";
  readonly id: string;
  readonly source: string;
  readonly type: T;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: "application/json";
  readonly data: EventData<T>;
}

/**
 * Makes the event that a ledger item gives rise to. The id is a function of the item and the kind, so a second delivery, a replay and a restored
 * stream all name the same event, and a consumer can ignore what it has seen (domain.md case 37).
 */
export function cloudEvent<T extends EventType>(
  type: T,
  subject: string,
  at: Instant,
  data: EventData<T>,
): CloudEvent<T> {
  return {
    specversion: "1.0",
    id: eventIdOf(type, subject),
    source: CLOUD_EVENT_SOURCE,
    type,
    subject,
    time: formatInstant(at, "milliseconds"),
    datacontenttype: "application/json",
    data,
  };
}

/** The id that the event of this kind about this subject has, whether it was ever published or not. */
export function eventIdOf(type: EventType, subject: string): string {
  return createHash("sha256").update(`${type}\n${subject}`).digest("base64url").slice(0, 32);
}
