import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { openAuditKey } from "../../functions/audit-sealer/audit-key.ts";
import { MACHINE_IDS } from "../../functions/machine.ts";
import { openFeedKeys } from "../../functions/member-feed/feed-keys.ts";
import { openSessionKey } from "../../functions/ops-api/access/session-key.ts";
import { type Instant, parseInstant } from "../../shared/calendar/calendar.ts";
import type { Core } from "../../shared/core/core.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { embeddedRegister } from "../../shared/registration/embedded-register.ts";
import { openKeyring } from "../../shared/seal/kms-keyring.ts";
import type { HttpGateway } from "./aws/gateway-http.ts";
import type { Schedule } from "./aws/schedule.ts";
import { beginAnew } from "./begin-anew.ts";
import { type DataDir, openDataDir } from "./data-dir.ts";
import { type Deliveries, startDeliveries } from "./deliveries.ts";
import { type DurableStore, openDurableStore } from "./durable-store.ts";
import { type Engine, externalEngine, startEngine } from "./engine/engine.ts";
import { deleteExpiredItems } from "./engine/expired-items.ts";
import { openLedgerTable } from "./engine/open-ledger-table.ts";
import { setLocalEnvironment } from "./environment.ts";
import { type Live, onStage, startFront, wakesRelay } from "./front.ts";
import {
  type FunctionGround,
  type LocalFunctions,
  loadFunctions,
  type RunningFunctions,
} from "./functions.ts";
import { type GatewayKeys, gatewayKeys } from "./gateway-keys.ts";
import { type LocalServices, startLocalServices } from "./local-services.ts";
import type { BusinessClock } from "./sandbox/business-clock.ts";
import { snapshotSender } from "./sandbox/core-feed.ts";
import { issuerRoom } from "./sandbox/issuer/issuer-room.ts";
import { openSandboxIssuer } from "./sandbox/issuer/sandbox-issuer.ts";
import { openSandbox, type SandboxGround } from "./sandbox/open-sandbox.ts";
import { openSwitches } from "./sandbox/open-switches.ts";
import { openPartnerDesk } from "./sandbox/record/partner-desk.ts";
import { playHistories } from "./sandbox/sample-histories.ts";
import { switchRoom } from "./sandbox/sandbox.ts";
import { openConformance } from "./sandbox/scenarios/open-conformance.ts";
import { MACHINE_TIME, type SessionTime } from "./sandbox/scenarios/session-time.ts";
import { tillRoom } from "./sandbox/till/till-room.ts";
import { startSchedules } from "./schedules.ts";
import { SettingWrong } from "./setting-wrong.ts";
import { LOCAL } from "./topology.ts";

export interface KanalOptions {
  readonly dataDir: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Empties the data folder first. */
  readonly fresh?: boolean;
  /** RFC 3339: where an empty sandbox's business clock begins; later starts only move it forward. */
  readonly businessNow?: string;
  /** An engine that somebody else runs, instead of the embedded one. */
  readonly engineUrl?: string;
  /** False leaves out the sample banks and workers. */
  readonly seed?: boolean;
  /** Whether what functions print about requests is taken in as attempts; unless said, wherever they print. */
  readonly requestLines?: boolean;
  /** False starts nothing that runs by the clock, sweeper included: a test that watches one way of mending has it to itself. */
  readonly schedules?: boolean;
  /** How many milliseconds a failed message's wait of so many deployed seconds takes here; a sixtieth, unless said. */
  readonly waitMs?: (seconds: number) => number;
  /** How long the core may be silent about a payment before it shows; `CORE_SILENCE_SECONDS` of the topology, unless said. */
  readonly coreSilenceSeconds?: number;
  /**
   * Other functions than those of the sources, which would run in this process with the sandbox's clock and core: the deployed ones know neither, so the sample workers have no
   * histories then and the switches of clock and core move nothing.
   */
  readonly functions?: (ground: FunctionGround) => Promise<RunningFunctions>;
  /** The time of conformance sessions; the machine's, unless a test brings another. */
  readonly sessionTime?: SessionTime;
  /** The membership system behind the sandbox's switch; the embedded one, which remembers nothing, unless said. */
  readonly core?: Core;
  readonly log?: (line: string) => void;
}

