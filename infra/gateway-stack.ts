import { CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { ApiLogAccount } from "./constructs/api-log-account.ts";
import { AttemptPath } from "./constructs/attempt-path.ts";
import { AuditSeals } from "./constructs/audit-seals.ts";
import { CreditKeeping } from "./constructs/credit-keeping.ts";
import { EventPath } from "./constructs/event-path.ts";
import { GatewayAlarms } from "./constructs/gateway-alarms.ts";
import { KanalFunction } from "./constructs/kanal-function.ts";
import { LedgerTable } from "./constructs/ledger-table.ts";
import { MemberPath } from "./constructs/member-path.ts";
import { namedParameter } from "./constructs/named-parameter.ts";
import { OpsEdge } from "./constructs/ops-edge.ts";
import { RegionalApi } from "./constructs/regional-api.ts";
import { ReplayPath } from "./constructs/replay-path.ts";
import { ReportingPath } from "./constructs/reporting-path.ts";
import { ScheduledRun } from "./constructs/scheduled-run.ts";
import { SealedKeys } from "./constructs/sealed-keys.ts";
import { SettlementPath } from "./constructs/settlement-path.ts";
import { StreamRelay } from "./constructs/stream-relay.ts";
import { UnpublishedBatches } from "./constructs/unpublished-batches.ts";
import { CORE_SILENCE_SECONDS, type FunctionName, SWEEPER, THROTTLING } from "./settings.ts";

interface GatewayStackProps extends StackProps {
  /** Folder with one bundled function a folder (infra/bundle.ts). */
  readonly bundles: string;
}

/** What the members' desk serves of the partners' API. */
const MEMBER_DESK_PATHS = ["/h2h/v1/members/lookup", "/h2h/v1/registrations", "/h2h/v1/billing-codes"];

/** Lambda's longest: what S3 told it of is not told again. */
const NOTICE_TRIED_FOR = Duration.hours(6);

/**
 * Kanal in AWS: three APIs in, one table, one way from the table's stream to coverage in force, and who may do what on that way
 * (docs/decisions/0003-aws-layout.md). Rights are given here, next to each other, so that one page shows them all.
 */
export class GatewayStack extends Stack {
  readonly #bundles: string;
  readonly #keys: SealedKeys;
  readonly #ledger: LedgerTable;
  readonly #events: EventPath;
  readonly #coreUrl: string;
  readonly #settlement: SettlementPath;
  readonly #environment: { readonly KANAL_ENVIRONMENT: string };

  constructor(scope: Construct, id: string, { bundles, ...props }: GatewayStackProps) {
    super(scope, id, props);
    this.#bundles = bundles;
    this.#keys = new SealedKeys(this, "SealedKeys");
    this.#ledger = new LedgerTable(this, "Ledger");
    this.#events = new EventPath(this, "Events");

    this.#coreUrl = namedParameter(
      this,
      "CoreUrl",
      "https:// address of the core; empty: no core is told",
    ).valueAsString;
    this.#environment = { KANAL_ENVIRONMENT: this.#environmentName() };

    const partnerApi = this.#makePartnerApi();
    const memberDesk = this.#makeMemberDesk();
    const publicApi = this.#make("PublicApi", "public-api", { KANAL_JWKS: this.#keys.jwks });
    this.#makeActivation();
    this.#makeCreditKeeper();
    new ReportingPath(this, "ReportingPath", {
      ...{ ledger: this.#ledger, events: this.#events },
      worker: this.#make("Reporting", "reporting", this.#tableName),
    });
    new AttemptPath(this, "AttemptPath", {
      ...{ ledger: this.#ledger, lastResort: this.#events.lastResort, sources: [partnerApi, memberDesk] },
      intake: this.#make("AttemptIntake", "attempt-intake", this.#tableName),
    });
    new ReplayPath(this, "Replay", {
      ...{ ledger: this.#ledger, events: this.#events, keys: this.#keys },
      runner: (own) =>
        this.#make("ReplayRunner", "replay-runner", { ...this.#tableName, ...this.#core, ...own }),
    });
    const intake = this.#makeIntake();
    const relay = this.#makeRelay(
      new UnpublishedBatches(this, "Unpublished", { key: this.#ledger.key, reader: intake }),
    );
    const { deadLetters: memberDeadLetters } = new MemberPath(this, "Members", {
      feed: this.#makeMemberFeed(),
      intake,
      lastResort: this.#events.lastResort,
    });

    const { deadLetters, lastResort } = this.#events;
    this.#settlement = new SettlementPath(this, "Settlement", {
      ...{ bundles, keys: this.#keys, ledger: this.#ledger, events: this.#events },
    });
    const { sealer } = new AuditSeals(this, "Audit", {
      ...{ ledger: this.#ledger, lastResort },
      sealer: (bucketName) => this.#makeAuditSealer(bucketName),
    });
    new GatewayAlarms(this, "Alarms", {
      ...{ deadLetters, memberDeadLetters, lastResort },
      ...{ relay, intake, sealer },
    });
    this.#open(partnerApi, memberDesk, publicApi);
    new CfnOutput(this, "SealKeyArn", {
      value: this.#keys.key.keyArn,
      description: `Wraps the keys: encrypt each with context kanal:key=${Object.keys(this.#keys.ciphertexts).join(", ")}`,
    });
  }

  #make(id: string, name: FunctionName, environment: Readonly<Record<string, string>>): KanalFunction {
    return new KanalFunction(this, id, { name, bundles: this.#bundles, environment });
  }

  /** Partners have other keys for the sandbox than for real money. Empty like the keys at first, so that nobody begins in the wrong one by default. */
  #environmentName(): string {
    const whose = "Whose keys are good here: sandbox or production";
    const name = namedParameter(this, "Environment", whose);
    name.allowedValues = ["", "sandbox", "production"];
    return name.valueAsString;
  }

  /** What every function that sends orders to the core is told of it. */
  get #core() {
    return {
      KANAL_CORE_URL: this.#coreUrl,
      KANAL_KEY_CORE: this.#keys.ciphertexts.core,
      KANAL_CORE_SILENCE_SECONDS: String(CORE_SILENCE_SECONDS),
    };
  }

  get #tableName() {
    return { KANAL_TABLE_NAME: this.#ledger.table.tableName };
  }

  #makePartnerApi(): KanalFunction {
    const keys = this.#keys;
    const partnerApi = this.#make("PartnerApi", "partner-api", {
      ...this.#tableName,
      KANAL_KEY_NIK_HASH: keys.ciphertexts["nik-hash"],
      KANAL_KEY_DATA: keys.ciphertexts.data,
      ...{ KANAL_KEY_TOKEN: keys.ciphertexts.token, KANAL_KEY_ANSWER: keys.ciphertexts.answer },
      ...this.#environment,
    });
    keys.allow(partnerApi, ["nik-hash", "data", "token", "answer"]);
    // It reads who the partners are and may not say it: no key of a partner is ever written from the request path. When one was last used stands apart.
    this.#ledger.allow(
      partnerApi,
      ["dynamodb:Query", "dynamodb:GetItem", "dynamodb:BatchGetItem"],
      ["PARTNERS", "MEMBER#*", "PAYMENT#*", "QUOTE#*", "CODE#*", "FAILURE#*"],
    );
    this.#ledger.allowIndex(partnerApi, "member-payments");
    this.#ledger.allow(
      partnerApi,
      ["dynamodb:PutItem"],
      ["MEMBER#*", "PAYMENT#*", "QUOTE#*", "EXTERNAL#*", "FAILURE#*", "KEY-USE#*"],
    );
    // A payment changes here only by its reversal; a failure is closed by the payment that settles it.
    this.#ledger.allow(
      partnerApi,
      ["dynamodb:UpdateItem"],
      ["MEMBER#*", "PAYMENT#*", "LIMIT#*", "FAILURE#*"],
    );
    return partnerApi;
  }

  /** Looks workers up, gives them codes and registers them; what was ever paid for anybody it can neither read nor change. */
  #makeMemberDesk(): KanalFunction {
    const keys = this.#keys;
    const memberDesk = this.#make("MemberDesk", "member-desk", {
      ...this.#tableName,
      ...this.#environment,
      KANAL_KEY_NIK_HASH: keys.ciphertexts["nik-hash"],
      KANAL_KEY_DATA: keys.ciphertexts.data,
      KANAL_KEY_ANSWER: keys.ciphertexts.answer,
      KANAL_KEY_FEED: keys.ciphertexts.feed,
      ...{ KANAL_CORE_URL: this.#coreUrl, KANAL_KEY_CORE: keys.ciphertexts.core },
    });
    keys.allow(memberDesk, ["nik-hash", "data", "answer", "feed", "core"]);
    this.#ledger.allow(memberDesk, ["dynamodb:Query"], ["PARTNERS", "MEMBER#*"]);
    this.#ledger.allow(memberDesk, ["dynamodb:GetItem"], ["CODE#*", "MEMBER#*"]);
    // A registration: the form, and the member as the core describes him.
    this.#ledger.allow(memberDesk, ["dynamodb:PutItem"], ["CODE#*", "KEY-USE#*", "MEMBER#*"]);
    this.#ledger.allow(memberDesk, ["dynamodb:UpdateItem"], ["LIMIT#*", "MEMBER#*"]);
    return memberDesk;
  }

  /** The two that speak to the core: one by event, one by schedule for what no event brought. */
  #makeActivation(): void {
    const ledger = this.#ledger;
    const core = this.#core;
    const activation = this.#make("CoverageActivation", "coverage-activation", {
      ...this.#tableName,
      ...core,
      KANAL_ACTIVATION_QUEUE_URL: this.#events.activation.queueUrl,
    });
    this.#events.activateWith(activation);
    const sweeper = this.#make("ActivationSweeper", "activation-sweeper", {
      ...this.#tableName,
      ...core,
      KANAL_SWEEP_AFTER_SECONDS: String(SWEEPER.afterSeconds),
      KANAL_SWEEP_HOURS: String(SWEEPER.hours),
    });
    ledger.allow(activation, ["dynamodb:GetItem"], ["PAYMENT#*"]);
    ledger.allow(activation, ["dynamodb:BatchGetItem"], ["FAILURE#*"]);
    // Which payments are overdue is read together with their failures.
    ledger.allow(sweeper, ["dynamodb:GetItem"], ["PAYMENT#*"]);
    ledger.allow(sweeper, ["dynamodb:BatchGetItem"], ["PAYMENT#*", "FAILURE#*"]);
    ledger.allowIndex(sweeper, "pending-activation");
    for (const worker of [activation, sweeper]) {
      this.#keys.allow(worker, ["core"]);
      ledger.allow(worker, ["dynamodb:PutItem"], ["MEMBER#*", "FAILURE#*"]);
      ledger.allow(worker, ["dynamodb:UpdateItem"], ["PAYMENT#*", "FAILURE#*"]);
    }
    // The slices of reversed payments; the sweeper revokes nothing.
    ledger.allow(activation, ["dynamodb:DeleteItem"], ["MEMBER#*"]);
    new ScheduledRun(this, "Sweep", {
      description: "Puts in force what has been pending for too long",
      worker: sweeper,
      everyMinutes: SWEEPER.everyMinutes,
      lastResort: this.#events.lastResort,
    });
  }

  #makeCreditKeeper(): void {
    const keeper = this.#make("CreditKeeper", "credit-keeper", {
      ...this.#tableName,
      KANAL_KEY_DATA: this.#keys.ciphertexts.data,
    });
    const { lastResort } = this.#events;
    new CreditKeeping(this, "KeepCredit", { ledger: this.#ledger, keys: this.#keys, keeper, lastResort });
  }

  #makeIntake(): KanalFunction {
    const intake = this.#make("FailureIntake", "failure-intake", this.#tableName);
    this.#ledger.allow(intake, ["dynamodb:GetItem"], ["PAYMENT#*"]);
    this.#ledger.allow(intake, ["dynamodb:PutItem"], ["FAILURE#*"]);
    this.#events.takeInWith(intake);
    intake.giveUpTo(this.#events.lastResort, NOTICE_TRIED_FOR);
    return intake;
  }

  #makeRelay(unpublished: UnpublishedBatches): KanalFunction {
    const relay = this.#make("EventRelay", "event-relay", {
      ...this.#tableName,
      KANAL_BUS_NAME: this.#events.bus.eventBusName,
    });
    // It reads every change of the ledger, so it may write nothing but failures: a fault here must not touch money.
    this.#ledger.allow(relay, ["dynamodb:PutItem"], ["FAILURE#*"]);
    this.#events.allowPublish(relay);
    new StreamRelay(this, "StreamRelay", { relay, ledger: this.#ledger, unpublished });
    return relay;
  }

  #makeMemberFeed(): KanalFunction {
    const { ciphertexts } = this.#keys;
    const feed = this.#make("MemberFeed", "member-feed", {
      ...this.#tableName,
      KANAL_KEY_FEED: ciphertexts.feed,
      KANAL_KEY_NIK_HASH: ciphertexts["nik-hash"],
      KANAL_KEY_DATA: ciphertexts.data,
    });
    this.#keys.allow(feed, ["feed", "nik-hash", "data"]);
    this.#ledger.allow(feed, ["dynamodb:GetItem"], ["MEMBER#*"]);
    this.#ledger.allow(feed, ["dynamodb:PutItem"], ["MEMBER#*", "FAILURE#*"]);
    feed.giveUpTo(this.#events.lastResort, NOTICE_TRIED_FOR);
    return feed;
  }

  #makeAuditSealer(bucketName: string): KanalFunction {
    const sealer = this.#make("AuditSealer", "audit-sealer", {
      ...this.#tableName,
      KANAL_AUDIT_BUCKET: bucketName,
      KANAL_KEY_AUDIT: this.#keys.ciphertexts.audit,
    });
    this.#keys.allow(sealer, ["audit"]);
    return sealer;
  }

  /** Three APIs, not one: what a worker's phone reads, what a bank signs and what ops do share no function, no role, no limit. */
  #open(partnerApi: KanalFunction, memberDesk: KanalFunction, publicApi: KanalFunction): void {
    const logs = new ApiLogAccount(this, "ApiLogs");
    const partners = new RegionalApi(this, "Partners", {
      description: "Kanal for partners: signed requests",
      server: partnerApi,
      rooms: [{ server: memberDesk, paths: MEMBER_DESK_PATHS, throttling: THROTTLING.memberDesk }],
      throttling: THROTTLING.partners,
      logCallerAddress: true,
    });
    const everyone = new RegionalApi(this, "Public", {
      description: "Kanal for everyone: what anyone may read",
      server: publicApi,
      throttling: THROTTLING.public,
      logCallerAddress: false,
    });
    const ops = new OpsEdge(this, "Ops", {
      ...{ bundles: this.#bundles, keys: this.#keys, ledger: this.#ledger, environment: this.#environment },
      settlement: this.#settlement,
    });
    for (const { api } of [partners, everyone, ops]) api.deploymentStage.node.addDependency(logs.account);
  }
}
