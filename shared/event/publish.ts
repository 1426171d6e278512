import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { type CloudEvent, EVENT_BUS_SOURCE } from "./cloud-event.ts";

/** PutEvents takes at most ten entries; ten of our largest (12 months) stay far under its 256 KB. */
const ENTRIES_MAX = 10;

/**
 * Publishes events in order. Returns those that the bus did not take: it accepts some entries of a call and rejects others, and a call that fails as a
 * whole took none for certain.
 */
export async function publish(
  client: EventBridgeClient,
  busName: string,
  events: readonly CloudEvent[],
): Promise<{ readonly rejected: ReadonlySet<CloudEvent>; readonly fault: unknown }> {
  const rejected = new Set<CloudEvent>();
  let fault: unknown;
  for (let start = 0; start < events.length; start += ENTRIES_MAX) {
    const batch = events.slice(start, start + ENTRIES_MAX);
    try {
      const answer = await client.send(
        new PutEventsCommand({ Entries: batch.map((event) => entry(busName, event)) }),
      );
      for (const [index, event] of batch.entries()) {
        if (answer.Entries?.[index]?.EventId === undefined) rejected.add(event);
      }
    } catch (error) {
      fault = error;
      for (const event of batch) rejected.add(event);
    }
  }
  return { rejected, fault };
}

function entry(busName: string, event: CloudEvent) {
  return {
    EventBusName: busName,
    Source: EVENT_BUS_SOURCE,
    DetailType: event.type,
    Time: new Date(event.time),
    Detail: JSON.stringify(event),
  };
}
