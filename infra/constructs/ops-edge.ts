import { Construct } from "constructs";
import { THROTTLING } from "../settings.ts";
import { KanalFunction } from "./kanal-function.ts";
import type { LedgerTable } from "./ledger-table.ts";
import { namedParameter } from "./named-parameter.ts";
import { RegionalApi } from "./regional-api.ts";
import type { SealedKeys } from "./sealed-keys.ts";
import type { SettlementPath } from "./settlement-path.ts";

interface OpsEdgeProps {
  /** Folder with one bundled function a folder (infra/bundle.ts). */
  readonly bundles: string;
  readonly keys: SealedKeys;
  readonly ledger: LedgerTable;
  readonly settlement: Pick<SettlementPath, "bucketName" | "allowHandIn">;
  readonly environment: { readonly KANAL_ENVIRONMENT: string };
}

/**
 * The console and its API: an API of its own on a host of its own, with its own function, role, limits and logs, so that nothing that partners or the public send can reach
 * what ops may do. Who works here is said by an OpenID Connect issuer, named by parameters.
 */
export class OpsEdge extends Construct {
  readonly api: RegionalApi["api"];
  readonly server: KanalFunction;

  constructor(scope: Construct, id: string, props: OpsEdgeProps) {
    super(scope, id);
    const { bundles, keys, ledger, settlement, environment } = props;
    const setting = (name: string, description: string) =>
      namedParameter(this, name, description).valueAsString;
    const { ciphertexts } = keys;
    this.server = new KanalFunction(this, "Api", {
      name: "ops-api",
      bundles,
      environment: {
        ...environment,
        KANAL_TABLE_NAME: ledger.table.tableName,
        KANAL_KEY_NIK_HASH: ciphertexts["nik-hash"],
        KANAL_KEY_DATA: ciphertexts.data,
        KANAL_KEY_SESSION: ciphertexts.session,
        KANAL_SETTLEMENT_BUCKET: settlement.bucketName,
        KANAL_OPS_ORIGIN: setting(
          "OpsOrigin",
          "https:// origin at which ops open the console, on a host of its own",
        ),
        KANAL_OPS_ISSUER: setting("OpsIssuer", "OpenID Connect issuer of ops, exactly as in its tokens"),
        KANAL_OPS_CLIENT_ID: setting(
          "OpsClientId",
          "The console's client id at the issuer: a public client with PKCE",
        ),
        KANAL_OPS_AUDIENCE: setting("OpsAudience", "Audience of access tokens for /ops/api"),
        KANAL_OPS_ROLES_CLAIM: setting("OpsRolesClaim", "Claim with the roles viewer, operator, approver"),
      },
    });
    keys.allow(this.server, ["nik-hash", "data", "session"]);
    this.#allowLedger(ledger);
    settlement.allowHandIn(this.server);
    this.api = new RegionalApi(this, "Ops", {
      description: "Kanal for ops: the console and its API",
      server: this.server,
      throttling: THROTTLING.ops,
      logCallerAddress: true,
    }).api;
  }

  /** What people of ops see and may change. Of money nothing is written here but through its own transactions. */
  #allowLedger(ledger: LedgerTable): void {
    const may = (actions: Parameters<LedgerTable["allow"]>[1], partitions: readonly string[]) =>
      ledger.allow(this.server, actions, partitions);
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
      ledger.allowIndex(this.server, index);
    }
    ledger.allowIndex(this.server, "open-failures");
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
