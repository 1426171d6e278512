import { Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import { EVENT_BUS_SOURCE } from "../../shared/event/cloud-event.ts";
import { COUNTED_EVENTS } from "../../shared/report/fact-of-event.ts";
import { QUEUES } from "../settings.ts";
import type { EventPath } from "./event-path.ts";
import { GuardedQueue } from "./guarded-queue.ts";
import type { KanalFunction } from "./kanal-function.ts";
import type { LedgerTable } from "./ledger-table.ts";

interface ReportingPathProps {
  readonly worker: KanalFunction;
  readonly ledger: LedgerTable;
  readonly events: EventPath;
}

/**
 * From the ledger's events to the report's counters. What fails its attempts goes to the last resort and its alarm: a figure that is missing stands for no payment
 * whose cover did not follow, so it does not become one of the failures that ops work through.
 */
export class ReportingPath extends Construct {
  constructor(scope: Construct, id: string, { worker, ledger, events }: ReportingPathProps) {
    super(scope, id);
    // Of the money it sees events only, and writes nothing but its counters.
    ledger.allow(worker, ["dynamodb:PutItem"], ["COUNTED#*"]);
    ledger.allow(worker, ["dynamodb:UpdateItem"], ["REPORT#*"]);
    const { bus, lastResort } = events;
    const { visibilityTimeoutSeconds, maxReceiveCount, batchSize, batchingWindowSeconds } = QUEUES.reporting;
    const counted = new GuardedQueue(this, "Counted", {
      visibilityTimeoutSeconds,
      fallsTo: { queue: lastResort, maxReceiveCount },
    });
    new Rule(this, "Rule", {
      eventBus: bus,
      description: "What happened is counted",
      eventPattern: { source: [EVENT_BUS_SOURCE], detailType: [...COUNTED_EVENTS] },
      targets: [new SqsQueue(counted, { deadLetterQueue: lastResort })],
    });
    counted.feed(worker, batchSize, { windowSeconds: batchingWindowSeconds });
  }
}
