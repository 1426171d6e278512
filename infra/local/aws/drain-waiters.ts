/** Those who wait until a look that began after they asked has found nothing. */
export interface DrainWaiters {
  wait(): Promise<void>;
  lookBegins(): void;
  foundNothing(): void;
  releaseAll(): void;
}

export function drainWaiters(): DrainWaiters {
  const waiters = new Set<{ seenStart: boolean; done: () => void }>();
  return {
    wait: () =>
      new Promise((done) => {
        waiters.add({ seenStart: false, done });
      }),
    lookBegins() {
      for (const waiter of waiters) waiter.seenStart = true;
    },
    foundNothing() {
      for (const waiter of waiters) {
        if (!waiter.seenStart) continue;
        waiters.delete(waiter);
        waiter.done();
      }
    },
    releaseAll() {
      for (const waiter of waiters) waiter.done();
    },
  };
}
