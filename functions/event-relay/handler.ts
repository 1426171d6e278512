import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Clock } from "../../shared/calendar/clock.ts";
import type { CloudEvent } from "../../shared/event/cloud-event.ts";
import { publish } from "../../shared/event/publish.ts";
import { openFailure } from "../../shared/failure/failure-store.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { eventOfRecord } from "../event-of-record.ts";
import { failureOfRecord } from "../failed-record.ts";
import { MACHINE_CLOCK } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";

const log = runLog("event-relay");

/**
 * Turns ledger changes into events on the bus. A record that cannot be read becomes an open failure and holds up nobody; a record whose event the
 * bus did not take is reported, so that the stream delivers again from there.
 */
export function createHandler(deps: { readonly clock: Clock }) {
  const { KANAL_TABLE_NAME, KANAL_BUS_NAME } = readSettings(["KANAL_TABLE_NAME", "KANAL_BUS_NAME"]);
  const ledger = dynamoLedger(ledgerClient(), KANAL_TABLE_NAME);
  const bus = new EventBridgeClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 500, requestTimeout: 3_000 },
  });

  async function keepUnreadable(record: DynamoDBRecord, cause: unknown): Promise<void> {
    log.recordFailed(record.eventID ?? "", cause);
    await openFailure(ledger, failureOfRecord(record, "record-unreadable", deps.clock.businessNow()));
  }

  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(log.middleware)
    .handler(async ({ Records }) => {
      const failed: string[] = [];
      const events = new Map<CloudEvent, string>();
      for (const record of Records) {
        const sequence = record.dynamodb?.SequenceNumber ?? "";
        const reading = eventOfRecord(record);
        if (reading.kind === "event") events.set(reading.event, sequence);
        if (reading.kind === "unreadable") {
          await keepUnreadable(record, reading.cause).catch((error: unknown) => {
            log.recordFailed(sequence, error);
            failed.push(sequence);
          });
        }
      }
      const { rejected, fault } = await publish(bus, KANAL_BUS_NAME, [...events.keys()]);
      for (const event of rejected) failed.push(events.get(event) ?? "");
      if (fault) log.recordFailed(failed[0] ?? "", fault);
      for (const event of events.keys()) {
        if (!isSign(event) || rejected.has(event)) continue;
        const { partnerId } = event.data;
        log.measured({ LookupsInSequence: 1 }, { at: deps.clock.machineNow(), partnerId });
      }
      log.ran({ records: Records.length, published: events.size - rejected.size, failed });
      return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
    });
}

/** Signs that somebody counts workers up: the one event that wakes a person. */
const isSign = (event: CloudEvent): event is CloudEvent<"LookupsInSequence.v1"> =>
  event.type === "LookupsInSequence.v1";

export const handler = createHandler({ clock: MACHINE_CLOCK });
