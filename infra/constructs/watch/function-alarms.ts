import { type Alarm, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { FunctionName } from "../../settings.ts";
import type { Stage } from "../../stages/stage.ts";
import { type AlarmBook, FIVE_MINUTES, MINUTE } from "./alarm-book.ts";
import { REQUEST_METRICS } from "./line-metrics.ts";
import { metricOf } from "./log-metric.ts";
import { WATCH_LIMITS } from "./watch-limits.ts";
import type { WhatStands } from "./what-stands.ts";

/** What tells of each function that its code is no good: a deployment goes back by these. */
export type FunctionAlarms = ReadonlyMap<FunctionName, readonly Alarm[]>;

/** Functions that partners wait for; their faults are answers, which Lambda counts as successes. */
const WAITED_FOR: readonly FunctionName[] = ["partner-api", "member-desk"];

/** What is wrong with functions as such, and with the room that they have. */
export function functionAlarms(book: AlarmBook, { functions }: WhatStands, stage: Stage): FunctionAlarms {
  roomAlarms(book, { functions }, stage);
  return new Map(
    functions.map(({ name, live }) => {
      const errors = book.enter({
        runbook: "function-errors",
        of: name,
        meaning: `${name} fails as a whole: it crashed, ran out of time or did not start`,
        metric: live.metricErrors({ period: MINUTE, statistic: Stats.SUM }),
        limit: { above: 0 },
      });
      return [name, WAITED_FOR.includes(name) ? [errors, ...answerAlarms(book, name, stage)] : [errors]];
    }),
  );
}

function answerAlarms(book: AlarmBook, name: FunctionName, stage: Stage): readonly Alarm[] {
  const is = { Function: name };
  return [
    book.enter({
      runbook: "faults",
      of: name,
      meaning: `${name} answers partners that something broke here`,
      metric: metricOf(stage, REQUEST_METRICS.faults, is).with({ period: MINUTE }),
      limit: { above: WATCH_LIMITS.serverErrors },
    }),
    book.enter({
      runbook: "answers-slow",
      of: name,
      meaning: `One request in a hundred waits for ${name} longer than five of the ten seconds that a bank has`,
      metric: metricOf(stage, REQUEST_METRICS.answerMs, is, "p99"),
      limit: { above: WATCH_LIMITS.answerP99Ms },
    }),
  ];
}

/** Concurrency: what is refused for want of it, and how near it is. */
function roomAlarms(book: AlarmBook, { functions }: Pick<WhatStands, "functions">, stage: Stage): void {
  const inAccount = (metricName: string, statistic: string) =>
    new Metric({ namespace: "AWS/Lambda", metricName, statistic, period: FIVE_MINUTES });
  book.enter({
    runbook: "function-throttles",
    meaning: "Lambda turns calls of functions away for want of concurrency",
    metric: inAccount("Throttles", Stats.SUM),
    limit: { above: 0 },
  });
  book.enter({
    runbook: "concurrency-near-limit",
    of: "account",
    meaning: "The account's functions together come near its concurrency",
    metric: inAccount("ConcurrentExecutions", Stats.MAXIMUM),
    limit: { above: Math.floor(stage.account.concurrency * WATCH_LIMITS.concurrencyShare) },
  });
  for (const { name, lambda } of functions) {
    const reserved = stage.reservedConcurrency[name];
    if (!reserved) continue;
    book.enter({
      runbook: "concurrency-near-limit",
      of: name,
      meaning: `${name} comes near the ${reserved} that the stage reserves for it; beyond them it is throttled`,
      metric: lambda.metric("ConcurrentExecutions", { period: FIVE_MINUTES, statistic: Stats.MAXIMUM }),
      limit: { above: Math.floor(reserved * WATCH_LIMITS.concurrencyShare) },
    });
  }
}
