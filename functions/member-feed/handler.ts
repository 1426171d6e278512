import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { S3Client } from "@aws-sdk/client-s3";
import middy from "@middy/core";
import type { Context, S3Event, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { Clock } from "../../shared/calendar/clock.ts";
import type { FeedKeys } from "../../shared/feed/member-description.ts";
import { takeInMember } from "../../shared/feed/take-in-member.ts";
import { takeInSnapshot } from "../../shared/feed/take-in-snapshot.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { MACHINE_CLOCK } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";
import { openFeedKeys } from "./feed-keys.ts";
import { snapshotObject } from "./snapshot-object.ts";

// At load, so that a missing one stops the function at init; each handler reads the table's name for itself.
const SETTINGS = readSettings(["KANAL_TABLE_NAME", "KANAL_KEY_FEED", "KANAL_KEY_NIK_HASH", "KANAL_KEY_DATA"]);

type MemberFeed = (event: SQSEvent | S3Event, context: Context) => Promise<SQSBatchResponse | undefined>;

const log = runLog("member-feed");

/**
 * Takes in what the core says of its members: changes one by one from SQS, and whole snapshots from S3. Descriptions are sealed until they are in this function's
 * memory, so no queue, object or log holds a number or a name in clear. A message that does not open ends in the feed's dead-letter queue.
 */
export function createHandler(deps: { readonly clock: Clock; readonly feedKeys: FeedKeys }) {
  const { KANAL_TABLE_NAME } = readSettings(["KANAL_TABLE_NAME"]);
  const { clock, feedKeys: keys } = deps;
  const ledger = dynamoLedger(ledgerClient(), KANAL_TABLE_NAME);
  const s3 = new S3Client({
    ...{ maxAttempts: 3, forcePathStyle: true },
    // Between two pieces of a snapshot; as a whole it may take long.
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000 },
  });

  async function takeIn({ messageId, body }: SQSRecord): Promise<void> {
    try {
      const outcome = await takeInMember(ledger, keys, body);
      log.ran({ records: 1, outcomes: { [outcome]: 1 } });
    } catch (error) {
      log.recordFailed(messageId, error);
      throw error;
    }
  }

  async function takeInSnapshots({ Records }: S3Event): Promise<void> {
    for (const notice of Records) {
      const { id, chunks } = await snapshotObject(s3, notice);
      const { ...outcomes } = await takeInSnapshot({ ledger, clock, keys }, id, chunks);
      log.ran({ records: outcomes.written + outcomes.older + outcomes.unreadable, outcomes });
    }
  }

  return middy<SQSEvent | S3Event, SQSBatchResponse | undefined>()
    .use(log.middleware)
    .handler(async (event, context) => {
      if (isS3Event(event)) {
        await takeInSnapshots(event);
        return undefined;
      }
      return processPartialResponse(event, takeIn, new BatchProcessor(EventType.SQS), {
        context,
        throwOnFullBatchFailure: false,
      });
    });
}

function isS3Event(event: SQSEvent | S3Event): event is S3Event {
  return event.Records.some((record) => record.eventSource === "aws:s3");
}

/** Opens the keys once; every event waits for the same opening. */
async function start(): Promise<MemberFeed> {
  const feedKeys = await openFeedKeys({
    feed: SETTINGS.KANAL_KEY_FEED,
    nikHash: SETTINGS.KANAL_KEY_NIK_HASH,
    data: SETTINGS.KANAL_KEY_DATA,
  });
  return createHandler({ clock: MACHINE_CLOCK, feedKeys });
}

/** In Lambda that happens at init, before the first event. */
let started = process.env.AWS_LAMBDA_FUNCTION_NAME ? start() : undefined;

export const handler: MemberFeed = async (event, context) => {
  started ??= start();
  return (await started)(event, context);
};
