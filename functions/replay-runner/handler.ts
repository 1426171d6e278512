import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { Clock } from "../../shared/calendar/clock.ts";
import type { Core } from "../../shared/core/core.ts";
import { publish } from "../../shared/event/publish.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { handOn } from "../../shared/replay/hand-on.ts";
import type { ReplayDeps } from "../../shared/replay/replay-deps.ts";
import { runReplay } from "../../shared/replay/run-replay.ts";
import { coreOf, silenceMsOf } from "../core-settings.ts";
import { MACHINE_CLOCK } from "../machine.ts";
import { runLog } from "../run-log.ts";
import { readSettings } from "../settings.ts";
import { nextMessage, sliceOfMessage } from "./slice-of-message.ts";

const SETTINGS = ["KANAL_TABLE_NAME", "KANAL_BUS_NAME", "KANAL_REPLAY_QUEUE_URL"] as const;
// At load, so that a missing one stops the function at init; each handler reads its own.
readSettings(SETTINGS);

type ReplayRunner = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

const log = runLog("replay-runner");

/** An attempt takes at most this long: the core's five seconds, the ledger's retries, and the writing down. */
const ONE_ATTEMPT_MS = 25_000;

/** Works on the replays that people ask for, a slice a message, and hands on what it could not finish. */
export function createHandler(deps: { readonly clock: Clock; readonly core: Core }): ReplayRunner {
  const settings = readSettings(SETTINGS);
  const ledger = dynamoLedger(ledgerClient(), settings.KANAL_TABLE_NAME);
  const sqs = new SQSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 3_000 },
  });
  const bus = new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 3_000 },
  });
  const replayDeps: ReplayDeps = {
    ...{ ...deps, ledger, silenceMs: silenceMsOf() },
    async publishAll(events) {
      const { rejected, fault } = await publish(bus, settings.KANAL_BUS_NAME, events);
      if (fault) log.recordFailed(events[0]?.subject ?? "", fault);
      return rejected.size === 0;
    },
  };

  async function attend({ body }: SQSRecord, hasTime: () => boolean): Promise<void> {
    const { replayId, slice } = sliceOfMessage(body);
    const end = await runReplay(replayDeps, replayId, hasTime);
    log.ran({ records: 1, outcomes: { [end]: 1 } });
    if (end !== "goes-on") return;
    const MessageBody = nextMessage(body, slice + 1);
    await handOn(ledger, replayId, slice + 1, async () => {
      await sqs.send(new SendMessageCommand({ QueueUrl: settings.KANAL_REPLAY_QUEUE_URL, MessageBody }));
    });
  }

  return middy<SQSEvent, SQSBatchResponse>()
    .use(log.middleware)
    .handler(async ({ Records }, context) => {
      const hasTime = () => context.getRemainingTimeInMillis() > ONE_ATTEMPT_MS;
      const failed: string[] = [];
      for (const record of Records) {
        await attend(record, hasTime).catch((error: unknown) => {
          log.recordFailed(record.messageId, error);
          failed.push(record.messageId);
        });
      }
      return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
    });
}

/** Opens the core's secret once; every slice waits for the same opening. */
async function start(): Promise<ReplayRunner> {
  return createHandler({ clock: MACHINE_CLOCK, core: await coreOf(MACHINE_CLOCK) });
}

/** In Lambda that happens at init: a setting that does not open stops the function before it takes a message. */
let started = process.env.AWS_LAMBDA_FUNCTION_NAME ? start() : undefined;

export const handler: ReplayRunner = async (event, context) => {
  started ??= start();
  return (await started)(event, context);
};
