import { type Instant, parseInstant } from "../../../shared/calendar/calendar.ts";
import { type DataDir, openDataDir } from "../../local/data-dir.ts";
import { openDurableStore } from "../../local/durable-store.ts";
import { startEngine } from "../../local/engine/engine.ts";
import { type LocalKanal, startKanal } from "../../local/kanal.ts";
import { readSandboxFile, type SandboxFile } from "../../local/sandbox/sandbox-file.ts";
import { LOCAL } from "../../local/topology.ts";
import type { PartnerDesk } from "../partner/desk.ts";
import { localKeys } from "../partner/local-keys.ts";
import { registerWorkers } from "../rotation/register-workers.ts";
import { type LedgerBook, readLedgerBook } from "./ledger-book.ts";
import { type RememberingCore, rememberingCore } from "./remembering-core.ts";
import { engineClient, withDesk } from "./with-desk.ts";

/** A gateway of the drill's own, which is stopped, restored and started again on the same port and folder. */
export interface Stage {
  readonly dir: DataDir;
  readonly core: RememberingCore;
  readonly baseUrl: () => string;
  readonly sandbox: () => SandboxFile;
  /** Business time, as the gateway's. */
  now(): Promise<Instant>;
  moveTo(at: string): Promise<void>;
  put(path: string, body: object): Promise<void>;
  settled(): Promise<void>;
  book(): Promise<LedgerBook>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Every event that the bus has archived; only while the gateway is stopped, which holds the store. */
  archive(): readonly string[];
  /** Runs work on the table beside the running gateway. */
  onLedger<T>(work: (desk: PartnerDesk) => Promise<T>): Promise<T>;
  /** Runs work on the table with no gateway before it: what people do to a restored table before it serves. */
  behindClosedDoors<T>(work: (desk: PartnerDesk) => Promise<T>): Promise<T>;
  registerWorkers(count: number): Promise<readonly string[]>;
}

const DAY_BEGINS = "2026-11-20T09:50:00+07:00";

/** Opens the stage over an empty folder. Nothing runs yet. */
export function openStage(folder: string): Stage {
  const dir = openDataDir(folder);
  const core = rememberingCore();
  let kanal: LocalKanal | undefined;
  let port = 0;
  const running = (): LocalKanal => {
    if (!kanal) throw new Error("the drill's gateway does not run");
    return kanal;
  };
  const put = (path: string, body: object) => putSwitch(`${running().baseUrl}${path}`, body);
  return {
    ...{ dir, core, put },
    baseUrl: () => running().baseUrl,
    sandbox: () => sandboxOf(dir),
    now: () => clockOf(running().baseUrl),
    moveTo: (at) => put("/sandbox/clock", { now: at }),
    settled: () => running().settled(),
    book: () => bookOf(running().engineUrl),
    async start() {
      kanal = await startKanal({ dataDir: folder, port, core, businessNow: DAY_BEGINS });
      port = Number(new URL(kanal.baseUrl).port);
    },
    async stop() {
      await kanal?.stop();
      kanal = undefined;
    },
    archive: () => archiveOf(dir),
    onLedger: (work) => withDesk(dir, running().engineUrl, work),
    async behindClosedDoors(work) {
      const engine = await startEngine(dir, () => undefined);
      try {
        return await withDesk(dir, engine.url, work);
      } finally {
        await engine.stop();
      }
    },
    registerWorkers: (count) =>
      withDesk(dir, running().engineUrl, ({ ledger }) =>
        registerWorkers({ ledger, keys: localKeys(dir) }, count),
      ),
  };
}

async function putSwitch(url: string, body: object): Promise<void> {
  const answer = await fetch(url, { method: "PUT", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`PUT ${url}: ${answer.status}`);
}

function sandboxOf({ sandboxFile }: DataDir): SandboxFile {
  const file = readSandboxFile(sandboxFile);
  if (!file) throw new Error(`${sandboxFile} is missing`);
  return file;
}

async function clockOf(baseUrl: string): Promise<Instant> {
  const answer = await fetch(`${baseUrl}/sandbox`);
  const { clock } = (await answer.json()) as { readonly clock: { readonly now: string } };
  const at = parseInstant(clock.now);
  if (at === undefined) throw new Error("the sandbox has no clock");
  return at;
}

async function bookOf(engineUrl: string): Promise<LedgerBook> {
  const client = engineClient(engineUrl);
  try {
    return await readLedgerBook(client, LOCAL.table);
  } finally {
    client.destroy();
  }
}

function archiveOf(dir: DataDir): readonly string[] {
  const store = openDurableStore(dir.store);
  try {
    const rows = store.db.prepare("SELECT envelope FROM archive ORDER BY position").all();
    return rows.map(({ envelope }) => String(envelope));
  } finally {
    store.close();
  }
}
