import { S3Client } from "@aws-sdk/client-s3";
import middy from "@middy/core";
import type { S3Event, SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { Clock } from "../../shared/calendar/clock.ts";
import { openFailure } from "../../shared/failure/failure-store.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { takeInDeadLetter } from "../../shared/payment/take-in-dead-letter.ts";
import { eventOfRecord } from "../event-of-record.ts";
import { failureOfRecord } from "../failed-record.ts";
import { MACHINE_CLOCK } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";
import { unpublishedRecords } from "./unpublished-records.ts";

const log = runLog("failure-intake");

/**
 * Makes open failures of what exhausted its attempts: dead letters from SQS, and stream batches that the relay could not publish, from S3. A letter that
 * cannot be taken in goes back to its queue; a notice that cannot is delivered again and then alarms.
 */
export function createHandler(deps: { readonly clock: Clock }) {
  const { KANAL_TABLE_NAME } = readSettings(["KANAL_TABLE_NAME"]);
  const ledger = dynamoLedger(ledgerClient(), KANAL_TABLE_NAME);
  const s3 = new S3Client({
    ...{ maxAttempts: 3, forcePathStyle: true },
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
  });

  async function takeInLetters({ Records }: SQSEvent): Promise<SQSBatchResponse> {
    const failed: string[] = [];
    for (const { messageId, body } of Records) {
      try {
        const outcome = await takeInDeadLetter(ledger, { messageId, body }, deps.clock.businessNow());
        log.ran({ records: 1, outcomes: { [outcome]: 1 } });
      } catch (error) {
        log.recordFailed(messageId, error);
        failed.push(messageId);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  }

  async function takeInUnpublished({ Records }: S3Event): Promise<void> {
    for (const notice of Records) {
      const records = await unpublishedRecords(s3, notice);
      let opened = 0;
      for (const record of records) {
        // Neighbours of the one to blame lie in the same batch, and most changes of the ledger say nothing to anybody.
        if (eventOfRecord(record).kind === "silent") continue;
        await openFailure(ledger, failureOfRecord(record, "event-not-published", deps.clock.businessNow()));
        opened += 1;
      }
      log.ran({ records: records.length, outcomes: { opened } });
    }
  }

  return middy<SQSEvent | S3Event, SQSBatchResponse | undefined>()
    .use(log.middleware)
    .handler(async (event) => {
      if (isS3Event(event)) {
        await takeInUnpublished(event);
        return undefined;
      }
      return takeInLetters(event);
    });
}

function isS3Event(event: SQSEvent | S3Event): event is S3Event {
  return event.Records.some((record) => record.eventSource === "aws:s3");
}

export const handler = createHandler({ clock: MACHINE_CLOCK });
