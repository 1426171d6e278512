const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, ms)));

/**
 * Begins a piece of work at a steady rate, however long each takes: customers come when they come, and not when the gateway is ready. Resolves when the last one
 * is through. `at` counts from the first, in milliseconds.
 */
export async function openLoad(
  { perSecond, durationMs }: { readonly perSecond: number; readonly durationMs: number },
  work: (index: number, at: number) => Promise<void>,
): Promise<void> {
  const startedAt = performance.now();
  const running: Promise<void>[] = [];
  const total = Math.floor((perSecond * durationMs) / 1000);
  for (let index = 0; index < total; index++) {
    const due = (index * 1000) / perSecond;
    await pause(due - (performance.now() - startedAt));
    running.push(work(index, performance.now() - startedAt));
  }
  await Promise.all(running);
}

/** Does a piece of work over and over in so many lanes at once: the next customer waits for the last. @returns pieces a second */
export async function closedLoad(
  { lanes, durationMs }: { readonly lanes: number; readonly durationMs: number },
  work: () => Promise<void>,
): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  const lane = async () => {
    while (performance.now() - startedAt < durationMs) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (done * 1000) / (performance.now() - startedAt);
}
