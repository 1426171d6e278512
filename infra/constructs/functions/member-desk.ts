import type { Construct } from "constructs";
import { coreUrl, type GatewayParts } from "../gateway-parts.ts";
import { KanalFunction } from "../kanal-function.ts";

/** Looks workers up, gives them codes and registers them; what was ever paid for anybody it can neither read nor change. */
export class MemberDesk extends KanalFunction {
  constructor(scope: Construct, id: string, parts: GatewayParts) {
    const { keys, ledger, stage } = parts;
    super(scope, id, {
      ...{ ...parts, name: "member-desk" },
      environment: {
        KANAL_TABLE_NAME: ledger.table.tableName,
        KANAL_ENVIRONMENT: stage.environment,
        KANAL_KEY_NIK_HASH: keys.ciphertexts["nik-hash"],
        KANAL_KEY_DATA: keys.ciphertexts.data,
        KANAL_KEY_ANSWER: keys.ciphertexts.answer,
        KANAL_KEY_FEED: keys.ciphertexts.feed,
        KANAL_KEY_CORE: keys.ciphertexts.core,
        ...coreUrl(parts),
      },
    });
    keys.allow(this, ["nik-hash", "data", "answer", "feed", "core"]);
    ledger.allow(this, ["dynamodb:Query"], ["PARTNERS", "MEMBER#*"]);
    ledger.allow(this, ["dynamodb:GetItem"], ["CODE#*", "MEMBER#*"]);
    // A registration: the form, and the member as the core describes him.
    ledger.allow(this, ["dynamodb:PutItem"], ["CODE#*", "KEY-USE#*", "MEMBER#*"]);
    ledger.allow(this, ["dynamodb:UpdateItem"], ["LIMIT#*", "MEMBER#*"]);
  }
}
