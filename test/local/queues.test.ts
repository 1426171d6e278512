import type { SQSEvent } from "aws-lambda";
import { expect, onTestFinished, test } from "vitest";
import { type QueueMessage, queueStore } from "../../infra/local/aws/queue-store.ts";
import { type QueueSubscription, startQueueWorker } from "../../infra/local/aws/queue-worker.ts";
import { sqsEvent } from "../../infra/local/aws/sqs-event.ts";
import { DataDirInUse, openDurableStore } from "../../infra/local/durable-store.ts";
import { eventually } from "./eventually.ts";
import { runAndKill } from "./run-and-kill.ts";
import { tempDataDir } from "./temp-data-dir.ts";

/** Queues in a folder of their own, with a worker whose function is `deliver`. */
function working(options: Partial<QueueSubscription> & Pick<QueueSubscription, "deliver">) {
  const store = openDurableStore(tempDataDir().store);
  const queues = queueStore(store);
  const start = () =>
    startQueueWorker(queues, { queue: "work", batchSize: 10, retryDelayMs: 20, ...options });
  onTestFinished(() => store.close());
  return { queues, start };
}

const bodies = (messages: readonly QueueMessage[]) => messages.map((message) => message.body);

test("messages reach the function in batches of ten as a real SQS event", async () => {
  const events: SQSEvent[] = [];
  const { queues, start } = working({
    deliver: async (messages) => void events.push(sqsEvent("work", messages)),
  });
  for (let n = 0; n < 12; n++) queues.send("work", `m${n}`);
  const worker = start();
  await eventually(() => events.length === 2);
  await worker.stop();
  expect(events.map((event) => event.Records.length)).toEqual([10, 2]);
  expect(events[0]?.Records[0]).toMatchObject({
    body: "m0",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:ap-southeast-3:000000000000:work",
    md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
    attributes: { ApproximateReceiveCount: "1", SentTimestamp: expect.stringMatching(/^\d{13}$/) },
  });
  expect(queues.depth("work")).toEqual({ waiting: 0, inFlight: 0 });
});

test("only the messages that the function names come again", async () => {
  const seen: string[][] = [];
  const { queues, start } = working({
    async deliver(messages) {
      seen.push(bodies(messages));
      const bad = messages.filter((message) => message.body === "bad" && message.receiveCount < 2);
      return { batchItemFailures: bad.map((message) => ({ itemIdentifier: message.id })) };
    },
  });
  for (const body of ["good", "bad", "fine"]) queues.send("work", body);
  const worker = start();
  await eventually(() => seen.length === 2);
  await worker.stop();
  expect(seen).toEqual([["good", "bad", "fine"], ["bad"]]);
});

test("an answer that names a message which was not in the batch fails the whole batch", async () => {
  let calls = 0;
  const { queues, start } = working({
    async deliver() {
      calls += 1;
      return calls === 1 ? { batchItemFailures: [{ itemIdentifier: "stranger" }] } : undefined;
    },
  });
  queues.send("work", "once more");
  const worker = start();
  await eventually(() => calls === 2);
  await worker.stop();
});

test("a message that keeps failing is moved to the dead letters after its receives", async () => {
  let tries = 0;
  const letters: QueueMessage[] = [];
  const { queues, start } = working({
    retryDelayMs: 1,
    deadLetters: { queue: "dead", maxReceiveCount: 3 },
    async deliver() {
      tries += 1;
      throw new Error("always");
    },
  });
  queues.send("work", "poison");
  const worker = start();
  await eventually(() => queues.depth("dead").waiting === 1);
  const grave = startQueueWorker(queues, {
    queue: "dead",
    batchSize: 10,
    retryDelayMs: 1,
    deliver: async (messages) => void letters.push(...messages),
  });
  await eventually(() => letters.length === 1);
  await Promise.all([worker.stop(), grave.stop()]);
  expect(tries).toBe(3);
  expect(letters[0]).toMatchObject({ body: "poison", deadLetterSource: "work", receiveCount: 1 });
});

test("kill -9 loses no message: what was in hand comes again, what was done does not", async () => {
  const { store: file } = tempDataDir();
  await runAndKill("queue-holder.ts", [file]);
  const store = openDurableStore(file);
  onTestFinished(() => store.close());
  const queues = queueStore(store);
  const seen: QueueMessage[] = [];
  const worker = startQueueWorker(queues, {
    queue: "work",
    batchSize: 10,
    retryDelayMs: 1,
    deliver: async (messages) => void seen.push(...messages),
  });
  await eventually(() => seen.length >= 2);
  await worker.stop();
  expect(bodies(seen).sort()).toEqual(["second", "third"]);
  expect(seen.find((message) => message.body === "second")?.receiveCount).toBe(2);
});

test("two gateways cannot work on one data folder", () => {
  const { store: file } = tempDataDir();
  const store = openDurableStore(file);
  onTestFinished(() => store.close());
  expect(() => openDurableStore(file)).toThrow(DataDirInUse);
});
