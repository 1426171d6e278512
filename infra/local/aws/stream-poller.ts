import { drainWaiters } from "./drain-waiters.ts";
import { lightSleep } from "./light-sleep.ts";
import { type StreamSource, streamShards } from "./stream-shards.ts";

export interface StreamPoller {
  /** Something was written: look now instead of at the next turn. */
  wake(): void;
  /** Stops looking and waits for the batch in hand. */
  pause(): Promise<void>;
  resume(): void;
  /** Resolves once a look that began after the call found nothing new. */
  drained(): Promise<void>;
  stop(): Promise<void>;
}

/** An idle poller looks every 10 ms at first and every 100 ms in the end. */
const IDLE_MS_MIN = 10;
const IDLE_MS_MAX = 100;
/** Wait after the engine did not answer. */
const FAULT_MS = 200;

/** Follows the table's stream as Lambda's event source mapping does, from a durable checkpoint, so that a record is delivered at least once. */
export function startStreamPoller(source: StreamSource): StreamPoller {
  const shards = streamShards(source);
  const rest = lightSleep();
  const waiters = drainWaiters();
  let stopped = false;
  let paused: { resume: () => void; resumed: Promise<void> } | undefined;
  let troubled = false;
  let idleMs = IDLE_MS_MIN;
  let looking: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    rest.clear();
    waiters.lookBegins();
    try {
      const found = await shards.readAll();
      idleMs = found ? IDLE_MS_MIN : Math.min(idleMs * 1.5, IDLE_MS_MAX);
      if (found) rest.wake();
      else waiters.foundNothing();
      troubled = false;
    } catch (error) {
      // The engine is away or restarting; the checkpoint knows where to go on. Said once a trouble.
      if (!troubled && !stopped) source.onTrouble(error);
      troubled = true;
      idleMs = FAULT_MS;
    }
  };
  const wake = () => {
    idleMs = IDLE_MS_MIN;
    rest.wake();
  };
  const running = (async () => {
    while (!stopped) {
      while (paused) await paused.resumed;
      if (stopped) break;
      looking = look();
      await looking;
      await rest.sleep(idleMs);
    }
  })();
  const resume = () => {
    paused?.resume();
    paused = undefined;
    wake();
  };
  return {
    wake,
    async pause() {
      if (!paused) {
        const { promise, resolve } = Promise.withResolvers<void>();
        paused = { resumed: promise, resume: resolve };
      }
      await looking;
    },
    resume,
    drained() {
      const drained = waiters.wait();
      wake();
      return drained;
    },
    async stop() {
      stopped = true;
      shards.stop();
      resume();
      await running;
      waiters.releaseAll();
    },
  };
}
