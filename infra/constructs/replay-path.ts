import { Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import { EVENT_BUS_SOURCE } from "../../shared/event/cloud-event.ts";
import { QUEUES } from "../settings.ts";
import type { EventPath } from "./event-path.ts";
import { GuardedQueue } from "./guarded-queue.ts";
import type { KanalFunction } from "./kanal-function.ts";
import type { LedgerTable } from "./ledger-table.ts";
import type { SealedKeys } from "./sealed-keys.ts";

interface ReplayPathProps {
  readonly ledger: LedgerTable;
  readonly events: EventPath;
  readonly keys: SealedKeys;
  /** Makes the function that replays, told its own queue. */
  readonly runner: (environment: Readonly<Record<string, string>>) => KanalFunction;
}

/**
 * From a replay that somebody asked for to its end: bus -> rule -> queue -> replay-runner, which hands itself on to its own queue until it is done. It may do at the core and in the ledger what the activation's consumer may, write
 * down what it did, and publish: a replay is the errand itself, not a wish for it. A slice that fails its attempts becomes an open failure like any dead letter.
 */
export class ReplayPath extends Construct {
  constructor(scope: Construct, id: string, { ledger, events, keys, runner }: ReplayPathProps) {
    super(scope, id);
    const { visibilityTimeoutSeconds, maxReceiveCount, batchSize } = QUEUES.replay;
    const slices = new GuardedQueue(this, "Slices", {
      visibilityTimeoutSeconds,
      fallsTo: { queue: events.deadLetters, maxReceiveCount },
    });
    new Rule(this, "Requested", {
      eventBus: events.bus,
      description: "Replays that somebody asked for",
      eventPattern: { source: [EVENT_BUS_SOURCE], detailType: ["ReplayRequested.v1"] },
      targets: [new SqsQueue(slices, { deadLetterQueue: events.deadLetters })],
    });
    const worker = runner({
      KANAL_BUS_NAME: events.bus.eventBusName,
      KANAL_REPLAY_QUEUE_URL: slices.queueUrl,
    });
    slices.feed(worker, batchSize);
    worker.allow({ actions: ["sqs:SendMessage"], resources: [slices.queueArn] });
    // A slice is a minute and a half: behind a slow core a hundred thousand failures are many more than sixteen of them. Their number is fixed when they are listed, and each slice moves on.
    worker.mayCallItself();
    events.allowPublish(worker);
    keys.allow(worker, ["core"]);
    ledger.allow(worker, ["dynamodb:GetItem"], ["PAYMENT#*", "FAILURE#*", "REPLAY#*"]);
    ledger.allow(worker, ["dynamodb:BatchGetItem"], ["FAILURE#*", "REPLAY#*"]);
    ledger.allowIndex(worker, "open-failures");
    ledger.allow(worker, ["dynamodb:PutItem"], ["MEMBER#*", "FAILURE#*", "REPLAY#*"]);
    ledger.allow(worker, ["dynamodb:UpdateItem"], ["PAYMENT#*", "FAILURE#*", "REPLAY#*"]);
    // The slices of reversed payments.
    ledger.allow(worker, ["dynamodb:DeleteItem"], ["MEMBER#*"]);
  }
}
