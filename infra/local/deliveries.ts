import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type {
  CloudWatchLogsEvent,
  DynamoDBBatchResponse,
  DynamoDBStreamEvent,
  S3Event,
  SQSBatchResponse,
  SQSEvent,
} from "aws-lambda";
import { STREAM } from "../settings.ts";
import { type LambdaHandler, lambda } from "./aws/lambda.ts";
import { logsEvent, type PrintedLines } from "./aws/logs-event.ts";
import { onFailureRecord } from "./aws/on-failure-record.ts";
import type { QueueStore } from "./aws/queue-store.ts";
import { type QueueWorker, startQueueWorker } from "./aws/queue-worker.ts";
import { sqsEvent } from "./aws/sqs-event.ts";
import { deliverBatch } from "./aws/stream-batch.ts";
import { type StreamPoller, startStreamPoller } from "./aws/stream-poller.ts";
import type { DurableStore } from "./durable-store.ts";
import type { LocalServices } from "./local-services.ts";
import {
  ACTIVATION,
  DEAD_LETTERS,
  LOCAL,
  MEMBER_FEED,
  MEMBER_FEED_DEAD_LETTERS,
  NOTICES,
  REPLAY,
  REPORTING,
  SETTLEMENT,
  timeLimitMs,
} from "./topology.ts";

/** The functions that events call. */
export interface EventFunctions {
  readonly relay: LambdaHandler<DynamoDBStreamEvent, DynamoDBBatchResponse | undefined>;
  readonly activation: LambdaHandler<SQSEvent, SQSBatchResponse | undefined>;
  readonly memberFeed: LambdaHandler<SQSEvent | S3Event, SQSBatchResponse | undefined>;
  readonly failureIntake: LambdaHandler<SQSEvent | S3Event, SQSBatchResponse | undefined>;
  readonly reporting: LambdaHandler<SQSEvent, SQSBatchResponse | undefined>;
  readonly attemptIntake: LambdaHandler<CloudWatchLogsEvent, void>;
  readonly settlement: LambdaHandler<SQSEvent | S3Event, SQSBatchResponse | undefined>;
  readonly replayRunner: LambdaHandler<SQSEvent, SQSBatchResponse | undefined>;
}

export interface DeliverySource {
  readonly store: DurableStore;
  readonly services: LocalServices;
  readonly engineUrl: string;
  readonly streamArn: string;
  readonly log: (line: string) => void;
  /** How often a failing stream batch is tried again; the tests ask for less than the deployed number. */
  readonly streamRetryAttempts?: number;
}

