import type { Construct } from "constructs";
import type { GatewayParts } from "../gateway-parts.ts";
import { KanalFunction } from "../kanal-function.ts";

/** Looks how the gateway stands, by schedule, and writes down what it measured. It reads, and holds no key and no right to write. */
export class Watchman extends KanalFunction {
  constructor(scope: Construct, id: string, parts: GatewayParts) {
    const { ledger } = parts;
    super(scope, id, {
      ...{ ...parts, name: "watchman" },
      environment: { KANAL_TABLE_NAME: ledger.table.tableName },
    });
    // A name in the registry that nobody has, and how far the trail is sealed.
    ledger.allow(this, ["dynamodb:GetItem"], ["PARTNERS", "AUDIT#*"]);
    // A payment that is late, and whether a failure tells of it.
    ledger.allow(this, ["dynamodb:BatchGetItem"], ["PAYMENT#*", "FAILURE#*"]);
    ledger.allowIndex(this, "pending-activation");
    ledger.allowIndex(this, "open-failures");
  }
}
