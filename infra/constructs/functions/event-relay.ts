import type { Construct } from "constructs";
import type { GatewayParts } from "../gateway-parts.ts";
import { KanalFunction } from "../kanal-function.ts";

/** Publishes the ledger's changes. It reads every one of them, so it may write nothing but failures: a fault here must not touch money. */
export class EventRelay extends KanalFunction {
  constructor(scope: Construct, id: string, parts: GatewayParts) {
    const { ledger, events } = parts;
    super(scope, id, {
      ...{ ...parts, name: "event-relay" },
      environment: { KANAL_TABLE_NAME: ledger.table.tableName, KANAL_BUS_NAME: events.bus.eventBusName },
    });
    ledger.allow(this, ["dynamodb:PutItem"], ["FAILURE#*"]);
    events.allowPublish(this);
  }
}
