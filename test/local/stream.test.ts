import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord, S3Event, SQSEvent } from "aws-lambda";
import { expect, onTestFinished, test } from "vitest";
import { type Deliveries, type EventFunctions, startDeliveries } from "../../infra/local/deliveries.ts";
import { openDurableStore } from "../../infra/local/durable-store.ts";
import { startEngine } from "../../infra/local/engine/engine.ts";
import { ensureLedgerTable } from "../../infra/local/engine/ledger-table.ts";
import { startLocalServices } from "../../infra/local/local-services.ts";
import { eventually } from "./eventually.ts";
import { tempDataDir } from "./temp-data-dir.ts";

/** A table whose stream feeds `relay`; the functions behind the queues may be given too. */
async function streaming(functions: Partial<EventFunctions> & Pick<EventFunctions, "relay">) {
  const dir = tempDataDir();
  const engine = await startEngine(dir, () => undefined);
  onTestFinished(() => engine.stop());
  const table = new DynamoDBClient({ endpoint: engine.url });
  const streamArn = await ensureLedgerTable(table, "kanal");
  const store = openDurableStore(dir.store);
  const services = await startLocalServices(dir, store);
  onTestFinished(async () => {
    await services.endpoint.stop();
    store.close();
  });
  const start = (): Deliveries => {
    const source = {
      store,
      services,
      engineUrl: engine.url,
      streamArn,
      log: () => undefined,
      streamRetryAttempts: 3,
    };
    const nothing = async () => undefined;
    const deliveries = startDeliveries(source, {
      activation: nothing,
      memberFeed: nothing,
      failureIntake: nothing,
      reporting: nothing,
      attemptIntake: nothing,
      settlement: nothing,
      replayRunner: nothing,
      ...functions,
    });
    onTestFinished(() => deliveries.stop());
    return deliveries;
  };
  const put = (PK: string, more = {}) =>
    table.send(new PutItemCommand({ TableName: "kanal", Item: { PK: { S: PK }, SK: { S: "-" }, ...more } }));
  return { start, put, table, services };
}

const keyOf = (record: DynamoDBRecord) => record.dynamodb?.Keys?.PK?.S ?? "";
const keysOf = (records: readonly DynamoDBRecord[]) => records.map(keyOf);
const sequenceOf = (record: DynamoDBRecord) => record.dynamodb?.SequenceNumber ?? "";

test("changes arrive in order as real stream records with both images", async () => {
  const seen: DynamoDBRecord[] = [];
  const { start, put, table } = await streaming({ relay: async ({ Records }) => void seen.push(...Records) });
  await put("a", { bytes: { B: Buffer.from("hi") } });
  await put("a", { n: { N: "1" } });
  await table.send(new DeleteItemCommand({ TableName: "kanal", Key: { PK: { S: "a" }, SK: { S: "-" } } }));
  await start().settled();
  expect(seen.map((record) => record.eventName)).toEqual(["INSERT", "MODIFY", "REMOVE"]);
  expect(seen[1]).toMatchObject({
    eventSource: "aws:dynamodb",
    eventVersion: "1.1",
    awsRegion: "ap-southeast-3",
    dynamodb: {
      ApproximateCreationDateTime: expect.any(Number),
      Keys: { PK: { S: "a" }, SK: { S: "-" } },
      OldImage: { bytes: { B: "aGk=" } },
      NewImage: { n: { N: "1" } },
      StreamViewType: "NEW_AND_OLD_IMAGES",
    },
  });
});

test("a write that changes nothing makes no record, as on AWS", async () => {
  const seen: string[] = [];
  const { start, put } = await streaming({
    relay: async ({ Records }) => void seen.push(...keysOf(Records)),
  });
  await put("a");
  await put("a");
  await put("b");
  await start().settled();
  expect(seen).toEqual(["a", "b"]);
});

test("after a partial failure delivery goes on from the lowest failed record", async () => {
  const batches: string[][] = [];
  const { start, put } = await streaming({
    async relay({ Records }) {
      batches.push(keysOf(Records));
      const failed = batches.length === 1 ? Records.filter((record) => "bd".includes(keyOf(record))) : [];
      return { batchItemFailures: failed.map((record) => ({ itemIdentifier: sequenceOf(record) })) };
    },
  });
  for (const key of ["a", "b", "c", "d"]) await put(key);
  await start().settled();
  expect(batches).toEqual([
    ["a", "b", "c", "d"],
    ["b", "c", "d"],
  ]);
});

test("a poison record is cut out of its batch, given up after its attempts and told to failure-intake from S3", async () => {
  const done: string[] = [];
  const notices: (SQSEvent | S3Event)[] = [];
  let tries = 0;
  const { start, put, services } = await streaming({
    async relay({ Records }) {
      if (keysOf(Records).includes("poison")) {
        if (Records.length === 1) tries += 1;
        throw new Error("cannot");
      }
      done.push(...keysOf(Records));
    },
    failureIntake: async (event) => void notices.push(event),
  });
  for (const key of ["a", "b", "poison", "c", "d"]) await put(key);
  start();
  await eventually(() => notices.length === 1);
  await eventually(() => done.length === 4);
  expect([done, tries]).toEqual([["a", "b", "c", "d"], 4]);
  const [record] = (notices[0] as S3Event).Records;
  const key = decodeURIComponent(record?.s3.object.key ?? "");
  const stored = services.objects.get(record?.s3.bucket.name ?? "", key);
  const given = JSON.parse(stored?.body.toString() ?? "{}");
  expect(given).toMatchObject({
    version: "1.0",
    requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 4 },
    DDBStreamBatchInfo: { batchSize: 1 },
  });
  expect(keysOf(JSON.parse(given.payload).Records)).toEqual(["poison"]);
});

test("a new gateway goes on from the checkpoint and repeats nothing that was settled", async () => {
  const seen: string[] = [];
  const { start, put } = await streaming({
    relay: async ({ Records }) => void seen.push(...keysOf(Records)),
  });
  await put("a");
  const first = start();
  await first.settled();
  await first.stop();
  await put("b");
  await start().settled();
  expect(seen).toEqual(["a", "b"]);
});

test("a paused relay holds everything back until it is resumed", async () => {
  const seen: string[] = [];
  const { start, put } = await streaming({
    relay: async ({ Records }) => void seen.push(...keysOf(Records)),
  });
  const { relay } = start();
  await relay.pause();
  await put("a");
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(seen).toEqual([]);
  relay.resume();
  await eventually(() => seen.length === 1);
});
