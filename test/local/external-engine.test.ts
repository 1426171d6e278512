import { existsSync } from "node:fs";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { expect, onTestFinished, test } from "vitest";
import { startEngine } from "../../infra/local/engine/engine.ts";
import { type KanalOptions, startKanal } from "../../infra/local/kanal.ts";
import { tempDataDir } from "./temp-data-dir.ts";
import { tillDesk } from "./till-desk.ts";

test("Kanal works over an engine that somebody else runs, leaves it running, and --fresh empties only our table", {
  // Two whole gateways, one after the other: eight seconds beside other tests, more than twenty on a machine that is busier still.
  timeout: 60_000,
}, async () => {
  const theirs = await startEngine(tempDataDir(), () => undefined);
  onTestFinished(() => theirs.stop());
  const dir = tempDataDir();
  const start = async (options: Partial<KanalOptions> = {}) => {
    const kanal = await startKanal({ dataDir: dir.path, engineUrl: theirs.url, ...options });
    onTestFinished(() => kanal.stop());
    return kanal;
  };
  const first = await start();
  expect([first.engineUrl, existsSync(dir.ledger)]).toEqual([theirs.url, false]);
  const desk = tillDesk(first.sandboxFile);
  const payment = await desk.pay(desk.nextWorker().nik);
  await first.settled();
  expect(await desk.stateOf(payment)).toBe("active");
  await first.stop();

  await start({ fresh: true, seed: false });
  const table = new DynamoDBClient({ endpoint: theirs.url });
  expect((await table.send(new ScanCommand({ TableName: "kanal" }))).Items).toEqual([]);
});