/** Everything that carries a change from the table to the last function. */
export interface Deliveries {
  readonly relay: StreamPoller;
  /** Resolves when nothing is on its way; dead ends and messages that wait for another try do not count as on their way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Wait before try n+1 of a failing stream batch: 50 ms, doubling, at most 2 s. */
const streamBackoffMs = (tries: number): number => Math.min(50 * 2 ** (tries - 1), 2_000);

/** Starts the stream's event source and the queue's, with the functions behind them. */
export function startDeliveries(source: DeliverySource, functions: EventFunctions): Deliveries {
  const { services } = source;
  const relay = startRelay(source, functions.relay);
  const workers = startWorkers(services, functions);
  const queues = [
    ...[LOCAL.activationQueue, LOCAL.deadLetterQueue, LOCAL.unpublishedNotices],
    ...[LOCAL.memberFeedQueue, LOCAL.memberFeedDeadLetters, LOCAL.snapshotNotices],
    ...[LOCAL.reportingQueue, LOCAL.requestLines, LOCAL.settlementNotices, LOCAL.settlementQueue],
    LOCAL.replayQueue,
  ];
  const busy = () =>
    queues.some((queue) => {
      const next = services.queues.nextVisibleAt(queue);
      return services.queues.depth(queue).inFlight > 0 || (next !== undefined && next <= Date.now());
    });
  return {
    relay,
    async settled() {
      do {
        services.requestLines.flush();
        await relay.drained();
        while (busy()) await new Promise((resolve) => setTimeout(resolve, 5));
        // What the queues' functions wrote is in the stream again.
        await relay.drained();
      } while (busy());
    },
    async stop() {
      services.requestLines.flush();
      await relay.stop();
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

function startRelay(source: DeliverySource, handler: EventFunctions["relay"]): StreamPoller {
  const { store, services, streamArn, log } = source;
  const client = new DynamoDBStreamsClient({ endpoint: source.engineUrl, maxAttempts: 1 });
  const invoke = lambda("event-relay", timeLimitMs("event-relay"), handler);
  let stopped = false;
  const poller = startStreamPoller({
    client,
    store,
    streamArn,
    batchSize: STREAM.batchSize,
    onTrouble: (error) =>
      log(
        `The table's stream cannot be read (${error instanceof Error ? error.name : "unknown"}); trying on.`,
      ),
    deliver: (records, shard, checkpoint) =>
      deliverBatch(records, {
        invoke: (batch) => invoke({ Records: [...batch] }),
        retryAttempts: source.streamRetryAttempts ?? STREAM.retryAttempts,
        backoffMs: streamBackoffMs,
        checkpoint,
        stopped: () => stopped,
        async giveUp(batch, tries) {
          const { key, body } = onFailureRecord({
            functionName: "event-relay",
            streamArn,
            shard,
            records: batch,
            tries,
          });
          services.objects.put(LOCAL.unpublishedBucket, key, Buffer.from(body), "application/json");
        },
      }),
  });
  return {
    ...poller,
    async stop() {
      stopped = true;
      await poller.stop();
      client.destroy();
    },
  };
}

function startWorkers({ queues }: LocalServices, functions: EventFunctions): readonly QueueWorker[] {
  return [
    ...startMoneyWorkers(queues, functions),
    ...startFeedWorkers(queues, functions),
    startReporting(queues, functions),
    startAttemptIntake(queues, functions),
    ...startSettlementWorkers(queues, functions),
    startReplays(queues, functions),
  ];
}

/** Partners' files as S3 announces them, and the errands that come of them. */
function startSettlementWorkers(queues: QueueStore, functions: EventFunctions): readonly QueueWorker[] {
  const name = "settlement-reconciliation";
  const settlement = lambda(name, timeLimitMs(name), functions.settlement);
  return [
    startQueueWorker(queues, {
      ...NOTICES,
      queue: LOCAL.settlementNotices,
      deliver: ([notice]) => settlement(JSON.parse(notice?.body ?? "") as S3Event),
    }),
    startQueueWorker(queues, {
      ...SETTLEMENT,
      deliver: (messages) => settlement(sqsEvent(LOCAL.settlementQueue, messages)),
    }),
  ];
}

/** Lines about requests. Lambda calls the function once for each delivery of CloudWatch. */
function startAttemptIntake(queues: QueueStore, functions: EventFunctions): QueueWorker {
  const intake = lambda("attempt-intake", timeLimitMs("attempt-intake"), functions.attemptIntake);
  return startQueueWorker(queues, {
    ...{ ...NOTICES, queue: LOCAL.requestLines },
    deliver: ([lines]) => intake(logsEvent(JSON.parse(lines?.body ?? "") as PrintedLines)),
  });
}

function startReporting(queues: QueueStore, functions: EventFunctions): QueueWorker {
  const reporting = lambda("reporting", timeLimitMs("reporting"), functions.reporting);
  return startQueueWorker(queues, {
    ...REPORTING,
    deliver: (messages) => reporting(sqsEvent(LOCAL.reportingQueue, messages)),
  });
}

function startReplays(queues: QueueStore, functions: EventFunctions): QueueWorker {
  const runner = lambda("replay-runner", timeLimitMs("replay-runner"), functions.replayRunner);
  return startQueueWorker(queues, {
    ...REPLAY,
    deliver: (messages) => runner(sqsEvent(LOCAL.replayQueue, messages)),
  });
}

/** The core's word on its members: changes, snapshots, and what of either did not open. */
function startFeedWorkers(queues: QueueStore, functions: EventFunctions): readonly QueueWorker[] {
  const memberFeed = lambda("member-feed", timeLimitMs("member-feed"), functions.memberFeed);
  const failureIntake = lambda("failure-intake", timeLimitMs("failure-intake"), functions.failureIntake);
  return [
    startQueueWorker(queues, {
      ...MEMBER_FEED,
      deliver: (messages) => memberFeed(sqsEvent(LOCAL.memberFeedQueue, messages)),
    }),
    startQueueWorker(queues, {
      ...MEMBER_FEED_DEAD_LETTERS,
      deliver: (messages) => failureIntake(sqsEvent(LOCAL.memberFeedDeadLetters, messages)),
    }),
    startQueueWorker(queues, {
      ...NOTICES,
      queue: LOCAL.snapshotNotices,
      deliver: ([notice]) => memberFeed(JSON.parse(notice?.body ?? "") as S3Event),
    }),
  ];
}

function startMoneyWorkers(queues: QueueStore, functions: EventFunctions): readonly QueueWorker[] {
  const activation = lambda("coverage-activation", timeLimitMs("coverage-activation"), functions.activation);
  const failureIntake = lambda("failure-intake", timeLimitMs("failure-intake"), functions.failureIntake);
  return [
    startQueueWorker(queues, {
      ...ACTIVATION,
      deliver: (messages) => activation(sqsEvent(LOCAL.activationQueue, messages)),
    }),
    startQueueWorker(queues, {
      ...DEAD_LETTERS,
      deliver: (messages) => failureIntake(sqsEvent(LOCAL.deadLetterQueue, messages)),
    }),
    startQueueWorker(queues, {
      ...NOTICES,
      queue: LOCAL.unpublishedNotices,
      deliver: ([notice]) => failureIntake(JSON.parse(notice?.body ?? "") as S3Event),
    }),
  ];
}
