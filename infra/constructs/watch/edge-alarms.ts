import { Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Stage } from "../../stages/stage.ts";
import { throttledAt } from "./access-metrics.ts";
import { type AlarmBook, FIVE_MINUTES } from "./alarm-book.ts";
import { metricOf } from "./log-metric.ts";
import { WATCH_LIMITS } from "./watch-limits.ts";
import type { WhatStands } from "./what-stands.ts";

/** What callers are told before or instead of an answer of ours, API by API. */
export function edgeAlarms(book: AlarmBook, { apis }: WhatStands, stage: Stage): void {
  for (const { api, node } of apis) {
    const of = node.id.toLowerCase();
    book.enter({
      runbook: "server-errors",
      of,
      meaning: `The API of ${of} answers 5xx: callers do not know what became of their requests`,
      metric: api.metricServerError({ period: FIVE_MINUTES, statistic: Stats.SUM }),
      limit: { above: WATCH_LIMITS.serverErrors },
    });
    book.enter({
      runbook: "throttled",
      of,
      meaning: `Requests to the API of ${of} are over its limits and answered 429`,
      metric: metricOf(stage, throttledAt(node.id)),
      limit: { above: WATCH_LIMITS.throttled },
    });
    book.enter({
      runbook: "blocked",
      of,
      meaning: `The web ACL turns requests to the API of ${of} away`,
      metric: blockedBefore(of, stage),
      limit: { above: WATCH_LIMITS.blocked },
    });
  }
}

/** By the name of the API's web ACL (regional-api.ts); all of its rules together. */
const blockedBefore = (of: string, { name, region }: Stage): Metric =>
  new Metric({
    ...{ namespace: "AWS/WAFV2", metricName: "BlockedRequests" },
    dimensionsMap: { WebACL: `kanal-${name}-${of}`, Region: region, Rule: "ALL" },
    ...{ period: FIVE_MINUTES, statistic: Stats.SUM },
  });
