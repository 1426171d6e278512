import { Duration } from "aws-cdk-lib";
import { FilterPattern, SubscriptionFilter } from "aws-cdk-lib/aws-logs";
import { LambdaDestination } from "aws-cdk-lib/aws-logs-destinations";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { KanalFunction } from "./kanal-function.ts";
import type { LedgerTable } from "./ledger-table.ts";

/** Lambda's longest: what CloudWatch delivered once it does not deliver again. */
const TRIED_FOR = Duration.hours(6);

interface AttemptPathProps {
  readonly ledger: LedgerTable;
  readonly lastResort: IQueue;
  readonly intake: KanalFunction;
  /** The functions that partners call. */
  readonly sources: readonly KanalFunction[];
}

/**
 * From the lines that functions log about requests to the attempts that ops look for. Only those lines are delivered, not Lambda's own; and none of the intake's, which
 * would be delivered to itself for ever.
 */
export class AttemptPath extends Construct {
  constructor(scope: Construct, id: string, { ledger, lastResort, intake, sources }: AttemptPathProps) {
    super(scope, id);
    ledger.allow(intake, ["dynamodb:BatchGetItem"], ["ATTEMPT-RATE#*"]);
    ledger.allow(intake, ["dynamodb:PutItem"], ["ATTEMPT#*", "ATTEMPT-BATCH#*"]);
    ledger.allow(intake, ["dynamodb:UpdateItem"], ["ATTEMPT-COUNT#*", "ATTEMPT-RATE#*"]);
    intake.giveUpTo(lastResort, TRIED_FOR);
    for (const source of sources) {
      new SubscriptionFilter(this, `Of${source.node.id}`, {
        logGroup: source.logs,
        destination: new LambdaDestination(intake.live),
        filterPattern: FilterPattern.stringValue("$.message", "=", "request"),
      });
    }
  }
}
