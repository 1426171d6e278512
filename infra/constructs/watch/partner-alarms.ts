import type { Stage } from "../../stages/stage.ts";
import type { AlarmBook } from "./alarm-book.ts";
import { REQUEST_METRICS } from "./line-metrics.ts";
import { metricOf } from "./log-metric.ts";
import { measuredBy } from "./measured-metric.ts";
import { WATCH_LIMITS } from "./watch-limits.ts";
import type { WhatStands } from "./what-stands.ts";

/** What is wrong with one partner, or done in its name: the stage's partners each have their own alarms. */
export function partnerAlarms(book: AlarmBook, stands: WhatStands, stage: Stage): void {
  book.enter({
    runbook: "unknown-callers",
    meaning: "Somebody calls again and again who is no partner",
    metric: metricOf(stage, REQUEST_METRICS.unknownCallers),
    limit: { above: WATCH_LIMITS.unknownCallers },
  });
  for (const { partnerId } of stage.partners) {
    const is = { Partner: partnerId };
    book.enter({
      runbook: "signature-failures",
      of: partnerId,
      meaning: `Requests in the name of ${partnerId} are refused because their signature, time or token is not good`,
      metric: metricOf(stage, REQUEST_METRICS.signatureFailures, is),
      limit: { above: WATCH_LIMITS.signatureFailures },
    });
    book.enter({
      runbook: "clock-drift",
      of: partnerId,
      meaning: `The clock of ${partnerId} and ours are more than a minute apart, by the median of what it signs`,
      metric: metricOf(stage, REQUEST_METRICS.skew, is, "p50"),
      limit: { above: WATCH_LIMITS.skewSeconds },
      periods: 3,
    });
    book.enter({
      runbook: "reference-conflicts",
      of: partnerId,
      meaning: `${partnerId} used a payment reference again for other facts`,
      metric: metricOf(stage, REQUEST_METRICS.conflicts, is),
      limit: { above: 0 },
    });
    book.enter({
      runbook: "lookups-in-sequence",
      of: partnerId,
      meaning: `Somebody at ${partnerId} asks for many numbers of one family, or of nobody: workers may be counted up`,
      metric: measuredBy(stands.function("event-relay"), "LookupsInSequence", {
        statistic: "Sum",
        partnerId,
      }),
      limit: { above: 0 },
    });
  }
}
