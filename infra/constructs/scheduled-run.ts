import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Stage } from "../stages/stage.ts";
import type { KanalFunction } from "./kanal-function.ts";

interface ScheduledRunProps {
  readonly stage: Stage;
  readonly description: string;
  readonly worker: KanalFunction;
  readonly everyMinutes: number;
  /** Where a run lies that EventBridge could not start or that failed each time. */
  readonly lastResort: IQueue;
}

/**
 * Runs a function at a fixed pace. A run that fails is tried again only until the next one is due, which does the same work; still it is never dropped in
 * silence, because a schedule that stopped running looks like one that finds nothing to do. Without keys nothing runs: each run would fail, and lie in the last resort for two weeks.
 */
export class ScheduledRun extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledRunProps) {
    super(scope, id);
    const { stage, description, worker, lastResort } = props;
    const pace = Duration.minutes(props.everyMinutes);
    worker.giveUpTo(lastResort, pace);
    new Rule(this, "Rule", {
      description,
      schedule: Schedule.rate(pace),
      enabled: stage.keys !== null,
      targets: [new LambdaFunction(worker.live, { deadLetterQueue: lastResort, maxEventAge: pace })],
    });
  }
}
