import type { Construct } from "constructs";
import { type GatewayParts, toldOfCore } from "../gateway-parts.ts";
import { KanalFunction } from "../kanal-function.ts";

/** Brings accepted payments into force and takes reversed ones out, told by event. */
export class CoverageActivation extends KanalFunction {
  constructor(scope: Construct, id: string, parts: GatewayParts) {
    const { keys, ledger, events } = parts;
    super(scope, id, {
      ...{ ...parts, name: "coverage-activation" },
      environment: {
        KANAL_TABLE_NAME: ledger.table.tableName,
        ...toldOfCore(parts),
        KANAL_ACTIVATION_QUEUE_URL: events.activation.queueUrl,
      },
    });
    events.activateWith(this);
    ledger.allow(this, ["dynamodb:GetItem"], ["PAYMENT#*"]);
    ledger.allow(this, ["dynamodb:BatchGetItem"], ["FAILURE#*"]);
    keys.allow(this, ["core"]);
    ledger.allow(this, ["dynamodb:PutItem"], ["MEMBER#*", "FAILURE#*"]);
    ledger.allow(this, ["dynamodb:UpdateItem"], ["PAYMENT#*", "FAILURE#*"]);
    // The slices of reversed payments.
    ledger.allow(this, ["dynamodb:DeleteItem"], ["MEMBER#*"]);
  }
}
