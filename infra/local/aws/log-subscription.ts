import { randomUUID } from "node:crypto";
import type { PrintedLines } from "./logs-event.ts";
import type { QueueStore } from "./queue-store.ts";

/** Carries lines that functions print to whoever subscribed to their logs. */
export interface LogSubscription {
  /** Takes one line of a function. */
  take(functionName: string, line: string): void;
  /** Puts what was taken into the queue at once: before an end, or before somebody waits for it. */
  flush(): void;
}

/** Lines go on together, as CloudWatch delivers them: after so long, or when there are so many. */
const WAIT_MS = 200;
const LINES_MAX = 200;

/** A subscription whose batches lie in a queue of the durable store until they are taken in. What was printed in the last moment before a kill -9 is lost, as a line would be. */
export function logSubscription(queues: Pick<QueueStore, "send" | "isOpen">, queue: string): LogSubscription {
  const taken = new Map<string, PrintedLines["events"][number][]>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!queues.isOpen()) return;
    for (const [functionName, events] of taken) {
      const lines: PrintedLines = { functionName, events };
      queues.send(queue, JSON.stringify(lines));
    }
    taken.clear();
  }

  return {
    take(functionName, message) {
      const events = taken.get(functionName) ?? [];
      taken.set(functionName, events);
      events.push({ id: randomUUID(), timestamp: Date.now(), message });
      timer ??= setTimeout(flush, WAIT_MS).unref();
      if (events.length >= LINES_MAX) flush();
    },
    flush,
  };
}