/** The whole gateway on this machine. One at a time in a process, because the functions read its environment. */
export interface LocalKanal {
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly sandboxFile: string;
  readonly engineUrl: string;
  readonly relay: Pick<Deliveries["relay"], "pause" | "resume">;
  /** Resolves when everything that was booked has been carried as far as it goes. */
  settled(): Promise<void>;
  /** Finishes what is in hand and ends, the engine included. */
  stop(): Promise<void>;
  /** Drops everything where it stands, the engine included, as kill -9 of both would. */
  kill(): void;
}

/** What runs; filled as it starts, so that a start that fails half-way can end what did run. */
interface Parts {
  store?: DurableStore;
  front?: HttpGateway;
  engine?: Engine;
  services?: LocalServices;
  deliveries?: Deliveries;
  elsewhere?: RunningFunctions;
  schedules?: readonly Schedule[];
}

/** Requests in hand get this long at the end. */
const STOP_GRACE_MS = 5_000;

/**
 * Starts the gateway: every deployed function with the events of its real trigger, over a data folder that survives any end.
 * @throws DataDirInUse, PortTaken, EngineMissing, TableOutdated, SettingWrong, each with a message for the terminal
 */
export async function startKanal(options: KanalOptions): Promise<LocalKanal> {
  const parts: Parts = {};
  try {
    return await start(options, openDataDir(options.dataDir), parts);
  } catch (error) {
    await stop(parts);
    throw error;
  }
}

async function start(options: KanalOptions, dir: DataDir, parts: Parts): Promise<LocalKanal> {
  const { log = () => undefined, engineUrl } = options;
  const businessNow = businessNowOf(options);
  let live: Live | undefined;
  parts.store = openDurableStore(dir.store);
  // The port comes first: when it is taken, nothing has been emptied or started yet.
  parts.front = await startFront(options.port ?? 0, () => live);
  if (options.fresh) parts.store = await beginAnew(dir, parts.store, engineUrl);
  const { store, front } = parts;
  const engine = engineUrl ? await externalEngine(engineUrl) : await startEngine(dir, log);
  parts.engine = engine;
  const services = await startLocalServices(dir, store, options.waitMs);
  parts.services = services;
  const wrapped = await gatewayKeys(dir.gatewayKeys, services.kms);
  const baseUrl = `http://127.0.0.1:${front.port}`;
  const addresses = { engineUrl: engine.url, endpointUrl: services.endpoint.url, baseUrl };
  setLocalEnvironment(addresses, wrapped, options.coreSilenceSeconds);
  const table = new DynamoDBClient({ endpoint: engine.url });
  const streamArn = await openLedgerTable({ client: table, engine, dir, store, log });

  const sandbox = openSwitches(store, businessNow, log, options.core);
  const { clock, core } = sandbox;
  const { keys, feedKeys, auditKey, sessionKey } = await openKeys(wrapped);
  const ledger = dynamoLedger(ledgerClient(), LOCAL.table);
  const conformance = openConformance({
    ...{ store, kms: services.kms, ledger, keys, sandboxFile: dir.sandboxFile },
    backstage: (work) => onStage(functions, deliveries, work),
    time: options.sessionTime ?? MACHINE_TIME,
  });
  const requestLines = linesOf(options, services, () => live !== undefined);
  parts.elsewhere = await options.functions?.({ addresses, keys: wrapped, kms: services.kms, requestLines });
  const sources = () =>
    loadFunctions({
      ...{ clock, core: conformance.coreOf(core), ids: MACHINE_IDS, requestLines },
      ...{ keys, feedKeys, auditKey, sessionKey, jwks: wrapped.jwks },
      register: core.over(embeddedRegister(feedKeys.feedKey)),
    });
  const functions = parts.elsewhere?.functions ?? (await sources());
  const source = { store, services, engineUrl: engine.url, streamArn, log };
  const deliveries = startDeliveries(source, functions.events);
  parts.deliveries = deliveries;
  const issuer = await openSandboxIssuer(baseUrl);
  if (options.seed !== false) {
    const ground = { store, ledger, keys, clock, baseUrl, issuer, file: dir.sandboxFile };
    const coreSays = snapshotSender(services.objects, feedKeys.feedKey, deliveries.settled);
    await openSandbox({ ...ground, coreSays, play: histories(clock, functions, parts, deliveries) });
  }
  deleteExpired(table, clock.businessNow());
  const desk = openPartnerDesk({ store, ledger, keys, log });
  live = {
    functions,
    rooms: [
      desk.room,
      conformance.room,
      issuerRoom(issuer, `${baseUrl}/ops/callback`),
      tillRoom({ store, ledger, sandbox, sandboxFile: dir.sandboxFile }),
      switchRoom(sandbox),
    ],
    watchers: [wakesRelay(deliveries)],
    partnerWatchers: [...desk.watchers, conformance.watcher, sandbox.answers],
  };
  if (options.schedules !== false) parts.schedules = startSchedules(functions, services.queues);
  return {
    ...{ baseUrl, dataDir: dir.path, sandboxFile: dir.sandboxFile, engineUrl: engine.url },
    ...{ relay: deliveries.relay, settled: deliveries.settled },
    stop: () => stop(parts),
    kill: () => kill(parts),
  };
}

