import type { Construct } from "constructs";
import { SWEEPER } from "../../settings.ts";
import { type GatewayParts, toldOfCore } from "../gateway-parts.ts";
import { KanalFunction } from "../kanal-function.ts";

/** Puts in force, by schedule, what no event brought. It revokes nothing, so it removes nothing. */
export class ActivationSweeper extends KanalFunction {
  constructor(scope: Construct, id: string, parts: GatewayParts) {
    const { keys, ledger } = parts;
    super(scope, id, {
      ...{ ...parts, name: "activation-sweeper" },
      environment: {
        KANAL_TABLE_NAME: ledger.table.tableName,
        ...toldOfCore(parts),
        KANAL_SWEEP_AFTER_SECONDS: String(SWEEPER.afterSeconds),
        KANAL_SWEEP_HOURS: String(SWEEPER.hours),
      },
    });
    // Which payments are overdue is read together with their failures.
    ledger.allow(this, ["dynamodb:GetItem"], ["PAYMENT#*"]);
    ledger.allow(this, ["dynamodb:BatchGetItem"], ["PAYMENT#*", "FAILURE#*"]);
    ledger.allowIndex(this, "pending-activation");
    keys.allow(this, ["core"]);
    ledger.allow(this, ["dynamodb:PutItem"], ["MEMBER#*", "FAILURE#*"]);
    ledger.allow(this, ["dynamodb:UpdateItem"], ["PAYMENT#*", "FAILURE#*"]);
  }
}
