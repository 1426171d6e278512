import {
  ChangeMessageVisibilityCommand,
  MessageNotInflight,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { expect, onTestFinished, test } from "vitest";
import { startEndpointServer } from "../../infra/local/aws/endpoint-server.ts";
import { objectStore } from "../../infra/local/aws/object-store.ts";
import { queueStore } from "../../infra/local/aws/queue-store.ts";
import { startQueueWorker } from "../../infra/local/aws/queue-worker.ts";
import { sqsOperations } from "../../infra/local/aws/sqs.ts";
import { sqsEvent } from "../../infra/local/aws/sqs-event.ts";
import { openDurableStore } from "../../infra/local/durable-store.ts";
import { eventually } from "./eventually.ts";
import { tempDataDir } from "./temp-data-dir.ts";

/** The local SQS with AWS's own client; a second of a message's wait is ten milliseconds. */
async function localSqs() {
  const store = openDurableStore(tempDataDir().store);
  const queues = queueStore(store);
  const operations = Object.fromEntries(
    Object.entries(sqsOperations(queues, (seconds) => seconds * 10)).map(([name, run]) => [
      `AmazonSQS.${name}`,
      run,
    ]),
  );
  const endpoint = await startEndpointServer(operations, objectStore(store, queues, {}));
  const client = new SQSClient({ endpoint: endpoint.url, region: "ap-southeast-3", maxAttempts: 1 });
  onTestFinished(async () => {
    client.destroy();
    await endpoint.stop();
    store.close();
  });
  return { queues, client, QueueUrl: `${endpoint.url}/000000000000/work` };
}

test("a message sent with AWS's client reaches the worker", async () => {
  const { queues, client, QueueUrl } = await localSqs();
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello" }));
  expect(queues.receive("work", { batchSize: 1 })).toMatchObject([{ body: "hello" }]);
});

test("a batch of messages is taken whole, and more than ten are none", async () => {
  const { queues, client, QueueUrl } = await localSqs();
  const entries = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ Id: String(n), MessageBody: `m${n}` }));
  const { Successful, Failed } = await client.send(
    new SendMessageBatchCommand({ QueueUrl, Entries: entries(3) }),
  );
  expect([Successful?.map(({ Id }) => Id), Failed]).toEqual([["0", "1", "2"], undefined]);
  expect(queues.receive("work", { batchSize: 10 }).map(({ body }) => body)).toEqual(["m0", "m1", "m2"]);
  await expect(
    client.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries(11) })),
  ).rejects.toThrow();
});

test("a failed message comes back when its own wait is over, not the queue's", async () => {
  const { queues, client, QueueUrl } = await localSqs();
  const seen: { at: number; event: SQSEvent }[] = [];
  queues.send("work", "again");
  const worker = startQueueWorker(queues, {
    queue: "work",
    batchSize: 1,
    retryDelayMs: 60_000,
    async deliver(messages) {
      const event = sqsEvent("work", messages);
      seen.push({ at: Date.now(), event });
      if (seen.length === 2) return undefined;
      const ReceiptHandle = event.Records[0]?.receiptHandle;
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 20 }),
      );
      throw new Error("not yet");
    },
  });
  await eventually(() => seen.length === 2);
  await worker.stop();
  const [first, second] = seen;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(195);
  expect(second?.event.Records[0]?.attributes.ApproximateReceiveCount).toBe("2");
});

test("a message that is not in flight cannot be put off, nor for longer than SQS can", async () => {
  const { queues, client, QueueUrl } = await localSqs();
  const change = (ReceiptHandle: string, VisibilityTimeout: number) =>
    client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
  const handle = Buffer.from("nobody#1").toString("base64");
  await expect(change(handle, 1)).rejects.toBeInstanceOf(MessageNotInflight);
  queues.send("work", "held");
  const event = sqsEvent("work", queues.receive("work", { batchSize: 1 }));
  await expect(change(event.Records[0]?.receiptHandle ?? "", 43_201)).rejects.toThrow();
});
