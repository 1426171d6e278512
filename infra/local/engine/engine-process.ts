import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import * as z from "zod/mini";

const BINARY = fileURLToPath(new URL("../../../node_modules/@dynoxide/linux-x64/dynoxide", import.meta.url));

/** What is written down about a running engine, so that the next gateway finds it. */
const EngineRecord = z.object({ pid: z.number(), port: z.number(), database: z.string() });
export type EngineRecord = z.infer<typeof EngineRecord>;

/** This platform has no embedded engine. */
export class EngineMissing extends Error {
  readonly code = "ENGINE_MISSING";
}

/** Whether this machine can run the embedded engine. @throws EngineMissing saying what to run instead */
export function requireEngineBinary(): void {
  if (existsSync(BINARY)) return;
  throw new EngineMissing(
    [
      `The embedded DynamoDB engine (@dynoxide/linux-x64) is not installed: this is ${process.platform}-${process.arch}.`,
      "On linux-x64 run `npm ci` without --omit=optional. Elsewhere run any DynamoDB-compatible engine and name it, for example:",
      "  docker run --rm -p 8000:8000 amazon/dynamodb-local",
      "  AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 npm start",
    ].join("\n"),
  );
}

/**
 * Starts the engine on 127.0.0.1 and records it. It leads its own process group, so that Ctrl-C in the terminal reaches the gateway alone,
 * which then ends the engine in order. Its output is dropped: it could quote items.
 */
export function spawnEngine(recordFile: string, database: string, port: number): EngineRecord {
  const child: ChildProcess = spawn(
    BINARY,
    ["serve", "--host", "127.0.0.1", "--port", String(port), "--db-path", database],
    { detached: true, stdio: "ignore" },
  );
  child.on("error", () => undefined);
  child.unref();
  const record = { pid: child.pid ?? 0, port, database };
  writeFileSync(recordFile, JSON.stringify(record), { mode: 0o600 });
  return record;
}

/** The engine that an earlier gateway left running on this database, if it still is. */
export function recordedEngine(recordFile: string, database: string): EngineRecord | undefined {
  let record: EngineRecord;
  try {
    record = z.parse(EngineRecord, JSON.parse(readFileSync(recordFile, "utf8")));
  } catch {
    return undefined;
  }
  return record.database === database && isAlive(record) ? record : undefined;
}

/**
 * Engines on this database that nobody recorded: their folder was deleted under them, or their gateway died in the moment between starting them and
 * writing it down. A second engine on one file must not be, so they are ended.
 */
export function endStrayEngines(database: string): void {
  for (const entry of readdirSync("/proc")) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || !commandLineOf(pid).includes(database)) continue;
    if (commandLineOf(pid)[0] === BINARY) process.kill(pid, "SIGKILL");
  }
}

/**
 * Whether the recorded process is still that engine. The command line is compared because pids are used again, and because a zombie has a pid
 * and no command line.
 */
export function isAlive({ pid, port, database }: EngineRecord): boolean {
  const words = commandLineOf(pid);
  return words.includes(database) && words.includes(String(port));
}

function commandLineOf(pid: number): readonly string[] {
  try {
    return pid > 0 ? readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0") : [];
  } catch {
    return [];
  }
}

/** Ends the engine: asks first, insists after two seconds. */
export async function endEngine(record: EngineRecord, recordFile: string): Promise<void> {
  signal(record, "SIGTERM");
  const insistAt = Date.now() + 2_000;
  while (isAlive(record)) {
    if (Date.now() > insistAt) signal(record, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  rmSync(recordFile, { force: true });
}

/** Sends a signal to the engine if the pid still is one. */
export function signal(record: EngineRecord, name: "SIGTERM" | "SIGKILL"): void {
  if (!isAlive(record)) return;
  try {
    process.kill(record.pid, name);
  } catch {
    // It ended between the look and the signal.
  }
}

/** A port on 127.0.0.1 that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address
          ? resolve(address.port)
          : reject(new Error("no free port on 127.0.0.1")),
      );
    });
  });
}
