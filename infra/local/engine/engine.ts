import type { DataDir } from "../data-dir.ts";
import {
  type EngineRecord,
  endEngine,
  endStrayEngines,
  freePort,
  isAlive,
  recordedEngine,
  requireEngineBinary,
  signal,
  spawnEngine,
} from "./engine-process.ts";

/** The DynamoDB of this machine. */
export interface Engine {
  readonly url: string;
  /** `external`: one that somebody else runs, at AWS_ENDPOINT_URL_DYNAMODB. */
  readonly kind: "embedded" | "external";
  /** True when it was left behind by a gateway that was killed. */
  readonly adopted: boolean;
  stop(): Promise<void>;
  /** Ends it at once, as kill -9 would. */
  kill(): void;
}

const SUPERVISION_MS = 50;
const ANSWER_DEADLINE_MS = 5_000;

/**
 * Starts the embedded engine, or adopts the one that a killed gateway left behind. While the gateway runs, an engine that dies is started again on
 * the same port and database: every answered write is in its SQLite file.
 * @throws EngineMissing on a platform without the binary
 */
export async function startEngine(dir: DataDir, log: (line: string) => void): Promise<Engine> {
  requireEngineBinary();
  const left = recordedEngine(dir.engineRecord, dir.ledger);
  if (!left) endStrayEngines(dir.ledger);
  let record: EngineRecord = left ?? spawnEngine(dir.engineRecord, dir.ledger, await freePort());
  const url = `http://127.0.0.1:${record.port}`;
  // Before the first answer already: one that is adopted may have been told to die a moment ago.
  const supervision = setInterval(() => {
    if (isAlive(record)) return;
    log("The database engine ended; starting it again on its database.");
    record = spawnEngine(dir.engineRecord, dir.ledger, record.port);
  }, SUPERVISION_MS);
  supervision.unref();
  const end = async () => {
    clearInterval(supervision);
    await endEngine(record, dir.engineRecord);
  };
  try {
    await untilAnswers(url);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    url,
    kind: "embedded",
    adopted: left !== undefined,
    stop: end,
    kill() {
      clearInterval(supervision);
      signal(record, "SIGKILL");
    },
  };
}

/** An engine that somebody else runs. @throws Error when nothing answers there */
export async function externalEngine(url: string): Promise<Engine> {
  await untilAnswers(url);
  return { url, kind: "external", adopted: false, stop: async () => undefined, kill: () => undefined };
}

/** Waits until the engine answers a ListTables, which any of them does without a valid signature or refuses with 4xx: both are life. */
async function untilAnswers(url: string): Promise<void> {
  const deadline = Date.now() + ANSWER_DEADLINE_MS;
  for (;;) {
    try {
      await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.0",
          "x-amz-target": "DynamoDB_20120810.ListTables",
        },
        body: "{}",
        signal: AbortSignal.timeout(1_000),
      });
      return;
    } catch (cause) {
      if (Date.now() > deadline) throw new Error(`no DynamoDB answers at ${url}`, { cause });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
