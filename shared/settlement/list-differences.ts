import type { BusinessDate } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { shardOf } from "../ledger/key.ts";
import type { Ledger, LedgerCursor } from "../ledger/ledger.ts";
import { paymentKeyOf } from "../payment/payment-key.ts";
import { type BankAnswer, readAnswers } from "./answer-item.ts";
import { bookedSince } from "./booked-since.ts";
import { dayKey, dayOf } from "./day-item.ts";
import { SHARDS } from "./errand.ts";
import { fileKey, fileOf, filePartition, type SettlementFile } from "./file-item.ts";
import type { Difference, DifferenceClass } from "./settlement.ts";
import { differencesOf, differencesRange, SHARD_RANGE, shardOfItem, shardPartition } from "./shard-item.ts";

/** A difference as it is shown: `differenceId` names it for a correction, `answer` is what the bank said of it, `bookedAs` the payment that it has become since. */
export interface ShownDifference extends Difference {
  readonly differenceId: string;
  readonly answer: BankAnswer | null;
  readonly bookedAs: PaymentKey | null;
}

export interface DifferencePage {
  readonly differences: readonly ShownDifference[];
  /** Goes on with the same query; undefined at the end. */
  readonly next: string | undefined;
}

export const DIFFERENCES_LISTED_MAX = 200;

/** So many of a day are put in order of class and line; more are shown as they stand, shard by shard. */
const SORTED_MAX = 5_000;

/** The classes in the order in which a person looks at them: money missing first. */
const ORDER: readonly DifferenceClass[] = [
  "ours-only",
  "theirs-only",
  "amount-differs",
  "returned-kept",
  "duplicate",
  "wrong-day",
  "reversed",
  "matched-not-active",
  "suspect-booked",
  "suspect-unknown",
  "suspect-not-booked",
];

interface DifferenceQuery {
  readonly says?: SettlementFile["says"];
  readonly class?: DifferenceClass | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * The differences of the file that counts for a day, a page at a time; none before the file is reconciled. With up to 5,000 of them they come in order of class and
 * line, however they are stored. A cursor of another query starts anew.
 */
export async function listDifferences(
  ledger: Ledger,
  partnerId: string,
  businessDate: BusinessDate,
  query: DifferenceQuery,
): Promise<DifferencePage> {
  const file = await currentFile(ledger, partnerId, businessDate, query.says ?? "collected");
  if (file?.state !== "reconciled") return { differences: [], next: undefined };
  const limit = Math.max(1, Math.min(query.limit, DIFFERENCES_LISTED_MAX));
  const start = offsetIn(query.cursor);
  const found: Difference[] = [];
  let passed = 0;
  for await (const difference of inOrder(ledger, file)) {
    if (query.class && difference.class !== query.class) continue;
    passed += 1;
    if (passed <= start) continue;
    if (found.length === limit) {
      return { differences: await shown(ledger, file, found), next: String(start + limit) };
    }
    found.push(difference);
  }
  return { differences: await shown(ledger, file, found), next: undefined };
}

/**
 * The first `max` differences of a day at once, in the same order, for a file that somebody takes away. The day is walked once: page by page, each page would walk it from
 * its beginning.
 */
export async function firstDifferences(
  ledger: Ledger,
  partnerId: string,
  businessDate: BusinessDate,
  max: number,
): Promise<{ readonly differences: readonly ShownDifference[]; readonly isCut: boolean }> {
  const file = await currentFile(ledger, partnerId, businessDate, "collected");
  if (file?.state !== "reconciled") return { differences: [], isCut: false };
  const found: Difference[] = [];
  for await (const difference of inOrder(ledger, file)) {
    if (found.length === max) return { differences: await shown(ledger, file, found), isCut: true };
    found.push(difference);
  }
  return { differences: await shown(ledger, file, found), isCut: false };
}

/** A cursor is a count: what is found of a file never changes. */
function offsetIn(cursor: string | undefined): number {
  return cursor !== undefined && /^\d{1,9}$/.test(cursor) ? Number(cursor) : 0;
}

/** The file that counts. */
async function currentFile(
  ledger: Ledger,
  partnerId: string,
  date: BusinessDate,
  says: SettlementFile["says"],
): Promise<SettlementFile | undefined> {
  const dayItem = await ledger.read(dayKey(partnerId, date));
  const current = dayItem && dayOf(dayItem)[says];
  const item = current ? await ledger.read(fileKey(current.fileId)) : undefined;
  return item ? fileOf(item) : undefined;
}

async function* inOrder(ledger: Ledger, file: SettlementFile): AsyncGenerator<Difference, void, void> {
  const items = await ledger.readRange({ partition: filePartition(file.fileId), ...SHARD_RANGE });
  const shards = items.map(shardOfItem);
  const count = shards.reduce((sum, { differences }) => sum + differences, 0);
  if (count > SORTED_MAX) {
    for (const { shard, run } of shards) yield* ofShard(ledger, file.fileId, shard, run);
    return;
  }
  const all: Difference[] = [];
  const lanes = await Promise.all(
    shards.map(async ({ shard, run, differences }) => {
      const some: Difference[] = [];
      if (differences > 0) for await (const each of ofShard(ledger, file.fileId, shard, run)) some.push(each);
      return some;
    }),
  );
  for (const some of lanes) all.push(...some);
  yield* all.sort(
    (a, b) =>
      ORDER.indexOf(a.class) - ORDER.indexOf(b.class) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.reference < b.reference ? -1 : 1),
  );
}

