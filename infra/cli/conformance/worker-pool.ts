import type { SampleWorker } from "./partner-under-test.ts";

/** Asks for the price of so many months. @returns whether there is one */
export type PriceProbe = (worker: SampleWorker, months: number) => Promise<boolean>;

/** Counts of months that are tried when a worker is first met: nobody can pay more than twelve ahead. */
const PROBED_MONTHS = [12, 9, 6, 3, 2, 1];

/** Many a case asks for the next month's price after it has paid: who is lent has one more than it says it needs. */
const SPARE_MONTHS = 1;

interface Pooled {
  readonly worker: SampleWorker;
  /** Months that can still be sold to him; unknown until he is first lent. */
  monthsLeft: number | undefined;
  isLent: boolean;
}

/**
 * The sample workers of the file, shared by all cases. A payment uses months up and nobody can pay more than twelve ahead, so one worker serves several
 * cases, one after the other, until he has no month left.
 */
export class WorkerPool {
  readonly #pooled: readonly Pooled[];

  constructor(workers: readonly SampleWorker[]) {
    const rank = (state: string) => ORDER.indexOf(state);
    this.#pooled = workers
      .filter(({ state }) => rank(state) >= 0)
      .toSorted((a, b) => rank(a.state) - rank(b.state))
      .map((worker) => ({ worker, monthsLeft: undefined, isLent: false }));
  }

  /** Takes one worker out for good, to be asked about and never paid for. */
  reserve(): SampleWorker | undefined {
    const found = this.#pooled.find(({ isLent }) => !isLent);
    if (found) found.isLent = true;
    return found?.worker;
  }

  /**
   * Lends workers to whom so many months can still be sold. What a case gave back unused, and what a later day allows, is known to the gateway only: before
   * nobody is found, those who are free are asked about once more. @returns fewer when there are no more
   */
  async lend(count: number, months: number, probe: PriceProbe): Promise<readonly SampleWorker[]> {
    const needed = months + SPARE_MONTHS;
    const lent = await this.#lendKnown(count, needed, probe);
    if (lent.length === count) return lent;
    for (const pooled of this.#pooled) if (!pooled.isLent) pooled.monthsLeft = undefined;
    return [...lent, ...(await this.#lendKnown(count - lent.length, needed, probe))];
  }

  async #lendKnown(count: number, needed: number, probe: PriceProbe): Promise<readonly SampleWorker[]> {
    const lent: SampleWorker[] = [];
    for (const pooled of this.#pooled) {
      if (lent.length === count) break;
      if (pooled.isLent || (pooled.monthsLeft ?? needed) < needed) continue;
      pooled.isLent = true;
      pooled.monthsLeft ??= await monthsOf(pooled.worker, probe);
      if (pooled.monthsLeft >= needed) lent.push(pooled.worker);
      else pooled.isLent = false;
    }
    return lent;
  }

  /** Takes workers back, of whose months so many are gone. */
  takeBack(workers: readonly SampleWorker[], monthsUsed: number): void {
    for (const pooled of this.#pooled) {
      if (!workers.includes(pooled.worker)) continue;
      pooled.isLent = false;
      pooled.monthsLeft = Math.max(0, (pooled.monthsLeft ?? 0) - monthsUsed);
    }
  }
}

/** States of workers to whom something can be sold, the least entangled first. */
const ORDER = ["never-paid", "active", "grace", "ended"];

async function monthsOf(worker: SampleWorker, probe: PriceProbe): Promise<number> {
  for (const months of PROBED_MONTHS) if (await probe(worker, months)) return months;
  return 0;
}
