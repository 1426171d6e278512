import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import { startEndpointServer } from "../../../infra/local/aws/endpoint-server.ts";
import { lambda } from "../../../infra/local/aws/lambda.ts";
import { objectStore } from "../../../infra/local/aws/object-store.ts";
import { queueStore } from "../../../infra/local/aws/queue-store.ts";
import { startQueueWorker } from "../../../infra/local/aws/queue-worker.ts";
import { sqsOperations } from "../../../infra/local/aws/sqs.ts";
import { sqsEvent } from "../../../infra/local/aws/sqs-event.ts";
import { openDurableStore } from "../../../infra/local/durable-store.ts";
import type { Clock } from "../../../shared/calendar/clock.ts";
import type { Core } from "../../../shared/core/core.ts";
import type { CloudEvent } from "../../../shared/event/cloud-event.ts";
import type { TestLedger } from "../../engine/test-ledger.ts";
import { tempDataDir } from "../../local/temp-data-dir.ts";

export const QUEUE = "activation";
export const DEAD_LETTERS = "activation-dead-letters";

export interface ActivationQueueOptions {
  readonly engine: TestLedger;
  readonly clock: Clock;
  readonly core: Core;
  readonly silenceSeconds?: number;
  readonly maxReceiveCount?: number;
  /** How long a second of the deployed queue's waits is here. */
  readonly msPerSecond?: number;
}

/** The activation queue with the deployed function behind it, its own SQS client included. */
export async function activationQueue(options: ActivationQueueOptions) {
  const { engine, clock, core, silenceSeconds = 120, maxReceiveCount = 33, msPerSecond = 2 } = options;
  const localMs = (seconds: number) => seconds * msPerSecond;
  const store = openDurableStore(tempDataDir().store);
  const queues = queueStore(store);
  const operations = Object.fromEntries(
    Object.entries(sqsOperations(queues, localMs)).map(([name, run]) => [`AmazonSQS.${name}`, run]),
  );
  const endpoint = await startEndpointServer(operations, objectStore(store, queues, {}));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: engine.url,
    AWS_ENDPOINT_URL_SQS: endpoint.url,
    KANAL_TABLE_NAME: engine.table,
    KANAL_ACTIVATION_QUEUE_URL: `${endpoint.url}/000000000000/${QUEUE}`,
    KANAL_CORE_SILENCE_SECONDS: String(silenceSeconds),
  });
  const { createHandler } = await import("../../../functions/coverage-activation/handler.ts");
  const invoke = lambda("coverage-activation", 20_000, createHandler({ clock, core }));
  let receives = 0;
  const worker = startQueueWorker(queues, {
    queue: QUEUE,
    batchSize: 10,
    retryDelayMs: 60_000,
    deadLetters: { queue: DEAD_LETTERS, maxReceiveCount },
    deliver(messages) {
      receives += messages.length;
      return invoke(sqsEvent(QUEUE, messages));
    },
  });
  onTestFinished(async () => {
    await worker.stop();
    await endpoint.stop();
    store.close();
  });
  const send = (body: string) => queues.send(QUEUE, body);
  return {
    queues,
    send,
    /** Sends an event as EventBridge puts it into the queue. */
    sendEvent(event: CloudEvent | undefined) {
      if (!event) throw new Error("no event");
      send(JSON.stringify({ id: randomUUID(), "detail-type": event.type, detail: event }));
    },
    receives: () => receives,
    isEmpty() {
      const { waiting, inFlight } = queues.depth(QUEUE);
      return waiting + inFlight === 0;
    },
  };
}
