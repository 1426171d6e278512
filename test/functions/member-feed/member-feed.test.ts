import { createSecretKey } from "node:crypto";
import { rmSync } from "node:fs";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { S3Event, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { type LambdaHandler, lambda } from "../../../infra/local/aws/lambda.ts";
import { startQueueWorker } from "../../../infra/local/aws/queue-worker.ts";
import { sqsEvent } from "../../../infra/local/aws/sqs-event.ts";
import { openDataDir } from "../../../infra/local/data-dir.ts";
import { type DurableStore, openDurableStore } from "../../../infra/local/durable-store.ts";
import { queueUrl, setLocalEnvironment } from "../../../infra/local/environment.ts";
import { gatewayKeys } from "../../../infra/local/gateway-keys.ts";
import { type LocalServices, startLocalServices } from "../../../infra/local/local-services.ts";
import { LOCAL } from "../../../infra/local/topology.ts";
import type { Member, Nik } from "../../../shared/member/member.ts";
import { memberOf, memberProfileKey } from "../../../shared/member/member-item.ts";
import { memberKeyOf } from "../../../shared/member/member-key.ts";
import { kmsUnwrapper } from "../../../shared/seal/kms-unwrapper.ts";
import { dataFolder } from "../../engine/data-folder.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { openFailures } from "../../failure/open-failures.ts";
import { BUDI, coreVoice } from "../../feed/core-voice.ts";

const folder = dataFolder("feed");
let engine: TestLedger;
let store: DurableStore;
let services: LocalServices;
let core: ReturnType<typeof coreVoice>;
let handler: LambdaHandler<SQSEvent | S3Event, SQSBatchResponse | undefined>;
let sqs: SQSClient;
let s3: S3Client;

/** The deployed handler as it loads itself: keys from KMS, clients from the environment. */
beforeAll(async () => {
  engine = await startTestLedger();
  const dir = openDataDir(folder);
  store = openDurableStore(dir.store);
  services = await startLocalServices(dir, store);
  const wrapped = await gatewayKeys(dir.gatewayKeys, services.kms);
  setLocalEnvironment(
    { engineUrl: engine.url, endpointUrl: services.endpoint.url, baseUrl: "http://127.0.0.1:0" },
    wrapped,
  );
  process.env.KANAL_TABLE_NAME = engine.table;
  ({ handler } = await import("../../../functions/member-feed/handler.ts"));
  const { unwrap, close } = kmsUnwrapper();
  const [feed, nikHash, data] = await Promise.all([
    unwrap(wrapped.feed, "feed"),
    unwrap(wrapped.nikHash, "nik-hash"),
    unwrap(wrapped.data, "data"),
  ]);
  close();
  const keys = { nikHashKey: createSecretKey(nikHash), dataKey: createSecretKey(data) };
  core = coreVoice(keys, createSecretKey(feed));
  sqs = new SQSClient({});
  s3 = new S3Client({ forcePathStyle: true });
});
afterAll(async () => {
  await services.endpoint.stop();
  store.close();
  await engine.stop();
  rmSync(folder, { recursive: true });
});

const soon = { timeout: 5_000, interval: 10 };

function feeding() {
  const invoke = lambda("member-feed", 60_000, handler);
  const { queues } = services;
  const workers = [
    startQueueWorker(queues, {
      queue: LOCAL.memberFeedQueue,
      batchSize: 10,
      retryDelayMs: 1,
      deadLetters: { queue: LOCAL.memberFeedDeadLetters, maxReceiveCount: 3 },
      deliver: (messages) => invoke(sqsEvent(LOCAL.memberFeedQueue, messages)),
    }),
    startQueueWorker(queues, {
      queue: LOCAL.snapshotNotices,
      batchSize: 1,
      retryDelayMs: 1,
      deliver: ([notice]) => invoke(JSON.parse(notice?.body ?? "") as S3Event),
    }),
  ];
  onTestFinished(async () => void (await Promise.all(workers.map((worker) => worker.stop()))));
}

const send = (MessageBody: string) =>
  sqs.send(
    new SendMessageCommand({ QueueUrl: queueUrl(services.endpoint.url, LOCAL.memberFeedQueue), MessageBody }),
  );

const put = (lines: readonly string[], Key = "2026-11-20/part 1.jsonl") =>
  s3.send(new PutObjectCommand({ Bucket: LOCAL.snapshotBucket, Key, Body: lines.join("\n") }));

async function stored(nik: string): Promise<Member | undefined> {
  const { feedKeys } = core;
  const item = await engine.ledger.read(memberProfileKey(memberKeyOf(feedKeys.nikHashKey, nik as Nik)));
  return item && memberOf(feedKeys, item);
}

const person = (n: number, more = {}) => ({
  ...BUDI,
  nik: `999999150385${String(n).padStart(4, "0")}`,
  kpj: String(10_000_000_000 + n),
  ...more,
});

test("a change from the queue is taken in, and the next version after it", async () => {
  feeding();
  await send(await core.says(person(1)));
  await vi.waitFor(async () => expect(await stored(person(1).nik)).toMatchObject({ version: 1 }), soon);
  await send(await core.says(person(1, { version: 2, standing: "deceased" })));
  await vi.waitFor(
    async () => expect(await stored(person(1).nik)).toMatchObject({ standing: "deceased" }),
    soon,
  );
});

test("a message that does not open ends in the feed's dead letters, and holds no number or name there", async () => {
  feeding();
  await send(await core.says(person(2, { version: 0 })));
  await send(await core.says(person(3)));
  const { queues } = services;
  await vi.waitFor(() => expect(queues.depth(LOCAL.memberFeedDeadLetters).waiting).toBe(1), soon);
  expect((await stored(person(3).nik))?.version).toBe(1);
  const [letter] = queues.receive(LOCAL.memberFeedDeadLetters, { batchSize: 1 });
  for (const personal of [person(2).nik, person(2).kpj, "BUDI"]) expect(letter?.body).not.toContain(personal);
});

test("a snapshot is taken in line by line; a bad line is an open failure and holds nobody up", async () => {
  feeding();
  const people = Array.from({ length: 40 }, (_, n) => person(100 + n));
  const lines = await Promise.all(people.map((one) => core.says(one)));
  await put([...lines.slice(0, 20), "{", "x".repeat(20_000), ...lines.slice(20)]);
  await vi.waitFor(async () => {
    const found = await Promise.all(people.map(({ nik }) => stored(nik)));
    expect(found.every((member) => member?.version === 1)).toBe(true);
  }, soon);
  await vi.waitFor(async () => {
    const subjects = (await openFailures(engine.ledger)).map(({ cause, subject }) => [
      cause,
      subject.kind,
      subject.id,
    ]);
    expect(subjects.sort()).toEqual([
      ["message-unreadable", "record", expect.stringMatching(/^[\w-]{22}:21$/)],
      ["message-unreadable", "record", expect.stringMatching(/^[\w-]{22}:22$/)],
    ]);
  }, soon);
});

test("an older snapshot after newer changes, and the same one again, changes nothing", async () => {
  feeding();
  const nik = person(200).nik;
  await put([await core.says(person(200, { version: 5, sector: "TRANSPORT" }))], "new.jsonl");
  await vi.waitFor(async () => expect((await stored(nik))?.version).toBe(5), soon);
  const old = [await core.says(person(200, { version: 4 })), await core.says(person(201))];
  await put(old, "old.jsonl");
  await put(old, "old.jsonl");
  await vi.waitFor(async () => expect((await stored(person(201).nik))?.version).toBe(1), soon);
  await vi.waitFor(
    () => expect(services.queues.depth(LOCAL.snapshotNotices)).toEqual({ waiting: 0, inFlight: 0 }),
    soon,
  );
  expect(await stored(nik)).toMatchObject({ version: 5, sector: "TRANSPORT" });
});

test("a whole file that does not open is a fault, not thousands of failures", async () => {
  const before = (await openFailures(engine.ledger)).length;
  const lines = Array.from({ length: 500 }, () => "not a message");
  await put(lines, "wrong.jsonl");
  const [notice] = services.queues.receive(LOCAL.snapshotNotices, { batchSize: 1 });
  const event = JSON.parse(notice?.body ?? "") as S3Event;
  await expect(lambda("member-feed", 60_000, handler)(event)).rejects.toMatchObject({
    code: "SNAPSHOT_UNREADABLE",
  });
  expect((await openFailures(engine.ledger)).length - before).toBe(100);
});
