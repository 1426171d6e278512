import { batchVerdict } from "./batch-response.ts";
import type { QueueMessage, QueueStore, ReceiveLimits } from "./queue-store.ts";

/** Which function takes the messages of a queue, and how. */
export interface QueueSubscription extends ReceiveLimits {
  readonly queue: string;
  /** How long a failed message stays invisible before it is tried again. */
  readonly retryDelayMs: number;
  /** Calls the function. A throw fails the batch; the answer may name the messages that failed. */
  readonly deliver: (messages: readonly QueueMessage[]) => Promise<unknown>;
}

export interface QueueWorker {
  /** Takes no new messages and waits for those in hand. */
  stop(): Promise<void>;
}

/** Batches of one queue that are in hand at the same time; Lambda scales further, two cores do not. */
const CONCURRENT_BATCHES = 4;

/**
 * Feeds a function from a queue, at least once. A message is deleted only after the function has answered for it; one that failed is
 * tried again after its delay until its receives are used up and it goes to the dead letters.
 */
export function startQueueWorker(store: QueueStore, subscription: QueueSubscription): QueueWorker {
  const { queue } = subscription;
  const inHand = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const look = (): void => {
    clearTimeout(timer);
    while (!stopped && inHand.size < CONCURRENT_BATCHES) {
      const messages = store.receive(queue, subscription);
      if (messages.length === 0) break;
      const batch = handle(store, subscription, messages).finally(() => {
        inHand.delete(batch);
        if (!stopped) look();
      });
      inHand.add(batch);
    }
    if (stopped || inHand.size === CONCURRENT_BATCHES) return;
    const next = store.nextVisibleAt(queue);
    if (next !== undefined) timer = setTimeout(look, Math.max(1, next - Date.now()));
  };

  const forget = store.onArrival(queue, () => {
    if (!stopped) look();
  });
  look();
  return {
    async stop() {
      stopped = true;
      forget();
      clearTimeout(timer);
      await Promise.all(inHand);
    },
  };
}

async function handle(
  store: QueueStore,
  { deliver, retryDelayMs }: QueueSubscription,
  messages: readonly QueueMessage[],
): Promise<void> {
  const ids = messages.map((message) => message.id);
  let failed: readonly string[];
  try {
    const verdict = batchVerdict(await deliver(messages), ids);
    failed =
      verdict.kind === "all-done"
        ? []
        : verdict.kind === "all-failed"
          ? ids
          : ids.filter((id) => verdict.ids.has(id));
  } catch {
    // The function logs its own faults; here they only mean "not done".
    failed = ids;
  }
  // After an abrupt end the store is closed; what was in flight is released at the next start.
  if (!store.isOpen()) return;
  const undone = new Set(failed);
  store.delete(ids.filter((id) => !undone.has(id)));
  store.release(failed, retryDelayMs);
}
