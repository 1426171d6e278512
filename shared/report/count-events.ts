import { addDays, businessDateOf, type Instant } from "../calendar/calendar.ts";
import { shardOf } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { COUNTED_DAYS, countedWrite } from "./counted-event.ts";
import { counterWrites } from "./counter-item.ts";
import type { ReportFact } from "./report-fact.ts";

/** A fact and when its event was put on the bus. */
export interface SeenFact {
  readonly fact: ReportFact;
  readonly publishedAt: Instant;
}

export interface CountReport {
  readonly counted: number;
  /** Events that had been counted before, or stood twice in the batch. */
  readonly known: number;
  /** Older than anything that is remembered: whether they were counted can no longer be told. */
  readonly tooOld: number;
}

/** A transaction takes 100 writes: each fact may be a cell of its own. */
export const FACTS_MAX = 50;

/**
 * Adds a batch of facts to the report in one transaction with the note that each is counted, so that no delivery, crash or repetition counts one twice or loses one.
 * The whole batch goes into one shard, where facts of the same cell are one write; the shard follows from the batch, so that no key carries all traffic.
 * One round trip where no event was seen before, one more for each time that others counted some of them meanwhile.
 * @throws LedgerFault: nothing of the batch that was not counted before is counted
 */
export async function countEvents(
  ledger: Ledger,
  seen: readonly SeenFact[],
  now: Instant,
): Promise<CountReport> {
  if (seen.length > FACTS_MAX) throw new RangeError(`at most ${FACTS_MAX} facts a batch: ${seen.length}`);
  const oldest = addDays(businessDateOf(now), -COUNTED_DAYS);
  const remembered = seen.filter(({ fact, publishedAt }) => {
    return fact.cell.date > oldest && businessDateOf(publishedAt) > oldest;
  });
  const tooOld = seen.length - remembered.length;
  const shard = shardOf(seen[0]?.fact.eventId ?? "");
  let left = [...new Map(remembered.map((each) => [each.fact.eventId, each])).values()];
  // Each round that does not commit drops at least one fact, so there are at most as many as facts.
  while (left.length > 0) {
    const result = await ledger.transact([
      ...left.map(({ fact, publishedAt }) => countedWrite(fact.eventId, publishedAt)),
      ...counterWrites(
        left.map(({ fact }) => fact),
        shard,
      ),
    ]);
    if (result.kind === "committed") break;
    const before = new Set(result.failed.map(({ index }) => index));
    left = left.filter((_, index) => !before.has(index));
  }
  return { counted: left.length, known: remembered.length - left.length, tooOld };
}
