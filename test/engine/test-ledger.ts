import { rmSync } from "node:fs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { onTestFinished } from "vitest";
import { openDataDir } from "../../infra/local/data-dir.ts";
import { startEngine } from "../../infra/local/engine/engine.ts";
import { ensureLedgerTable } from "../../infra/local/engine/ledger-table.ts";
import { indexStreamRecords } from "../../infra/local/engine/stream-records.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import { dataFolder } from "./data-folder.ts";

/** A real engine of its own with the real table, and every call that crossed the wire. */
export interface TestLedger {
  readonly ledger: Ledger;
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly url: string;
  /** Names of the calls sent since the last `takeCalls`, retries included. */
  takeCalls(): string[];
  stop(): Promise<void>;
}

const TABLE = "kanal-test";

/** Starts the embedded engine in a folder of its own. The caller stops it; a killed test run leaves nothing that the next would find. */
export async function startTestLedger(): Promise<TestLedger> {
  const folder = dataFolder("ledger");
  const dir = openDataDir(folder);
  const engine = await startEngine(dir, () => undefined);
  const kill = () => engine.kill();
  process.once("exit", kill);
  const client = new DynamoDBClient({ endpoint: engine.url, region: "ap-southeast-3", maxAttempts: 1 });
  await ensureLedgerTable(client, TABLE);
  // As a gateway does at its start: 400 replays took 40 s without and 14 s with them, on the same machine.
  indexStreamRecords(dir.ledger);
  let calls: string[] = [];
  client.middlewareStack.add(
    (next, context) => (args) => {
      calls.push(String(context.commandName).replace(/Command$/, ""));
      return next(args);
    },
    { step: "finalizeRequest", priority: "low", name: "callCount" },
  );
  return {
    ledger: dynamoLedger(client, TABLE),
    client,
    table: TABLE,
    url: engine.url,
    takeCalls() {
      const taken = calls;
      calls = [];
      return taken;
    },
    async stop() {
      process.off("exit", kill);
      client.destroy();
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same for one test. */
export async function testLedger(): Promise<TestLedger> {
  const started = await startTestLedger();
  onTestFinished(started.stop);
  return started;
}
