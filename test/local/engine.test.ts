import { readFileSync, rmSync, writeFileSync } from "node:fs";
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { DescribeStreamCommand, DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { expect, onTestFinished, test } from "vitest";
import type { DataDir } from "../../infra/local/data-dir.ts";
import { type Engine, startEngine } from "../../infra/local/engine/engine.ts";
import { deleteExpiredItems } from "../../infra/local/engine/expired-items.ts";
import { ensureLedgerTable } from "../../infra/local/engine/ledger-table.ts";
import { indexStreamRecords, pruneStreamRecords } from "../../infra/local/engine/stream-records.ts";
import { LEDGER_TABLE } from "../../shared/ledger/table.ts";
import { eventually } from "./eventually.ts";
import { runAndKill } from "./run-and-kill.ts";
import { tempDataDir } from "./temp-data-dir.ts";

async function engineOn(dir: DataDir): Promise<Engine> {
  const engine = await startEngine(dir, () => undefined);
  onTestFinished(() => engine.stop());
  return engine;
}

const item = (PK: string) => ({ TableName: "kanal", Item: { PK: { S: PK }, SK: { S: "-" } } });

test("the ledger's table is made from its one definition, and a second start finds it", async () => {
  const { url } = await engineOn(tempDataDir());
  const client = new DynamoDBClient({ endpoint: url });
  const arn = await ensureLedgerTable(client, "kanal");
  expect(await ensureLedgerTable(client, "kanal")).toBe(arn);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: "kanal" }));
  expect(Table?.StreamSpecification?.StreamViewType).toBe("NEW_AND_OLD_IMAGES");
  expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName).sort()).toEqual(
    LEDGER_TABLE.indexes.map((index) => index.name).sort(),
  );
});

test("an engine left behind by a killed gateway is adopted with its data", async () => {
  const dir = tempDataDir();
  const url = await runAndKill("engine-holder.ts", [dir.path]);
  const left = readFileSync(dir.engineRecord, "utf8");
  const engine = await engineOn(dir);
  expect(engine).toMatchObject({ url, adopted: true });
  expect(readFileSync(dir.engineRecord, "utf8")).toBe(left);
});

test("an engine whose folder was deleted under it is ended, not adopted", async () => {
  const dir = tempDataDir();
  const url = await runAndKill("engine-holder.ts", [dir.path]);
  rmSync(dir.engineRecord);
  rmSync(dir.ledger);
  const engine = await engineOn(dir);
  expect(engine.adopted).toBe(false);
  await expect(fetch(url)).rejects.toThrow();
});

test("a recorded pid that is another program now is not taken for the engine", async () => {
  const dir = tempDataDir();
  const first = await startEngine(dir, () => undefined);
  const record = JSON.parse(readFileSync(dir.engineRecord, "utf8"));
  await first.stop();
  writeFileSync(dir.engineRecord, JSON.stringify({ ...record, pid: process.pid }));
  expect((await engineOn(dir)).adopted).toBe(false);
});

test("an engine that is killed comes back at the same address with what it had answered for", async () => {
  const dir = tempDataDir();
  const { url } = await engineOn(dir);
  const client = new DynamoDBClient({ endpoint: url, maxAttempts: 10 });
  await ensureLedgerTable(client, "kanal");
  await client.send(new PutItemCommand(item("kept")));
  const { pid } = JSON.parse(readFileSync(dir.engineRecord, "utf8"));
  process.kill(pid, "SIGKILL");
  await eventually(() => JSON.parse(readFileSync(dir.engineRecord, "utf8")).pid !== pid);
  const { TableName, Item: Key } = item("kept");
  const found = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  expect(found.Item).toEqual(Key);
});

test("pruned stream records go and the numbering goes on", async () => {
  const dir = tempDataDir();
  const { url } = await engineOn(dir);
  const client = new DynamoDBClient({ endpoint: url });
  const arn = await ensureLedgerTable(client, "kanal");
  expect(indexStreamRecords(dir.ledger)).toBeUndefined();
  for (const key of ["a", "b", "c"]) await client.send(new PutItemCommand(item(key)));
  expect(pruneStreamRecords(dir.ledger, "kanal", "3")).toBeUndefined();
  await client.send(new PutItemCommand(item("d")));
  const streams = new DynamoDBStreamsClient({ endpoint: url });
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: arn }));
  expect(StreamDescription?.Shards?.[0]?.SequenceNumberRange).toMatchObject({
    StartingSequenceNumber: "3",
    EndingSequenceNumber: "4",
  });
});

test("an engine whose schema we do not know works on with a warning", () => {
  const dir = tempDataDir();
  expect(indexStreamRecords(dir.ledger)).toMatch(/could not be indexed/);
});

test("what its time to live has ended by business time is deleted, money is not", async () => {
  const { url } = await engineOn(tempDataDir());
  const client = new DynamoDBClient({ endpoint: url });
  await ensureLedgerTable(client, "kanal");
  const expiring = (PK: string, seconds: number) => ({
    TableName: "kanal",
    Item: { ...item(PK).Item, expiresAt: { N: String(seconds) } },
  });
  await client.send(new PutItemCommand(expiring("past", 1_000)));
  await client.send(new PutItemCommand(expiring("future", 3_000)));
  await client.send(new PutItemCommand(item("money")));
  expect(await deleteExpiredItems(client, "kanal", 2_000_000)).toBe(1);
  const left = await Promise.all(
    ["past", "future", "money"].map((PK) =>
      client.send(new GetItemCommand({ TableName: "kanal", Key: item(PK).Item })),
    ),
  );
  expect(left.map((answer) => answer.Item !== undefined)).toEqual([false, true, true]);
});
