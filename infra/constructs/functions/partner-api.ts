import type { Construct } from "constructs";
import type { GatewayParts } from "../gateway-parts.ts";
import { KanalFunction } from "../kanal-function.ts";

/** Takes payments. It reads who the partners are and may not say it: no key of a partner is ever written from the request path. */
export class PartnerApi extends KanalFunction {
  constructor(scope: Construct, id: string, parts: GatewayParts) {
    const { keys, ledger, stage } = parts;
    super(scope, id, {
      ...{ ...parts, name: "partner-api" },
      environment: {
        KANAL_TABLE_NAME: ledger.table.tableName,
        KANAL_KEY_NIK_HASH: keys.ciphertexts["nik-hash"],
        KANAL_KEY_DATA: keys.ciphertexts.data,
        KANAL_KEY_TOKEN: keys.ciphertexts.token,
        KANAL_KEY_ANSWER: keys.ciphertexts.answer,
        KANAL_ENVIRONMENT: stage.environment,
      },
    });
    keys.allow(this, ["nik-hash", "data", "token", "answer"]);
    ledger.allow(
      this,
      ["dynamodb:Query", "dynamodb:GetItem", "dynamodb:BatchGetItem"],
      ["PARTNERS", "MEMBER#*", "PAYMENT#*", "QUOTE#*", "CODE#*", "FAILURE#*"],
    );
    ledger.allowIndex(this, "member-payments");
    // When a key was last used stands apart from the key.
    ledger.allow(
      this,
      ["dynamodb:PutItem"],
      ["MEMBER#*", "PAYMENT#*", "QUOTE#*", "EXTERNAL#*", "FAILURE#*", "KEY-USE#*"],
    );
    // A payment changes here only by its reversal; a failure is closed by the payment that settles it.
    ledger.allow(this, ["dynamodb:UpdateItem"], ["MEMBER#*", "PAYMENT#*", "LIMIT#*", "FAILURE#*"]);
  }
}
