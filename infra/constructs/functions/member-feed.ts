import type { Construct } from "constructs";
import { NOTICE_TRIED_FOR } from "../event-path.ts";
import type { GatewayParts } from "../gateway-parts.ts";
import { KanalFunction } from "../kanal-function.ts";

/** Takes in what the core says of its members. */
export class MemberFeed extends KanalFunction {
  constructor(scope: Construct, id: string, parts: GatewayParts) {
    const { keys, ledger, events } = parts;
    super(scope, id, {
      ...{ ...parts, name: "member-feed" },
      environment: {
        KANAL_TABLE_NAME: ledger.table.tableName,
        KANAL_KEY_FEED: keys.ciphertexts.feed,
        KANAL_KEY_NIK_HASH: keys.ciphertexts["nik-hash"],
        KANAL_KEY_DATA: keys.ciphertexts.data,
      },
    });
    keys.allow(this, ["feed", "nik-hash", "data"]);
    ledger.allow(this, ["dynamodb:GetItem"], ["MEMBER#*"]);
    ledger.allow(this, ["dynamodb:PutItem"], ["MEMBER#*", "FAILURE#*"]);
    this.giveUpTo(events.lastResort, NOTICE_TRIED_FOR);
  }
}
