import type { Construct } from "constructs";
import { NOTICE_TRIED_FOR } from "../event-path.ts";
import type { GatewayParts } from "../gateway-parts.ts";
import { KanalFunction } from "../kanal-function.ts";

/** Makes open failures of what was given up elsewhere. */
export class FailureIntake extends KanalFunction {
  constructor(scope: Construct, id: string, parts: GatewayParts) {
    const { ledger, events } = parts;
    const environment = { KANAL_TABLE_NAME: ledger.table.tableName };
    super(scope, id, { ...parts, name: "failure-intake", environment });
    ledger.allow(this, ["dynamodb:GetItem"], ["PAYMENT#*"]);
    ledger.allow(this, ["dynamodb:PutItem"], ["FAILURE#*"]);
    events.takeInWith(this);
    this.giveUpTo(events.lastResort, NOTICE_TRIED_FOR);
  }
}
