import type { Instant } from "../calendar/calendar.ts";
import { additionWrite } from "../ledger/addition.ts";
import { type LedgerKey, shardOf } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { Attempt } from "./attempt.ts";
import { attemptCountWrites } from "./attempt-counts.ts";
import { attemptItem } from "./attempt-item.ts";
import { keptOf, windowOf } from "./sample.ts";

export const ATTEMPT_RATE_PREFIX = "ATTEMPT-RATE#";
export const ATTEMPT_BATCH_PREFIX = "ATTEMPT-BATCH#";

/** Rates are looked at for their minute, batches are delivered again within hours. */
const RATE_SECONDS = 86_400;
const BATCH_SECONDS = 14 * 86_400;
/** A transaction takes 100 writes, the note of the batch among them. */
const COUNTERS_TOGETHER = 99;
const PUTS_AT_ONCE = 8;

/** Lines that were delivered together. The same delivery again has the same id. */
export interface AttemptBatch {
  readonly batchId: string;
  readonly attempts: readonly Attempt[];
}

export interface IntakeReport {
  readonly kept: number;
  readonly sampledAway: number;
  /** False where the batch had been counted before. */
  readonly counted: boolean;
}

/**
 * Keeps a batch of attempts, above a rate a sample of them, and counts all of them, each batch once however often it comes. The rows go first: a crash in between keeps
 * them and counts them when the batch comes again.
 * @throws LedgerFault: the batch may come again as it is
 */
export async function takeInAttempts(
  ledger: Ledger,
  { batchId, attempts }: AttemptBatch,
  now: Instant,
): Promise<IntakeReport> {
  const kept = keptOf(attempts, await countedBefore(ledger, attempts));
  await atMost(PUTS_AT_ONCE, kept, async (attempt) => {
    await ledger.write({ kind: "put", item: attemptItem(attempt), guard: "absent" });
  });
  const ids = new Set(kept.map(({ requestId }) => requestId));
  const counters = attemptCountWrites(attempts, ids, shardOf(batchId));
  const counted = await count(ledger, batchId, counters, now);
  if (counted) await atMost(PUTS_AT_ONCE, rateWrites(attempts, now), (write) => ledger.write(write));
  return { kept: kept.length, sampledAway: attempts.length - kept.length, counted };
}

const rateKey = (window: string): LedgerKey => ({ PK: ATTEMPT_RATE_PREFIX + window, SK: "RATE" });

async function countedBefore(
  ledger: Ledger,
  attempts: readonly Attempt[],
): Promise<ReadonlyMap<string, number>> {
  const windows = [...new Set(attempts.map((attempt) => windowOf(attempt).name))];
  const items = await ledger.readTogether(windows.map(rateKey));
  return new Map(windows.map((name, index) => [name, Number(items[index]?.count ?? 0)]));
}

/** Rates stand outside the transaction: they only say when to sample, and batches of the same minute would wait for each other. */
function rateWrites(attempts: readonly Attempt[], now: Instant): readonly LedgerWrite[] {
  const windows = Map.groupBy(attempts, (attempt) => windowOf(attempt).name);
  const expiresAt = Math.ceil(now / 1000) + RATE_SECONDS;
  return [...windows].map(([name, of]) =>
    additionWrite(rateKey(name), { expiresAt }, new Map([["count", of.length]])),
  );
}

/** Adds to the counters, each part together with a note of its own. @returns whether anything was new */
async function count(
  ledger: Ledger,
  batchId: string,
  counters: readonly LedgerWrite[],
  now: Instant,
): Promise<boolean> {
  let counted = false;
  for (let from = 0; from < counters.length; from += COUNTERS_TOGETHER) {
    const note = {
      ...{ PK: `${ATTEMPT_BATCH_PREFIX}${batchId}`, SK: String(from) },
      ...{ schemaVersion: 1, expiresAt: Math.ceil(now / 1000) + BATCH_SECONDS },
    };
    const result = await ledger.transact([
      { kind: "put", item: note, guard: "absent" },
      ...counters.slice(from, from + COUNTERS_TOGETHER),
    ]);
    counted ||= result.kind === "committed";
  }
  return counted;
}

/** Works through a list with so many at a time. */
async function atMost<T>(
  workers: number,
  list: readonly T[],
  work: (each: T) => Promise<unknown>,
): Promise<void> {
  const left = list.values();
  const run = async () => {
    for (const each of left) await work(each);
  };
  await Promise.all(Array.from({ length: workers }, run));
}
