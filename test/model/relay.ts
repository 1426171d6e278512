import type { Context, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Bench } from "./bench.ts";
import type { Gateway } from "./gateway.ts";

process.env.POWERTOOLS_LOG_LEVEL = "SILENT";
process.env.KANAL_TABLE_NAME ??= "test";
process.env.KANAL_BUS_NAME ??= "model-bus";
const { createHandler } = await import("../../functions/event-relay/handler.ts");

type Relay = ReturnType<typeof createHandler>;
const relays = new WeakMap<Bench, Relay>();

function relayOf(bench: Bench): Relay {
  process.env.AWS_ENDPOINT_URL_EVENTBRIDGE = bench.bus.url;
  const known = relays.get(bench) ?? createHandler({ clock: bench.clock });
  relays.set(bench, known);
  return known;
}

/** What the queue of coverage-activation is subscribed to. */
const SUBSCRIBED = ["ContributionAccepted.v1", "ContributionReversed.v1"];

/**
 * Gives the stream's new records to the deployed relay, and again from the first one that it reports as failed, as the stream does. `again` delivers the batch
 * twice.
 */
export async function relay(
  bench: Bench,
  gateway: Gateway,
  { trouble, again }: { readonly trouble: "none" | "rejects-last" | "loses-answer"; readonly again: boolean },
): Promise<void> {
  let records = await gateway.tap.read();
  gateway.noteChanges(records);
  const batches = again ? [records, records] : [records];
  bench.bus.trouble(trouble);
  for (const batch of batches) {
    records = batch;
    for (let round = 0; records.length > 0; round++) {
      if (round === 3) throw new Error("the relay takes no record");
      records = await relayOnce(bench, records);
      bench.bus.trouble("none");
    }
  }
  for (const message of bench.bus.take()) {
    gateway.events.push(message);
    if (message.type === "ReplayRequested.v1") gateway.slices.push(message);
    if (!SUBSCRIBED.includes(message.type)) continue;
    gateway.queue.push(message);
    gateway.relayed.push(message);
  }
}

async function relayOnce(bench: Bench, Records: DynamoDBRecord[]): Promise<DynamoDBRecord[]> {
  const event: DynamoDBStreamEvent = { Records: structuredClone(Records) };
  const { batchItemFailures } = await relayOf(bench)(event, {} as Context);
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const first = Records.findIndex(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ""));
  return first < 0 ? [] : Records.slice(first);
}
