import { type BusinessDate, businessDate, businessDateOf, formatInstant } from "../calendar/calendar.ts";
import { additionWrite } from "../ledger/addition.ts";
import { LedgerFault } from "../ledger/fault.ts";
import { INDEX_SHARDS, joinKey } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import { type Attempt, verdictOf, wordOf } from "./attempt.ts";

export const ATTEMPT_COUNT_PREFIX = "ATTEMPT-COUNT#";

/** Attributes that count requests: `v|<operation>|<verdict>` and `w|<operation>|<word>`. */
const SEPARATOR = "|";

/** The partitions of a day, one a shard. */
export function attemptCountPartitions(date: BusinessDate): readonly string[] {
  return Array.from({ length: INDEX_SHARDS }, (_, shard) =>
    partitionOf(date, String(shard).padStart(2, "0")),
  );
}

const partitionOf = (date: BusinessDate, shard: string): string =>
  ATTEMPT_COUNT_PREFIX + joinKey(date, shard);

/** What stands in one counter: of one hour, place and partner. */
export interface AttemptCounts {
  readonly date: BusinessDate;
  /** `00` to `23`, in WIB. */
  readonly hour: string;
  readonly channel: string;
  readonly partnerId: string;
  readonly requests: number;
  /** How many of them are kept one by one; the others were sampled away. */
  readonly kept: number;
  /** Requests by operation and verdict, `snap.payment|refused`. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** Requests by operation and outcome, `snap.payment|already-paid`. */
  readonly words: Readonly<Record<string, number>>;
}

/** The place of a request that nobody signed: it may be anybody's. */
export const NO_CHANNEL = "UNKNOWN";

/** The writes that count attempts in one shard, one a counter, in the order of their keys. `kept` holds the ids of those that are kept. */
export function attemptCountWrites(
  attempts: readonly Attempt[],
  kept: ReadonlySet<string>,
  shard: string,
): readonly LedgerWrite[] {
  const cells = Map.groupBy(attempts, (attempt) => JSON.stringify(cellOf(attempt)));
  return [...cells]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, of]) => {
      if (!of[0]) return [];
      const cell = cellOf(of[0]);
      const key = { PK: partitionOf(cell.date, shard), SK: joinKey(cell.hour, cell.channel, cell.partnerId) };
      return [additionWrite(key, { ...cell }, additions(of, kept))];
    });
}

const cellOf = ({ at, channel, partnerId }: Attempt) => ({
  date: businessDateOf(at),
  hour: formatInstant(at).slice(11, 13),
  channel: channel ?? NO_CHANNEL,
  partnerId,
});

function additions(attempts: readonly Attempt[], kept: ReadonlySet<string>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const add = (...name: readonly string[]) => {
    const key = name.join(SEPARATOR);
    sums.set(key, (sums.get(key) ?? 0) + 1);
  };
  for (const attempt of attempts) {
    add("requests");
    if (kept.has(attempt.requestId)) add("kept");
    add("v", attempt.operation, verdictOf(attempt));
    add("w", attempt.operation, wordOf(attempt));
  }
  return sums;
}

/** Reads a counter. @throws LedgerFault */
export function attemptCountsFrom(item: LedgerItem): AttemptCounts {
  if (item.schemaVersion !== 1) {
    throw new LedgerFault("LEDGER_ITEM_UNREADABLE", "attempt counter of another version");
  }
  const counters = (kind: string) =>
    Object.fromEntries(
      Object.entries(item).flatMap(([name, count]) =>
        name.startsWith(kind + SEPARATOR) ? [[name.slice(kind.length + 1), Number(count)]] : [],
      ),
    );
  return {
    date: businessDate(String(item.date)),
    hour: String(item.hour),
    channel: String(item.channel),
    partnerId: String(item.partnerId),
    requests: Number(item.requests ?? 0),
    kept: Number(item.kept ?? 0),
    verdicts: counters("v"),
    words: counters("w"),
  };
}