/** The differences that one run found in a shard. */
async function* ofShard(
  ledger: Ledger,
  fileId: string,
  shard: string,
  run: string,
): AsyncGenerator<Difference, void, void> {
  const range = { partition: shardPartition(fileId, shard), ...differencesRange(run), limit: 10 };
  let after: LedgerCursor | undefined;
  do {
    const page = await ledger.readPage({ ...range, after });
    for (const item of page.items) yield* differencesOf(item);
    after = page.next;
  } while (after);
}

/** The differences of one shard of a file; none before the shard is done. */
export async function differencesOfShard(
  ledger: Ledger,
  fileId: string,
  shard: string,
): Promise<readonly Difference[]> {
  const items = await ledger.readRange({
    partition: filePartition(fileId),
    from: `SHARD#${shard}`,
    to: `SHARD#${shard}`,
  });
  const [item] = items;
  if (!item) return [];
  const found: Difference[] = [];
  for await (const each of ofShard(ledger, fileId, shard, shardOfItem(item).run)) found.push(each);
  return found;
}

/** Reads one difference again by its id; undefined when the id names none. */
export async function readDifference(
  ledger: Ledger,
  differenceId: string,
): Promise<{ readonly file: SettlementFile; readonly difference: ShownDifference } | undefined> {
  const [fileId = "", shard = ""] = differenceId.split(".");
  if (!SHARDS.includes(shard)) return undefined;
  const item = await ledger.read(fileKey(fileId));
  const file = item && fileOf(item);
  if (!file) return undefined;
  const all = await differencesOfShard(ledger, fileId, shard);
  const difference = all.find((each) => differenceIdOf(file, each) === differenceId);
  const [one] = difference ? await shown(ledger, file, [difference]) : [];
  return one && { file, difference: one };
}

async function shown(
  ledger: Ledger,
  file: SettlementFile,
  differences: readonly Difference[],
): Promise<readonly ShownDifference[]> {
  const [answers, booked] = await Promise.all([
    file.asksBank ? readAnswers(ledger, file, differences) : new Map<string, BankAnswer>(),
    bookedSince(ledger, file, differences),
  ]);
  return differences.map((difference) => ({
    ...difference,
    differenceId: differenceIdOf(file, difference),
    answer: answers.get(difference.reference) ?? null,
    bookedAs: booked.get(difference.reference) ?? null,
  }));
}

/** `<file>.<shard>.<line or 0>.<reference>`: the reference is the partner's own and stands last, in base64url, so that an id fits into an address. */
function differenceIdOf({ fileId, partnerId }: SettlementFile, { reference, line }: Difference): string {
  const shard = shardOf(paymentKeyOf(partnerId, reference));
  return [fileId, shard, line ?? 0, Buffer.from(reference).toString("base64url")].join(".");
}
