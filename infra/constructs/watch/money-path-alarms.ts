import { MathExpression, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { HEALTH_LIMITS } from "../../../shared/health/health-limits.ts";
import type { LedgerTable } from "../ledger-table.ts";
import { type AlarmBook, FIVE_MINUTES, MINUTE } from "./alarm-book.ts";
import { RECORDS_FAILED } from "./line-metrics.ts";
import { metricOf } from "./log-metric.ts";
import { measuredBy } from "./measured-metric.ts";
import { WATCH_LIMITS } from "./watch-limits.ts";
import type { WhatStands } from "./what-stands.ts";

/** Money taken whose coverage does not follow: from the ledger's stream to cover in force, and what fell out on the way. */
export function moneyPathAlarms(
  book: AlarmBook,
  stands: WhatStands,
  { stage, ledger }: { readonly stage: Parameters<typeof metricOf>[0]; readonly ledger: LedgerTable },
): void {
  queueAlarms(book, stands);
  book.enter({
    runbook: "relay-behind",
    meaning: "Ledger changes wait to be published; coverage is late",
    metric: stands
      .function("event-relay")
      .lambda.metric("IteratorAge", { period: MINUTE, statistic: Stats.MAXIMUM }),
    limit: { above: WATCH_LIMITS.relayBehindMs },
  });
  book.enter({
    runbook: "activation-slow",
    meaning: "One payment in twenty waits longer than a minute for its cover",
    metric: measuredBy(stands.function("reporting"), "ActivationSeconds", { statistic: "p95" }),
    limit: { above: WATCH_LIMITS.activationP95Seconds },
    periods: 2,
  });
  const watchman = stands.function("watchman");
  book.enter({
    runbook: "pending-activation",
    meaning: "A payment has waited for its cover for longer than three runs of the sweeper",
    metric: measuredBy(watchman, "PendingActivationSeconds"),
    limit: { above: HEALTH_LIMITS.pendingActivationSeconds.badAbove },
  });
  book.enter({
    runbook: "oldest-failure",
    meaning: "An open failure has waited for a person for longer than half a shift",
    metric: measuredBy(watchman, "OldestFailureSeconds"),
    limit: { above: HEALTH_LIMITS.oldestFailureSeconds.badAbove },
  });
  book.enter({
    runbook: "unpublished-changes",
    meaning: "Ledger changes did not reach the bus; whatever should have followed them did not",
    metric: measuredBy(watchman, "UnpublishedChanges"),
    limit: { above: 0 },
  });
  book.enter({
    runbook: "intake-gives-back",
    meaning: "A dead letter could not be made an open failure and went back to its queue",
    metric: metricOf(stage, RECORDS_FAILED, { Function: "failure-intake" }),
    limit: { above: 0 },
  });
  book.enter({
    runbook: "ledger-throttled",
    meaning: "The table refuses reads or writes for a while; partners are answered 5xx when it lasts",
    metric: throttledBy(ledger),
    limit: { above: 0 },
    periods: 2,
  });
}

/** Whatever falls somewhere falls into a queue that is named here, because the queue that it fell from says so. */
function queueAlarms(book: AlarmBook, { queues }: WhatStands): void {
  const fallenInto = new Set(queues.flatMap(({ deadLetterQueue }) => deadLetterQueue?.queue ?? []));
  const ofTheirOwn = queues.filter((queue) => fallenInto.has(queue) && queue.deadLetterQueue);
  const last = queues.filter((queue) => fallenInto.has(queue) && !queue.deadLetterQueue);
  const depth = { period: MINUTE, statistic: Stats.MAXIMUM };
  for (const queue of ofTheirOwn) {
    book.enter({
      runbook: "dead-letters",
      of: queue.node.scope?.node.id.toLowerCase() ?? queue.node.id,
      meaning: "Messages that were given up wait to become open failures",
      metric: queue.metricApproximateNumberOfMessagesVisible(depth),
      limit: { above: 0 },
    });
  }
  for (const queue of last) {
    book.enter({
      runbook: "last-resort",
      meaning: "Something failed that could not even be written down as a failure; a person has to read it",
      metric: queue.metricApproximateNumberOfMessagesVisible(depth),
      limit: { above: 0 },
    });
  }
}

function throttledBy({ table }: LedgerTable): MathExpression {
  const options = { statistic: Stats.SUM, period: FIVE_MINUTES };
  return new MathExpression({
    expression: "FILL(reads, 0) + FILL(writes, 0)",
    label: "Throttled reads and writes",
    usingMetrics: {
      reads: table.metric("ReadThrottleEvents", options),
      writes: table.metric("WriteThrottleEvents", options),
    },
    period: FIVE_MINUTES,
  });
}
