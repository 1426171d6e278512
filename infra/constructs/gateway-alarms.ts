import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { RECORD_FAILED } from "../../functions/run-log.ts";
import type { KanalFunction } from "./kanal-function.ts";

/** The oldest unpublished ledger change may be this old, in milliseconds: a worker's coverage should follow the receipt within minutes. */
const ITERATOR_AGE_MS_MAX = 5 * 60_000;

interface GatewayAlarmsProps {
  /** Where alarms go. */
  readonly topic: ITopic;
  readonly deadLetters: Queue;
  readonly memberDeadLetters: Queue;
  readonly lastResort: Queue;
  readonly relay: KanalFunction;
  readonly intake: KanalFunction;
  readonly sealer: KanalFunction;
}

/**
 * What has to wake a person: money taken whose coverage does not follow. */
export class GatewayAlarms extends Construct {
  readonly #topic: ITopic;

  constructor(scope: Construct, id: string, props: GatewayAlarmsProps) {
    super(scope, id);
    const { deadLetters, memberDeadLetters, lastResort, relay, intake, sealer } = props;
    this.#topic = props.topic;
    const period = Duration.minutes(1);
    const statistic = Stats.MAXIMUM;
    this.#alarm("DeadLetters", {
      meaning: "Payments whose activation was given up wait to become open failures",
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic }),
      threshold: 0,
    });
    this.#alarm("MemberDeadLetters", {
      meaning: "What the core said of members did not open and waits to become open failures",
      metric: memberDeadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic }),
      threshold: 0,
    });
    this.#alarm("LastResort", {
      meaning: "Something failed that could not even be written down as a failure; a person has to read it",
      metric: lastResort.metricApproximateNumberOfMessagesVisible({ period, statistic }),
      threshold: 0,
    });
    this.#alarm("RelayIteratorAge", {
      meaning: "Ledger changes wait to be published; coverage is late",
      metric: relay.lambda.metric("IteratorAge", { period, statistic }),
      threshold: ITERATOR_AGE_MS_MAX,
    });
    this.#alarm("RelayErrors", {
      meaning: "The relay fails as a whole, not only single records",
      metric: relay.lambda.metricErrors({ period, statistic: Stats.SUM }),
      threshold: 0,
    });
    this.#alarm("IntakeErrors", {
      meaning: "Failures are not taken in: the intake fails as a whole",
      metric: intake.lambda.metricErrors({ period, statistic: Stats.SUM }),
      threshold: 0,
    });
    this.#alarm("IntakeRecordsFailed", {
      meaning: "A dead letter could not be made an open failure and went back to its queue",
      metric: failedRecords(intake).metric({ period, statistic: Stats.SUM }),
      threshold: 0,
    });
    this.#alarm("SealerErrors", {
      meaning:
        "The audit trail is not sealed: a day without a root proves nothing, or a root is not of this trail",
      metric: sealer.lambda.metricErrors({ period, statistic: Stats.SUM }),
      threshold: 0,
    });
    // A rule that somebody switched off makes no errors. Two of the sealer's hours, so that one late run calls nobody.
    this.#alarm("SealerSilence", {
      meaning: "The audit trail's sealer has not run for two hours",
      metric: sealer.lambda.metricInvocations({ period: Duration.hours(2), statistic: Stats.SUM }),
      below: 1,
    });
  }

  #alarm(
    id: string,
    what: { readonly meaning: string; readonly metric: IMetric } & (
      | { readonly threshold: number }
      /** Wakes somebody when it is less than this, or nothing at all. */
      | { readonly below: number }
    ),
  ) {
    const [threshold, comparisonOperator, treatMissingData] =
      "below" in what
        ? ([what.below, ComparisonOperator.LESS_THAN_THRESHOLD, TreatMissingData.BREACHING] as const)
        : ([
            what.threshold,
            ComparisonOperator.GREATER_THAN_THRESHOLD,
            TreatMissingData.NOT_BREACHING,
          ] as const);
    const alarm = new Alarm(this, id, {
      alarmDescription: what.meaning,
      metric: what.metric,
      ...{ threshold, comparisonOperator, treatMissingData },
      evaluationPeriods: 1,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
  }
}

/**
 * Counts the records that a function gives back, by its own log. A letter that is given back is no error of the function, and lies invisible in its queue nearly all of the
 * time, so neither Lambda's count of errors nor the queue's depth need ever show it.
 */
function failedRecords(worker: KanalFunction): MetricFilter {
  return new MetricFilter(worker, "FailedRecords", {
    logGroup: worker.logs,
    filterPattern: FilterPattern.stringValue("$.message", "=", RECORD_FAILED),
    metricNamespace: "Kanal",
    metricName: `${worker.node.id}RecordsFailed`,
    metricValue: "1",
    defaultValue: 0,
  });
}
