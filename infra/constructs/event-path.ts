import { Duration } from "aws-cdk-lib";
import { EventBus, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { EVENT_BUS_SOURCE } from "../../shared/event/cloud-event.ts";
import { DEAD_LETTERS, KEEP_DAYS, QUEUES } from "../settings.ts";
import type { KanalFunction } from "./kanal-function.ts";

/** What every queue has: encryption at rest, TLS only, the longest retention there is. */
const GUARDED = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: Duration.days(DEAD_LETTERS.retentionDays),
} as const satisfies QueueProps;

/**
 * From the ledger's events to coverage in force, and what happens when that fails:
 * bus -> rule -> `activation` -> coverage-activation; after its attempts -> `deadLetters` -> failure-intake; after its own -> `lastResort`, which nobody reads
 * but a person. An event that the rule could not even deliver lies in `deadLetters` too, so every way out of the path ends as an open failure.
 */
export class EventPath extends Construct {
  readonly bus: EventBus;
  readonly deadLetters: Queue;
  readonly lastResort: Queue;
  readonly #activation: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bus = new EventBus(this, "Bus");
    this.bus.archive("Archive", {
      description: "What the ledger said, to be said again",
      eventPattern: { source: [EVENT_BUS_SOURCE] },
      retention: Duration.days(KEEP_DAYS.eventArchive),
    });
    this.lastResort = new Queue(this, "LastResort", GUARDED);
    this.deadLetters = new Queue(this, "DeadLetters", {
      ...GUARDED,
      visibilityTimeout: Duration.seconds(DEAD_LETTERS.visibilityTimeoutSeconds),
      deadLetterQueue: { queue: this.lastResort, maxReceiveCount: DEAD_LETTERS.maxReceiveCount },
    });
    this.#activation = new Queue(this, "Activation", {
      ...GUARDED,
      visibilityTimeout: Duration.seconds(QUEUES.activation.visibilityTimeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: QUEUES.activation.maxReceiveCount },
    });
    new Rule(this, "Accepted", {
      eventBus: this.bus,
      description: "Accepted contributions become coverage",
      eventPattern: { source: [EVENT_BUS_SOURCE], detailType: ["ContributionAccepted.v1"] },
      targets: [new SqsQueue(this.#activation, { deadLetterQueue: this.deadLetters })],
    });
  }

  /** Makes a function bring accepted payments into force. */
  activateWith(worker: KanalFunction): void {
    consume(worker, this.#activation, QUEUES.activation.batchSize);
  }

  /** Makes a function take in dead letters, and what it is told directly (Lambda's own retries of S3's notice) end in the last resort. */
  takeInWith(worker: KanalFunction): void {
    consume(worker, this.deadLetters, DEAD_LETTERS.batchSize);
    worker.allow({ actions: ["sqs:SendMessage"], resources: [this.lastResort.queueArn] });
    worker.lambda.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      // Not the ready-made destination: that one grants more than SendMessage.
      onFailure: { bind: () => ({ destination: this.lastResort.queueArn }) },
    });
  }

  /** Lets a function put events on the bus. */
  allowPublish(publisher: KanalFunction): void {
    publisher.allow({ actions: ["events:PutEvents"], resources: [this.bus.eventBusArn] });
  }
}

/** Feeds a function from a queue; only the messages that it names come back. The ready-made event source would also grant what Lambda never calls. */
function consume(worker: KanalFunction, queue: Queue, batchSize: number): void {
  worker.allow({
    actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    resources: [queue.queueArn],
  });
  new EventSourceMapping(worker, `From${queue.node.id}`, {
    target: worker.lambda,
    eventSourceArn: queue.queueArn,
    batchSize,
    reportBatchItemFailures: true,
  });
}
