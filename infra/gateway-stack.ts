import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { ApiLogAccount } from "./constructs/api-log-account.ts";
import { EventPath } from "./constructs/event-path.ts";
import { GatewayAlarms } from "./constructs/gateway-alarms.ts";
import { KanalFunction } from "./constructs/kanal-function.ts";
import { LedgerTable } from "./constructs/ledger-table.ts";
import { RegionalApi } from "./constructs/regional-api.ts";
import { SealedKeys } from "./constructs/sealed-keys.ts";
import { StreamRelay } from "./constructs/stream-relay.ts";
import { UnpublishedBatches } from "./constructs/unpublished-batches.ts";
import { type FunctionName, THROTTLING } from "./settings.ts";

interface GatewayStackProps extends StackProps {
  /** Folder with one bundled function a folder (infra/bundle.ts). */
  readonly bundles: string;
}

/**
 * Kanal in AWS: two APIs in, one table, one way from the table's stream to coverage in force, and who may do what on that way
 * (docs/decisions/0003-aws-layout.md). Rights are given here, next to each other, so that one page shows them all.
 */
export class GatewayStack extends Stack {
  constructor(scope: Construct, id: string, { bundles, ...props }: GatewayStackProps) {
    super(scope, id, props);
    const keys = new SealedKeys(this, "SealedKeys");
    const ledger = new LedgerTable(this, "Ledger");
    const events = new EventPath(this, "Events");
    const make = (id: string, name: FunctionName, environment: Readonly<Record<string, string>>) =>
      new KanalFunction(this, id, { name, bundles, environment });
    const tableName = { KANAL_TABLE_NAME: ledger.table.tableName };

    const partnerApi = make("PartnerApi", "partner-api", {
      ...tableName,
      KANAL_KEY_NIK_HASH: keys.ciphertexts["nik-hash"],
      KANAL_KEY_DATA: keys.ciphertexts.data,
      KANAL_KEY_TOKEN: keys.ciphertexts.token,
    });
    keys.allow(partnerApi, ["nik-hash", "data", "token"]);
    // It reads who the partners are and may not say it: no key of a partner is ever written from the request path.
    ledger.allow(
      partnerApi,
      ["dynamodb:Query", "dynamodb:GetItem", "dynamodb:BatchGetItem"],
      ["PARTNERS", "MEMBER#*", "PAYMENT#*", "QUOTE#*"],
    );
    ledger.allow(partnerApi, ["dynamodb:PutItem"], ["MEMBER#*", "PAYMENT#*", "QUOTE#*", "EXTERNAL#*"]);
    ledger.allow(partnerApi, ["dynamodb:UpdateItem"], ["MEMBER#*"]);

    const publicApi = make("PublicApi", "public-api", { KANAL_JWKS: keys.jwks });

    const activation = make("CoverageActivation", "coverage-activation", tableName);
    ledger.allow(activation, ["dynamodb:GetItem", "dynamodb:UpdateItem"], ["PAYMENT#*"]);
    ledger.allow(activation, ["dynamodb:PutItem"], ["MEMBER#*", "FAILURE#*"]);
    events.activateWith(activation);

    const intake = make("FailureIntake", "failure-intake", tableName);
    ledger.allow(intake, ["dynamodb:GetItem"], ["PAYMENT#*"]);
    ledger.allow(intake, ["dynamodb:PutItem"], ["FAILURE#*"]);
    events.takeInWith(intake);
    const unpublished = new UnpublishedBatches(this, "Unpublished", { key: ledger.key, reader: intake });

    const relay = make("EventRelay", "event-relay", {
      ...tableName,
      KANAL_BUS_NAME: events.bus.eventBusName,
    });
    // It reads every change of the ledger, so it may write nothing but failures: a fault here must not touch money.
    ledger.allow(relay, ["dynamodb:PutItem"], ["FAILURE#*"]);
    events.allowPublish(relay);
    new StreamRelay(this, "StreamRelay", { relay, ledger, unpublished });

    new GatewayAlarms(this, "Alarms", {
      deadLetters: events.deadLetters,
      lastResort: events.lastResort,
      relay,
    });
    this.#open(partnerApi, publicApi);
    new CfnOutput(this, "SealKeyArn", {
      value: keys.key.keyArn,
      description: "Wraps the keys: encrypt each with context kanal:key=nik-hash, data or token",
    });
  }

  /** Two APIs, not one: what a worker's phone reads and what a bank signs share no function, no role, no limit. */
  #open(partnerApi: KanalFunction, publicApi: KanalFunction): void {
    const logs = new ApiLogAccount(this, "ApiLogs");
    const partners = new RegionalApi(this, "Partners", {
      description: "Kanal for partners: signed requests",
      server: partnerApi,
      throttling: THROTTLING.partners,
      logCallerAddress: true,
    });
    const everyone = new RegionalApi(this, "Public", {
      description: "Kanal for everyone: what anyone may read",
      server: publicApi,
      throttling: THROTTLING.public,
      logCallerAddress: false,
    });
    for (const { api } of [partners, everyone]) api.deploymentStage.node.addDependency(logs.account);
  }
}
