import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { AttemptPath } from "./constructs/attempt-path.ts";
import { AuditSeals } from "./constructs/audit-seals.ts";
import { CreditKeeping } from "./constructs/credit-keeping.ts";
import { OpsEdge } from "./constructs/edges/ops-edge.ts";
import { PartnerEdge } from "./constructs/edges/partner-edge.ts";
import { PublicEdge } from "./constructs/edges/public-edge.ts";
import { EventPath } from "./constructs/event-path.ts";
import { ActivationSweeper } from "./constructs/functions/activation-sweeper.ts";
import { AuditSealer } from "./constructs/functions/audit-sealer.ts";
import { CoverageActivation } from "./constructs/functions/coverage-activation.ts";
import { EventRelay } from "./constructs/functions/event-relay.ts";
import { FailureIntake } from "./constructs/functions/failure-intake.ts";
import { MemberDesk } from "./constructs/functions/member-desk.ts";
import { MemberFeed } from "./constructs/functions/member-feed.ts";
import { OpsApi } from "./constructs/functions/ops-api.ts";
import { PartnerApi } from "./constructs/functions/partner-api.ts";
import { Watchman } from "./constructs/functions/watchman.ts";
import { type GatewayParts, toldOfCore } from "./constructs/gateway-parts.ts";
import { KanalFunction } from "./constructs/kanal-function.ts";
import { LedgerTable } from "./constructs/ledger-table.ts";
import { MemberPath } from "./constructs/member-path.ts";
import { ReplayPath } from "./constructs/replay-path.ts";
import { ReportingPath } from "./constructs/reporting-path.ts";
import { ScheduledRun } from "./constructs/scheduled-run.ts";
import { SealedKeys } from "./constructs/sealed-keys.ts";
import { SettlementPath } from "./constructs/settlement-path.ts";
import { StreamRelay } from "./constructs/stream-relay.ts";
import { UnpublishedBatches } from "./constructs/unpublished-batches.ts";
import { GatewayWatch } from "./constructs/watch/gateway-watch.ts";
import { type FunctionName, SWEEPER, WATCHMAN } from "./settings.ts";
import type { Stage } from "./stages/stage.ts";

interface GatewayStackProps extends Omit<StackProps, "stage"> {
  readonly stage: Stage;
  /** Folder with one bundled function a folder (infra/bundle.ts). */
  readonly bundles: string;
}

/**
 * Kanal in AWS: three APIs in, one table, one way from the table's stream to coverage in force (docs/decisions/0003-aws-layout.md). What each function may do stands
 * with the function or the path that it works on, and once more, all on one page, in docs/rights.md.
 */
export class GatewayStack extends Stack {
  readonly #parts: GatewayParts;
  readonly #tableName: { readonly KANAL_TABLE_NAME: string };

  constructor(scope: Construct, id: string, { stage, bundles, ...props }: GatewayStackProps) {
    super(scope, id, props);
    this.#parts = {
      ...{ stage, bundles },
      keys: new SealedKeys(this, "SealedKeys", stage),
      ledger: new LedgerTable(this, "Ledger", stage),
      events: new EventPath(this, "Events", stage),
    };
    const { keys, ledger } = this.#parts;
    this.#tableName = { KANAL_TABLE_NAME: ledger.table.tableName };

    const partnerApi = new PartnerApi(this, "PartnerApi", this.#parts);
    const memberDesk = new MemberDesk(this, "MemberDesk", this.#parts);
    const publicApi = this.#make("PublicApi", "public-api", { KANAL_JWKS: keys.jwks });
    const settlement = new SettlementPath(this, "Settlement", this.#parts);
    const server = new OpsApi(this, "OpsApi", { ...this.#parts, settlement });
    this.#makeScheduled();
    this.#makeFollowers(partnerApi, memberDesk);
    this.#makeKeepers();

    new PartnerEdge(this, "Partners", { stage, partnerApi, memberDesk });
    new PublicEdge(this, "Public", { stage, server: publicApi });
    new OpsEdge(this, "Ops", { stage, server });
    new GatewayWatch(this, "Watch", { stage, ledger });
    new CfnOutput(this, "LedgerTable", {
      value: ledger.table.tableName,
      description: "What --table of the commands for people means",
    });
    new CfnOutput(this, "SealKeyArn", {
      value: keys.key.keyArn,
      description: "Wraps the stage's keys, each for its purpose: npm run first-keys",
    });
  }

  #make(id: string, name: FunctionName, environment: Readonly<Record<string, string>>): KanalFunction {
    return new KanalFunction(this, id, { ...this.#parts, name, environment });
  }

  /** What runs by the clock: payments that no event brought into force, and credit that pays on. */
  #makeScheduled(): void {
    const { stage, keys, ledger, events } = this.#parts;
    const { lastResort } = events;
    new CoverageActivation(this, "CoverageActivation", this.#parts);
    new ScheduledRun(this, "Sweep", {
      description: "Puts in force what has been pending for too long",
      ...{ stage, worker: new ActivationSweeper(this, "ActivationSweeper", this.#parts) },
      everyMinutes: SWEEPER.everyMinutes,
      lastResort,
    });
    const environment = { ...this.#tableName, KANAL_KEY_DATA: keys.ciphertexts.data };
    const keeper = this.#make("CreditKeeper", "credit-keeper", environment);
    new CreditKeeping(this, "KeepCredit", { stage, ledger, keys, keeper, lastResort });
  }

  /** What follows the ledger's events and the functions' own lines. */
  #makeFollowers(...sources: readonly KanalFunction[]): void {
    const { keys, ledger, events } = this.#parts;
    new ReportingPath(this, "ReportingPath", {
      ...{ ledger, events },
      worker: this.#make("Reporting", "reporting", this.#tableName),
    });
    new AttemptPath(this, "AttemptPath", {
      ...{ ledger, lastResort: events.lastResort, sources },
      intake: this.#make("AttemptIntake", "attempt-intake", this.#tableName),
    });
    new ReplayPath(this, "Replay", {
      ...{ ledger, events, keys },
      runner: (own) =>
        this.#make("ReplayRunner", "replay-runner", {
          ...{ ...this.#tableName, ...toldOfCore(this.#parts), ...own },
        }),
    });
  }

  /** What publishes, takes in and seals, and who looks whether all of it happens. */
  #makeKeepers(): void {
    const { stage, ledger, events } = this.#parts;
    const { lastResort } = events;
    const intake = new FailureIntake(this, "FailureIntake", this.#parts);
    const unpublished = new UnpublishedBatches(this, "Unpublished", {
      ...{ stage, key: ledger.key, reader: intake },
    });
    const relay = new EventRelay(this, "EventRelay", this.#parts);
    new StreamRelay(this, "StreamRelay", { relay, ledger, unpublished });
    const feed = new MemberFeed(this, "MemberFeed", this.#parts);
    new MemberPath(this, "Members", { stage, feed, intake, lastResort });
    new AuditSeals(this, "Audit", {
      ...{ stage, ledger, lastResort },
      sealer: (bucketName) => new AuditSealer(this, "AuditSealer", { ...this.#parts, bucketName }),
    });
    new ScheduledRun(this, "Look", {
      description: "Looks how the gateway stands",
      ...{ stage, worker: new Watchman(this, "Watchman", this.#parts) },
      everyMinutes: WATCHMAN.everyMinutes,
      lastResort,
    });
  }
}
