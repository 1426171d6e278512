import { createHash } from "node:crypto";
import middy from "@middy/core";
import type { Context, S3Event, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { Clock, Ids } from "../../shared/calendar/clock.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { askAboutShard } from "../../shared/settlement/ask-about-shard.ts";
import type { Errand } from "../../shared/settlement/errand.ts";
import { lookForLate } from "../../shared/settlement/look-for-late.ts";
import { matchChunk } from "../../shared/settlement/match-chunk.ts";
import { matchShard } from "../../shared/settlement/match-shard.ts";
import { takeInFile } from "../../shared/settlement/take-in-file.ts";
import { MACHINE_CLOCK, MACHINE_IDS } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";
import { errandIn, errandQueue } from "./errand-queue.ts";
import { placeIn, settlementBucket } from "./settlement-bucket.ts";
import { openSettlementKeys, type SettlementKeys } from "./settlement-keys.ts";

const SETTINGS = [
  "KANAL_TABLE_NAME",
  "KANAL_SETTLEMENT_QUEUE_URL",
  "KANAL_KEY_NIK_HASH",
  "KANAL_KEY_DATA",
] as const;
// At load, so that a missing one stops the function at init; each handler reads its own.
const { KANAL_KEY_NIK_HASH, KANAL_KEY_DATA } = readSettings(SETTINGS);

type SettlementReconciliation = (
  event: SQSEvent | S3Event,
  context: Context,
) => Promise<SQSBatchResponse | undefined>;

const log = runLog("settlement-reconciliation");

/** What is left of an invocation when nothing more is begun: a chunk cut off by the limit would be done twice for nothing (issue 5). */
const LAST_MS = 60_000;

/**
 * Matches partners' files with the ledger: an object in their bucket is read and cut, and every part of the work is a message of its own. It reads payments and can write none;
 * a message that keeps failing lies in the dead letters, and its file stays open for everybody to see.
 */
export function createHandler(made: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: SettlementKeys;
}) {
  const { KANAL_TABLE_NAME, KANAL_SETTLEMENT_QUEUE_URL } = readSettings([
    "KANAL_TABLE_NAME",
    "KANAL_SETTLEMENT_QUEUE_URL",
  ]);
  const ledger = dynamoLedger(ledgerClient(), KANAL_TABLE_NAME);
  const errands = errandQueue(KANAL_SETTLEMENT_QUEUE_URL);
  const deps = { ...made, ledger, errands, files: settlementBucket() };

  async function carryOut(
    errand: Errand,
    run: string,
    hasTime: () => boolean,
  ): Promise<Record<string, number>> {
    switch (errand.kind) {
      case "chunk":
        return { [`chunk-${await matchChunk(deps, errand, hasTime)}`]: 1 };
      case "shard":
        return { [`shard-${await matchShard(deps, { ...errand, run }, hasTime)}`]: 1 };
      case "ask":
        return { ...(await askAboutShard(deps, errand, hasTime)) };
      case "look-for-late":
        return { late: await lookForLate(deps) };
    }
  }

  async function takeErrands({ Records }: SQSEvent, hasTime: () => boolean): Promise<SQSBatchResponse> {
    const failed: string[] = [];
    for (const record of Records) {
      try {
        const outcomes = await carryOut(errandIn(record.body), runOf(record), hasTime);
        log.ran({ records: 1, outcomes });
      } catch (error) {
        log.recordFailed(record.messageId, error);
        failed.push(record.messageId);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  }

  async function takeNotices({ Records }: S3Event): Promise<void> {
    for (const notice of Records) {
      const outcome = await takeInFile(deps, placeIn(notice));
      log.ran({ records: 1, outcomes: { [outcome]: 1 } });
    }
  }

  return middy<SQSEvent | S3Event, SQSBatchResponse | undefined>()
    .use(log.middleware)
    .handler(async (event, context) => {
      if (isS3Event(event)) {
        await takeNotices(event);
        return undefined;
      }
      return takeErrands(event, () => context.getRemainingTimeInMillis() > LAST_MS);
    });
}

function isS3Event(event: SQSEvent | S3Event): event is S3Event {
  return event.Records.some((record) => record.eventSource === "aws:s3");
}

/** Names one delivery of a message: two of the same message at once have two names. */
function runOf({ messageId, attributes, receiptHandle }: SQSRecord): string {
  const text = `${messageId}\n${attributes.ApproximateReceiveCount}\n${receiptHandle}`;
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

/** Opens the keys once; every event waits for the same opening. */
async function start(): Promise<SettlementReconciliation> {
  const keys = await openSettlementKeys({ nikHash: KANAL_KEY_NIK_HASH, data: KANAL_KEY_DATA });
  return createHandler({ clock: MACHINE_CLOCK, ids: MACHINE_IDS, keys });
}

/** In Lambda that happens at init, before the first event. */
let started = process.env.AWS_LAMBDA_FUNCTION_NAME ? start() : undefined;

export const handler: SettlementReconciliation = async (event, context) => {
  started ??= start();
  return (await started)(event, context);
};
