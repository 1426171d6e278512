import { rmSync } from "node:fs";
import { DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { openDataDir } from "../../infra/local/data-dir.ts";
import { startEngine } from "../../infra/local/engine/engine.ts";
import { ensureLedgerTable } from "../../infra/local/engine/ledger-table.ts";
import { indexStreamRecords } from "../../infra/local/engine/stream-records.ts";
import { instant } from "../../shared/calendar/calendar.ts";
import { dataFolder } from "../engine/data-folder.ts";
import { newKeyring } from "../engine/keyring.ts";
import { startEventBus } from "./event-bus.ts";
import { faultyWire } from "./faulty-wire.ts";

/** Attempts of production's client without its waits. */
const RETRY_AT_ONCE = {
  mode: "standard",
  maxAttempts: 3,
  async acquireInitialRetryToken() {
    return { getRetryCount: () => 0, getRetryDelay: () => 0 };
  },
  async refreshRetryTokenForRetry(token: { getRetryCount(): number }) {
    const count = token.getRetryCount() + 1;
    if (count >= 3) throw new Error("no attempt is left");
    return { getRetryCount: () => count, getRetryDelay: () => 0 };
  },
  recordSuccess: () => undefined,
};

/**
 * What all histories of a test file share: one engine, one bus, one set of keys. Each history gets a table of its own.
 */
export async function startBench() {
  // In memory where that is possible: what a power cut leaves is not asked here.
  const folder = dataFolder("model");
  const dir = openDataDir(folder);
  const engine = await startEngine(dir, () => undefined);
  const kill = () => engine.kill();
  process.once("exit", kill);
  const bus = await startEventBus();
  const where = { endpoint: engine.url, region: "ap-southeast-3" };
  /** The test's own way to the store, without faults. */
  const plain = new DynamoDBClient({ ...where, maxAttempts: 1 });
  const streams = new DynamoDBStreamsClient({ ...where, maxAttempts: 1 });
  const troubled = () => {
    const client = new DynamoDBClient({ ...where, retryStrategy: RETRY_AT_ONCE });
    const wire = faultyWire();
    wire.attach(client);
    return { client, wire };
  };
  const [main, rival] = [troubled(), troubled()];
  const clients = [plain, streams, main.client, rival.client];
  // It copies every message for a log that nobody keeps.
  for (const client of clients) client.middlewareStack.remove("loggerMiddleware");
  let tables = 0;
  return {
    bus,
    plain,
    streams,
    /** Two processes' ways to the store. */
    main,
    rival,
    engineUrl: engine.url,
    clock: { businessNow: () => instant(0), machineNow: () => instant(0) },
    keys: await newKeyring(),
    async newTable(): Promise<{ table: string; streamArn: string; drop(): Promise<void> }> {
      const table = `kanal-model-${++tables}`;
      const streamArn = await ensureLedgerTable(plain, table);
      if (tables === 1) indexStreamRecords(dir.ledger);
      const drop = async () => void (await plain.send(new DeleteTableCommand({ TableName: table })));
      return { table, streamArn, drop };
    },
    async stop(): Promise<void> {
      process.off("exit", kill);
      for (const client of clients) client.destroy();
      bus.stop();
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Bench = Awaited<ReturnType<typeof startBench>>;
