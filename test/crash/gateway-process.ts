import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { DataDir } from "../../infra/local/data-dir.ts";
import { freePort, recordedEngine, signal } from "../../infra/local/engine/engine-process.ts";
import { eventually } from "../local/eventually.ts";

const START = fileURLToPath(new URL("../../infra/local/start.ts", import.meta.url));
const READY_WITHIN_MS = 30_000;

/** What is killed: kill -9, without a word before. */
export type Victim = "gateway" | "engine" | "both";

/** `npm start` in a process of its own, on one port and one data folder for as long as the test lasts. */
export interface GatewayProcess {
  readonly url: string;
  /** The process of the database engine, if one runs. */
  enginePid(): number | undefined;
  /** Starts and waits until it says that it is ready. @throws Error with what it printed when it never does */
  start(): Promise<void>;
  /** Kills the victim and waits until what was killed runs again: the gateway by a new start, the engine by the gateway. */
  killAndRestart(victim: Victim): Promise<void>;
  /** Ctrl-C. @returns the exit code */
  stop(): Promise<number | null>;
}

/** A gateway at a fixed business time, killed with its engine at the end of the test and at the end of this process, whatever happened. */
export async function gatewayProcess(dir: DataDir, businessNow: string): Promise<GatewayProcess> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  let over = false;
  const engine = () => recordedEngine(dir.engineRecord, dir.ledger);
  const killAll = () => {
    child?.kill("SIGKILL");
    const record = engine();
    if (record) signal(record, "SIGKILL");
  };
  process.once("exit", killAll);
  onTestFinished(async () => {
    over = true;
    process.off("exit", killAll);
    killAll();
    if (child) await ended(child);
    // The gateway may have started one more engine between the two signals.
    killAll();
  });

  async function start(): Promise<void> {
    // A test that failed in the middle may still have a kill on its way, which must not leave a gateway behind.
    if (over) throw new Error("the test is over");
    const env = { ...process.env, KANAL_DATA_DIR: dir.path, KANAL_NOW: businessNow, PORT: String(port) };
    const started = spawn(process.execPath, [START], { env, stdio: ["ignore", "pipe", "pipe"] });
    child = started;
    let printed = "";
    for (const stream of [started.stdout, started.stderr]) {
      stream.on("data", (chunk) => {
        printed += chunk;
      });
    }
    await eventually(
      () => printed.includes("Kanal is ready") || started.exitCode !== null,
      READY_WITHIN_MS,
    ).catch(() => undefined);
    if (!printed.includes("Kanal is ready")) throw new Error(`the gateway did not start: ${printed}`);
  }

  return {
    url: `http://127.0.0.1:${port}`,
    enginePid: () => engine()?.pid,
    start,
    async killAndRestart(victim) {
      const before = engine();
      if (victim !== "engine") child?.kill("SIGKILL");
      if (victim !== "gateway" && before) signal(before, "SIGKILL");
      if (victim === "engine") {
        await eventually(() => (engine()?.pid ?? before?.pid) !== before?.pid);
        return;
      }
      if (child) await ended(child);
      await start();
    },
    async stop() {
      child?.kill("SIGINT");
      return child ? ended(child) : null;
    },
  };
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}
