import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import { putEvents } from "../../../infra/local/aws/bus.ts";
import { startEndpointServer } from "../../../infra/local/aws/endpoint-server.ts";
import { lambda } from "../../../infra/local/aws/lambda.ts";
import { objectStore } from "../../../infra/local/aws/object-store.ts";
import { queueStore } from "../../../infra/local/aws/queue-store.ts";
import { startQueueWorker } from "../../../infra/local/aws/queue-worker.ts";
import { sqsOperations } from "../../../infra/local/aws/sqs.ts";
import { sqsEvent } from "../../../infra/local/aws/sqs-event.ts";
import { openDurableStore } from "../../../infra/local/durable-store.ts";
import { LOCAL, REPLAY, RULES } from "../../../infra/local/topology.ts";
import type { Clock } from "../../../shared/calendar/clock.ts";
import type { Core } from "../../../shared/core/core.ts";
import { cloudEvent } from "../../../shared/event/cloud-event.ts";
import type { TestLedger } from "../../engine/test-ledger.ts";
import { tempDataDir } from "../../local/temp-data-dir.ts";

/** The function keeps so much of its time for the attempt in hand. */
const RESERVE_MS = 25_000;

interface ReplayQueueOptions {
  readonly engine: TestLedger;
  readonly clock: Clock;
  readonly core: Core;
  /** How long a slice may work before it has to hand on. */
  readonly sliceMs: number;
}

/** The replays' queue with the deployed function behind it, its own clients of SQS and of the bus included. */
export async function replayQueue({ engine, clock, core, sliceMs }: ReplayQueueOptions) {
  const store = openDurableStore(tempDataDir().store);
  const queues = queueStore(store);
  const operations = Object.fromEntries(
    Object.entries(sqsOperations(queues, (seconds) => seconds)).map(([name, run]) => [
      `AmazonSQS.${name}`,
      run,
    ]),
  );
  const bus = { "AWSEvents.PutEvents": putEvents(store, queues, RULES) };
  const endpoint = await startEndpointServer({ ...operations, ...bus }, objectStore(store, queues, {}));
  Object.assign(process.env, {
    AWS_REGION: "ap-southeast-3",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_DYNAMODB: engine.url,
    AWS_ENDPOINT_URL_SQS: endpoint.url,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoint.url,
    KANAL_TABLE_NAME: engine.table,
    KANAL_BUS_NAME: LOCAL.bus,
    KANAL_REPLAY_QUEUE_URL: `${endpoint.url}/000000000000/${LOCAL.replayQueue}`,
  });
  const { createHandler } = await import("../../../functions/replay-runner/handler.ts");
  const invoke = lambda("replay-runner", RESERVE_MS + sliceMs, createHandler({ clock, core }));
  const received: string[] = [];
  const worker = startQueueWorker(queues, {
    ...REPLAY,
    retryDelayMs: 5,
    deliver(messages) {
      received.push(...messages.map(({ body }) => body));
      return invoke(sqsEvent(LOCAL.replayQueue, messages));
    },
  });
  onTestFinished(async () => {
    await worker.stop();
    await endpoint.stop();
    store.close();
  });
  const send = (body: string) => queues.send(LOCAL.replayQueue, body);
  return {
    send,
    /** Tells of a replay as EventBridge puts it into the queue. */
    sendRequested(replayId: string) {
      const at = clock.businessNow();
      const event = cloudEvent("ReplayRequested.v1", replayId, at, { replayId, requestedAt: "" });
      send(JSON.stringify({ id: randomUUID(), "detail-type": event.type, detail: event }));
    },
    /** The number of the slice that each message so far asked for. */
    slices: () => received.map((body): number => JSON.parse(body).slice ?? 0),
    deadLetters: () => queues.depth(LOCAL.deadLetterQueue).waiting,
    onActivationQueue: () => queues.depth(LOCAL.activationQueue).waiting,
  };
}
