import { Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { MEASURES, MEASURES_NAMESPACE, type Measure } from "../../../functions/measure.ts";
import type { KanalFunction } from "../kanal-function.ts";
import { FIVE_MINUTES } from "./alarm-book.ts";

/** What a function measured and wrote into its log (functions/measure.ts), as alarms and the dashboard read it. */
export const measuredBy = (
  worker: KanalFunction,
  measure: Measure,
  { statistic = Stats.MAXIMUM, partnerId }: { readonly statistic?: string; readonly partnerId?: string } = {},
): Metric =>
  new Metric({
    namespace: MEASURES_NAMESPACE,
    metricName: measure,
    dimensionsMap: {
      FunctionName: worker.lambda.functionName,
      ...(MEASURES[measure].isPerPartner && { Partner: partnerId ?? "" }),
    },
    ...{ statistic, period: FIVE_MINUTES },
  });
