import { Duration } from "aws-cdk-lib";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { DEAD_LETTERS } from "../settings.ts";
import type { KanalFunction } from "./kanal-function.ts";

interface GuardedQueueProps {
  readonly visibilityTimeoutSeconds?: number;
  /** Where a message goes that was received this often and never done with. */
  readonly fallsTo?: { readonly queue: Queue; readonly maxReceiveCount: number };
}

/** A queue as all of ours are: encrypted at rest, TLS only, and with the longest retention there is. */
export class GuardedQueue extends Queue {
  constructor(scope: Construct, id: string, { visibilityTimeoutSeconds, fallsTo }: GuardedQueueProps = {}) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(DEAD_LETTERS.retentionDays),
      ...(visibilityTimeoutSeconds && { visibilityTimeout: Duration.seconds(visibilityTimeoutSeconds) }),
      ...(fallsTo && { deadLetterQueue: fallsTo }),
    });
  }

  /** Feeds a function; only the messages that it names come back. The ready-made event source would also grant what Lambda never calls. */
  feed(
    worker: KanalFunction,
    batchSize: number,
    {
      source = this.node.id,
      windowSeconds,
    }: {
      readonly source?: string;
      readonly windowSeconds?: number;
    } = {},
  ): void {
    worker.allow({
      actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      resources: [this.queueArn],
    });
    new EventSourceMapping(worker, `From${source}`, {
      target: worker.live,
      eventSourceArn: this.queueArn,
      batchSize,
      maxConcurrency: worker.callsPerQueue,
      ...(windowSeconds && { maxBatchingWindow: Duration.seconds(windowSeconds) }),
      reportBatchItemFailures: true,
    });
  }
}
