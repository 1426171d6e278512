import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { CREDIT_KEEPER } from "../settings.ts";
import type { Stage } from "../stages/stage.ts";
import type { KanalFunction } from "./kanal-function.ts";
import type { LedgerTable } from "./ledger-table.ts";
import { ScheduledRun } from "./scheduled-run.ts";
import type { SealedKeys } from "./sealed-keys.ts";

interface CreditKeepingProps {
  readonly stage: Stage;
  readonly ledger: LedgerTable;
  readonly keys: SealedKeys;
  readonly keeper: KanalFunction;
  readonly lastResort: IQueue;
}

/** Continues, by schedule, coverage that credit pays: it finds whose run ends, and books for them what their credit holds. */
export class CreditKeeping extends ScheduledRun {
  constructor(scope: Construct, id: string, { stage, ledger, keys, keeper, lastResort }: CreditKeepingProps) {
    keys.allow(keeper, ["data"]);
    ledger.allowIndex(keeper, "coverage-end");
    ledger.allow(keeper, ["dynamodb:Query", "dynamodb:UpdateItem"], ["MEMBER#*"]);
    ledger.allow(keeper, ["dynamodb:PutItem"], ["MEMBER#*", "PAYMENT#*"]);
    super(scope, id, {
      description: "Continues coverage that credit pays",
      ...{ stage, worker: keeper },
      everyMinutes: CREDIT_KEEPER.everyMinutes,
      lastResort,
    });
  }
}
