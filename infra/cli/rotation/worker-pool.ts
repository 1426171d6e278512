/** Months are paid at most a year ahead of today; the last one is left, so that midnight of a month's end spoils nothing. */
const PAYMENTS_MAX = 11;

/** Workers of whom each is at one till at a time, and pays one month after the other. */
export function workerPool(niks: readonly string[]) {
  const waiting = niks.map((nik) => ({ nik, paid: 0 }));
  return {
    /** Lends a worker to one payment. @throws RangeError when nobody is left who could pay */
    async lend<T>(pay: (nik: string) => Promise<T>): Promise<T> {
      const worker = waiting.shift();
      if (!worker) throw new RangeError("no worker is left who could pay: register more");
      const result = await pay(worker.nik);
      worker.paid += 1;
      if (worker.paid < PAYMENTS_MAX) waiting.push(worker);
      return result;
    },
  };
}

export type WorkerPool = ReturnType<typeof workerPool>;
