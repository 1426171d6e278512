import { Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { CfnMetricFilter, type LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { Stage } from "../../stages/stage.ts";
import { FIVE_MINUTES } from "./alarm-book.ts";

/** What is read off log lines: which lines, what of them, and what it is told apart by. */
export interface LogMetric {
  readonly name: string;
  /** Which lines, in CloudWatch's pattern for JSON. */
  readonly pattern: string;
  /** A field of the line, or `1` to count lines. */
  readonly value: "1" | `$.${string}`;
  /** Fields whose values become dimensions. Few values only: CloudWatch keeps, and charges for, a metric for each. */
  readonly by?: Readonly<Record<string, `$.${string}`>>;
}

/** Stages may share an account, and a filter can give no dimension that does not stand in the line. */
const namespaceOf = ({ name }: Pick<Stage, "name">) => `Kanal/${name}`;

/** Makes CloudWatch read a metric off a log group. No function has a right to write metrics: what counts is what it logged. */
export function readOff(scope: Construct, logs: LogGroup, stage: Stage, metric: LogMetric): void {
  const { name: metricName, pattern, value, by } = metric;
  new CfnMetricFilter(scope, metricName, {
    logGroupName: logs.logGroupName,
    filterPattern: pattern,
    metricTransformations: [
      {
        metricNamespace: namespaceOf(stage),
        ...{ metricName, metricValue: value },
        // CloudWatch takes no default beside dimensions; it would not know of which.
        ...(by
          ? { dimensions: Object.entries(by).map(([key, field]) => ({ key, value: field })) }
          : { defaultValue: 0 }),
      },
    ],
  });
}

/** The metric as alarms and the dashboard read it. */
export const metricOf = (
  stage: Pick<Stage, "name">,
  { name, by = {} }: LogMetric,
  is: Readonly<Record<string, string>> = {},
  statistic: string = Stats.SUM,
): Metric =>
  new Metric({
    namespace: namespaceOf(stage),
    metricName: name,
    ...(Object.keys(by).length > 0 && {
      dimensionsMap: Object.fromEntries(Object.keys(by).map((key) => [key, is[key] ?? ""])),
    }),
    ...{ statistic, period: FIVE_MINUTES },
  });
