import { Construct } from "constructs";
import { DEAD_LETTERS, QUEUES } from "../settings.ts";
import type { Stage } from "../stages/stage.ts";
import { GuardedQueue } from "./guarded-queue.ts";
import type { KanalFunction } from "./kanal-function.ts";
import { MemberSnapshots } from "./member-snapshots.ts";

interface MemberPathProps {
  readonly stage: Stage;
  /** Takes in changes from the queue and snapshots from the bucket. */
  readonly feed: KanalFunction;
  /** Takes in the messages that never opened. */
  readonly intake: KanalFunction;
  readonly lastResort: GuardedQueue;
}

/**
 * From the core's word on its members to the ledger: single changes by queue, whole snapshots by bucket. A message that fails its attempts becomes an open
 * failure, a snapshot that Lambda gave up lies in the last resort. Who may send and put is the core's contract and granted with it, not here.
 */
export class MemberPath extends Construct {
  readonly deadLetters: GuardedQueue;

  constructor(scope: Construct, id: string, { stage, feed, intake, lastResort }: MemberPathProps) {
    super(scope, id);
    this.deadLetters = new GuardedQueue(this, "DeadLetters", {
      visibilityTimeoutSeconds: DEAD_LETTERS.visibilityTimeoutSeconds,
      fallsTo: { queue: lastResort, maxReceiveCount: DEAD_LETTERS.maxReceiveCount },
    });
    const changes = new GuardedQueue(this, "Changes", {
      visibilityTimeoutSeconds: QUEUES.memberFeed.visibilityTimeoutSeconds,
      fallsTo: { queue: this.deadLetters, maxReceiveCount: QUEUES.memberFeed.maxReceiveCount },
    });
    changes.feed(feed, QUEUES.memberFeed.batchSize);
    this.deadLetters.feed(intake, DEAD_LETTERS.batchSize, { source: "MemberDeadLetters" });
    new MemberSnapshots(this, "Snapshots", stage, feed);
  }
}