/** How the sample workers came to what they paid: through the functions, on days that are over. Functions that run elsewhere know no day but today. */
function histories(
  clock: BusinessClock,
  functions: LocalFunctions,
  { elsewhere }: Parts,
  deliveries: Deliveries,
): SandboxGround["play"] {
  const { settled } = deliveries;
  if (elsewhere) return async () => undefined;
  return (cast) => onStage(functions, deliveries, (url) => playHistories({ ...cast, clock, url, settled }));
}

/** Deletes what has ended while nobody waits for it. */
function deleteExpired(table: DynamoDBClient, now: Instant): void {
  deleteExpiredItems(table, LOCAL.table, now)
    .catch(() => undefined)
    .finally(() => table.destroy());
}

/** Everything that KMS keeps for us. */
async function openKeys(wrapped: GatewayKeys) {
  const [keys, feedKeys, auditKey, sessionKey] = await Promise.all([
    openKeyring(wrapped),
    openFeedKeys(wrapped),
    openAuditKey(wrapped.audit),
    openSessionKey(wrapped.session),
  ]);
  return { keys, feedKeys, auditKey, sessionKey };
}
/**
 * Who takes the lines that functions print about requests: nobody, where they are silent and nobody asked; and none while the samples' own histories are played, which no
 * partner sent and for which a first start would wait.
 */
function linesOf(options: KanalOptions, { requestLines }: LocalServices, isOpen: () => boolean) {
  const isTaken = options.requestLines ?? process.env.POWERTOOLS_LOG_LEVEL !== "SILENT";
  if (!isTaken) return undefined;
  return (name: string, line: string) => {
    if (isOpen()) requestLines.take(name, line);
  };
}

function businessNowOf({ businessNow }: KanalOptions): Instant | undefined {
  if (!businessNow) return undefined;
  const at = parseInstant(businessNow);
  if (at === undefined) {
    throw new SettingWrong("KANAL_NOW must be a time with an offset, like 2026-12-31T23:59:30+07:00");
  }
  return at;
}

async function stop(parts: Parts): Promise<void> {
  const { front, schedules = [], deliveries, elsewhere, services, engine, store } = parts;
  await front?.stop(STOP_GRACE_MS);
  for (const schedule of schedules) await schedule.stop();
  await deliveries?.stop();
  elsewhere?.end();
  await services?.endpoint.stop();
  await engine?.stop();
  store?.close();
}

function kill(parts: Parts): void {
  const { front, schedules = [], deliveries, elsewhere, services, engine, store } = parts;
  // Told first, so that nothing starts; waited for by nobody.
  for (const schedule of schedules) schedule.stop().catch(() => undefined);
  deliveries?.stop().catch(() => undefined);
  elsewhere?.end();
  store?.close();
  engine?.kill();
  front?.stop(0).catch(() => undefined);
  services?.endpoint.stop().catch(() => undefined);
}
