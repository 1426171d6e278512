/** Started by a test and killed: a gateway that dies with one message done and the others in hand. */
import { queueStore } from "../../infra/local/aws/queue-store.ts";
import { startQueueWorker } from "../../infra/local/aws/queue-worker.ts";
import { openDurableStore } from "../../infra/local/durable-store.ts";

const queues = queueStore(openDurableStore(process.argv[2] ?? ""));
for (const body of ["first", "second", "third"]) queues.send("work", body);
startQueueWorker(queues, {
  queue: "work",
  batchSize: 1,
  retryDelayMs: 10,
  async deliver([message]) {
    if (message?.body === "first") return;
    await new Promise(() => undefined);
  },
});
setInterval(() => {
  const { waiting, inFlight } = queues.depth("work");
  if (waiting + inFlight === 2 && inFlight > 0) process.stdout.write("ready\n");
}, 5);
