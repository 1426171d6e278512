import { Duration, Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type MathExpression,
  type Metric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";

/** Where the pages are; the last words of every alarm. */
const RUNBOOKS = "docs/runbooks";

/** Something that has to wake a person. */
export interface Watched {
  /** Its page, `docs/runbooks/<runbook>.md`. */
  readonly runbook: string;
  /** Tells several alarms of one page apart: a partner, a function, an API. */
  readonly of?: string;
  /** What it means for workers, partners or ops, in a sentence without its full stop. */
  readonly meaning: string;
  readonly metric: Metric | MathExpression;
  /** Rings above this, or below that. */
  readonly limit: { readonly above: number } | { readonly below: number };
  /** So many periods in a row; one where it is left out. */
  readonly periods?: number;
  /** Whether silence rings too: only where the metric is said all the time. */
  readonly ringsWhenSilent?: boolean;
}

/**
 * All alarms of a stage. Each goes to the stage's addresses when it begins and when it is over, is called by its page, and ends with the page's path, so that whoever is woken has the next step in the mail.
 */
export class AlarmBook extends Construct {
  readonly alarms: Alarm[] = [];
  readonly #topic: ITopic;

  constructor(scope: Construct, id: string, topic: ITopic) {
    super(scope, id);
    this.#topic = topic;
  }

  enter({ runbook, of, meaning, metric, limit, periods = 1, ringsWhenSilent = false }: Watched): Alarm {
    const name = of === undefined ? runbook : `${runbook}-${of}`;
    const isBelow = "below" in limit;
    const alarm = new Alarm(this, name, {
      alarmName: `${Stack.of(this).stackName}-${name}`,
      alarmDescription: `${meaning}. ${RUNBOOKS}/${runbook}.md`,
      metric,
      threshold: isBelow ? limit.below : limit.above,
      comparisonOperator: isBelow
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: ringsWhenSilent ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      evaluationPeriods: periods,
    });
    const tell = new SnsAction(this.#topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    this.alarms.push(alarm);
    return alarm;
  }
}

export const MINUTE = Duration.minutes(1);
export const FIVE_MINUTES = Duration.minutes(5);
