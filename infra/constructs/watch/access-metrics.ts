import type { LogMetric } from "./log-metric.ts";

/** What an API's access log tells of requests over its limits, which no function saw. API Gateway's own metrics count them among all 4xx. */
export const throttledAt = (api: string) =>
  ({
    name: `${api}Throttled`,
    pattern: '{ $.error = "THROTTLED" }',
    value: "1",
  }) as const satisfies LogMetric;
