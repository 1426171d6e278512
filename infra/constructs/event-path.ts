import { Duration } from "aws-cdk-lib";
import { EventBus, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import { EVENT_BUS_SOURCE } from "../../shared/event/cloud-event.ts";
import { DEAD_LETTERS, QUEUES } from "../settings.ts";
import type { Stage } from "../stages/stage.ts";
import { GuardedQueue } from "./guarded-queue.ts";
import type { KanalFunction } from "./kanal-function.ts";

/** Lambda's longest: what S3 told a function of is not told again. */
export const NOTICE_TRIED_FOR = Duration.hours(6);

/**
 * From the ledger's events to coverage in force, and what happens when that fails:
 * bus -> rule -> `activation` -> coverage-activation; after its attempts -> `deadLetters` -> failure-intake; after its own -> `lastResort`, which nobody reads
 * but a person. An event that the rule could not even deliver lies in `deadLetters` too, so every way out of the path ends as an open failure.
 */
export class EventPath extends Construct {
  readonly bus: EventBus;
  readonly activation: GuardedQueue;
  readonly deadLetters: GuardedQueue;
  readonly lastResort: GuardedQueue;

  constructor(scope: Construct, id: string, { retention }: Pick<Stage, "retention">) {
    super(scope, id);
    this.bus = new EventBus(this, "Bus");
    this.bus.archive("Archive", {
      description: "What the ledger said, to be said again",
      eventPattern: { source: [EVENT_BUS_SOURCE] },
      retention: Duration.days(retention.eventArchiveDays),
    });
    this.lastResort = new GuardedQueue(this, "LastResort");
    this.deadLetters = new GuardedQueue(this, "DeadLetters", {
      visibilityTimeoutSeconds: DEAD_LETTERS.visibilityTimeoutSeconds,
      fallsTo: { queue: this.lastResort, maxReceiveCount: DEAD_LETTERS.maxReceiveCount },
    });
    this.activation = new GuardedQueue(this, "Activation", {
      visibilityTimeoutSeconds: QUEUES.activation.visibilityTimeoutSeconds,
      fallsTo: { queue: this.deadLetters, maxReceiveCount: QUEUES.activation.maxReceiveCount },
    });
    new Rule(this, "Accepted", {
      eventBus: this.bus,
      description: "Accepted contributions become coverage, reversed ones end it",
      eventPattern: {
        source: [EVENT_BUS_SOURCE],
        detailType: ["ContributionAccepted.v1", "ContributionReversed.v1"],
      },
      targets: [new SqsQueue(this.activation, { deadLetterQueue: this.deadLetters })],
    });
  }

  /** Makes a function bring accepted payments into force and take out reversed ones; when a failed one comes back is its own to say. */
  activateWith(worker: KanalFunction): void {
    this.activation.feed(worker, QUEUES.activation.batchSize);
    worker.allow({ actions: ["sqs:ChangeMessageVisibility"], resources: [this.activation.queueArn] });
  }

  /** Makes a function take in dead letters. */
  takeInWith(worker: KanalFunction): void {
    this.deadLetters.feed(worker, DEAD_LETTERS.batchSize);
  }

  /** Lets a function put events on the bus. */
  allowPublish(publisher: KanalFunction): void {
    publisher.allow({ actions: ["events:PutEvents"], resources: [this.bus.eventBusArn] });
  }
}
