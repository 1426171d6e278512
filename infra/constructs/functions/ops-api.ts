import type { Construct } from "constructs";
import type { GatewayParts } from "../gateway-parts.ts";
import { KanalFunction } from "../kanal-function.ts";
import type { LedgerTable } from "../ledger-table.ts";
import type { SettlementPath } from "../settlement-path.ts";

interface OpsApiProps extends GatewayParts {
  readonly settlement: Pick<SettlementPath, "bucketName" | "allowHandIn">;
}

/** The console and its API. Who works here is said by the stage's OpenID Connect issuer. */
export class OpsApi extends KanalFunction {
  constructor(scope: Construct, id: string, { settlement, ...parts }: OpsApiProps) {
    const { keys, ledger, stage } = parts;
    const { origin, issuer, clientId, audience, rolesClaim } = stage.ops;
    super(scope, id, {
      ...{ ...parts, name: "ops-api" },
      environment: {
        KANAL_ENVIRONMENT: stage.environment,
        KANAL_TABLE_NAME: ledger.table.tableName,
        KANAL_KEY_NIK_HASH: keys.ciphertexts["nik-hash"],
        KANAL_KEY_DATA: keys.ciphertexts.data,
        KANAL_KEY_SESSION: keys.ciphertexts.session,
        KANAL_SETTLEMENT_BUCKET: settlement.bucketName,
        KANAL_OPS_ORIGIN: origin,
        KANAL_OPS_ISSUER: issuer,
        KANAL_OPS_CLIENT_ID: clientId,
        KANAL_OPS_AUDIENCE: audience,
        KANAL_OPS_ROLES_CLAIM: rolesClaim,
      },
    });
    keys.allow(this, ["nik-hash", "data", "session"]);
    this.#allowLedger(ledger);
    settlement.allowHandIn(this);
  }

  /** What people of ops see and may change. Of money nothing is written here but through its own transactions. */
  #allowLedger(ledger: LedgerTable): void {
    const may = (actions: Parameters<LedgerTable["allow"]>[1], partitions: readonly string[]) =>
      ledger.allow(this, actions, partitions);
    may(["dynamodb:GetItem", "dynamodb:Query"], ["AUDIT#*", "PARTNERS", "KEY-USE#*", "REPORT#*"]);
    may(
      ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
      ["SETTLEMENT#*", "FAILURE#*", "REPLAY#*", "REPLAYS#*"],
    );
    // A payment's story and whatever finds it. Of a member the profile too, which one act alone opens, and not before the trail has it.
    may(
      ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
      [
        ...["PAYMENT#*", "QUOTE#*", "COUNTED#*", "ATTEMPT#*", "ATTEMPT-COUNT#*"],
        ...["CORRECTION#*", "CORRECTIONS#*", "MEMBER#*", "CODE#*"],
      ],
    );
    for (const index of ["member-payments", "partner-day", "gateway-reference"] as const) {
      ledger.allowIndex(this, index);
    }
    ledger.allowIndex(this, "open-failures");
    // How the gateway stands: what waits for its cover.
    ledger.allowIndex(this, "pending-activation");
    // What was done about a failure, and what was asked for; the runner of replays has a role of its own. Money is what two people approved.
    may(["dynamodb:PutItem", "dynamodb:UpdateItem"], ["FAILURE#*", "PAYMENT#*", "MEMBER#*"]);
    may(["dynamodb:PutItem"], ["REPLAY#*", "REPLAYS#*", "CORRECTION#*", "CORRECTIONS#*"]);
    // A proposal that was decided leaves the list of those that wait; a person leaves the ledger, once two people have decided it.
    may(["dynamodb:DeleteItem"], ["CORRECTIONS#*", "MEMBER#*"]);
    may(["dynamodb:UpdateItem"], ["CORRECTION#*"]);
    // Who may be forgotten and what is done about a breach: a handful a year, so each list is one partition.
    may(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], ["DESTRUCTIONS", "BREACHES"]);
    // The trail itself: entries, the heads of its chains, and which acts were entered. Of a partner its standing, by an approver.
    may(["dynamodb:PutItem"], ["AUDIT#*", "PARTNERS"]);
  }
}
