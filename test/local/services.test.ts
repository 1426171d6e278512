import { statSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { DecryptCommand, EncryptCommand, GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { openDurableStore } from "../../infra/local/durable-store.ts";
import { startLocalServices } from "../../infra/local/local-services.ts";
import { tempDataDir } from "./temp-data-dir.ts";

async function services() {
  const dir = tempDataDir();
  const store = openDurableStore(dir.store);
  const running = await startLocalServices(dir, store);
  onTestFinished(async () => {
    await running.endpoint.stop();
    store.close();
  });
  return { ...running, dir, endpointUrl: running.endpoint.url };
}

test("the production EventBridge client publishes; a rule puts the real envelope into its queue", async () => {
  const { endpointUrl, queues } = await services();
  const bus = new EventBridgeClient({ endpoint: endpointUrl });
  const entry = { EventBusName: "kanal", Source: "kanal.ledger", DetailType: "ContributionAccepted.v1" };
  const answer = await bus.send(
    new PutEventsCommand({
      Entries: [
        { ...entry, Detail: JSON.stringify({ id: "one" }) },
        { ...entry, DetailType: "Something.v1", Detail: "{}" },
        { ...entry, Detail: "not json" },
      ],
    }),
  );
  expect(answer.FailedEntryCount).toBe(1);
  expect(answer.Entries?.map((result) => result.ErrorCode)).toEqual([
    undefined,
    undefined,
    "MalformedDetail",
  ]);
  const messages = queues.receive("activation", { batchSize: 10 });
  expect(messages.map((message) => JSON.parse(message.body))).toEqual([
    {
      version: "0",
      id: answer.Entries?.[0]?.EventId,
      "detail-type": "ContributionAccepted.v1",
      source: "kanal.ledger",
      account: "000000000000",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      region: "ap-southeast-3",
      resources: [],
      detail: { id: "one" },
    },
  ]);
});

test("KMS opens a ciphertext only with the encryption context that it was made with", async () => {
  const { endpointUrl, dir } = await services();
  const kms = new KMSClient({ endpoint: endpointUrl });
  const sealed = await kms.send(
    new EncryptCommand({
      KeyId: "alias/kanal",
      Plaintext: Buffer.from("secret"),
      EncryptionContext: { "kanal:key": "data" },
    }),
  );
  const CiphertextBlob = sealed.CiphertextBlob;
  const opened = await kms.send(
    new DecryptCommand({ CiphertextBlob, EncryptionContext: { "kanal:key": "data" } }),
  );
  expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe("secret");
  await expect(
    kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { "kanal:key": "token" } })),
  ).rejects.toMatchObject({ name: "InvalidCiphertextException" });
  expect(statSync(dir.masterKey).mode & 0o777).toBe(0o600);
});

test("a data key comes in clear and sealed", async () => {
  const { endpointUrl } = await services();
  const kms = new KMSClient({ endpoint: endpointUrl });
  const made = await kms.send(new GenerateDataKeyCommand({ KeyId: "alias/kanal", KeySpec: "AES_256" }));
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob }));
  expect(made.Plaintext).toHaveLength(32);
  expect(opened.Plaintext).toEqual(made.Plaintext);
});

test("an object put into the on-failure bucket is announced and can be read with the production S3 client", async () => {
  const { endpointUrl, queues } = await services();
  const s3 = new S3Client({ endpoint: endpointUrl });
  const Key = "aws/lambda/event-relay/a b#1.json";
  await s3.send(new PutObjectCommand({ Bucket: "kanal-unpublished", Key, Body: "{}" }));
  const [notice] = queues.receive("unpublished-notices", { batchSize: 1 });
  const [record] = JSON.parse(notice?.body ?? "{}").Records;
  expect(record).toMatchObject({
    eventSource: "aws:s3",
    eventName: "ObjectCreated:Put",
    s3: {
      bucket: { name: "kanal-unpublished" },
      object: { key: "aws/lambda/event-relay/a+b%231.json", size: 2 },
    },
  });
  const found = await s3.send(new GetObjectCommand({ Bucket: "kanal-unpublished", Key }));
  expect(await found.Body?.transformToString()).toBe("{}");
  await expect(
    s3.send(new GetObjectCommand({ Bucket: "kanal-unpublished", Key: "other" })),
  ).rejects.toMatchObject({ name: "NoSuchKey" });
});

test("an object is read in ranges, as long as it is the version that was meant", async () => {
  const { endpointUrl } = await services();
  const s3 = new S3Client({ endpoint: endpointUrl, forcePathStyle: true, maxAttempts: 1 });
  const place = { Bucket: "kanal-settlement", Key: "shop/2026-11-26/day file.csv" };
  const read = async (more: object) =>
    (await s3.send(new GetObjectCommand({ ...place, ...more }))).Body?.transformToString();
  const { ETag } = await s3.send(new PutObjectCommand({ ...place, Body: "0123456789" }));
  expect(await read({ Range: "bytes=2-4", IfMatch: ETag })).toBe("234");
  expect(await read({ Range: "bytes=8-99" })).toBe("89");
  await setTimeout(2);
  await s3.send(new PutObjectCommand({ ...place, Body: "0123456789" }));
  await expect(read({ IfMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
  await s3.send(new PutObjectCommand({ ...place, Body: "another" }));
  await expect(read({ IfMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
  await expect(read({ Range: "bytes=50-60" })).rejects.toMatchObject({ $metadata: { httpStatusCode: 416 } });
  expect(await read({})).toBe("another");
  s3.destroy();
});

test("an operation that is not there is refused by its name", async () => {
  const { endpointUrl } = await services();
  const answer = await fetch(endpointUrl, {
    method: "POST",
    headers: { "x-amz-target": "AWSEvents.DeleteRule" },
    body: "{}",
  });
  expect([answer.status, await answer.json()]).toMatchObject([400, { __type: "UnknownOperationException" }]);
});
