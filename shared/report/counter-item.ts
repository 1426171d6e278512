import { type BusinessDate, businessDate } from "../calendar/calendar.ts";
import { additionWrite } from "../ledger/addition.ts";
import { LedgerFault } from "../ledger/fault.ts";
import { INDEX_SHARDS, joinKey } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import { type ActivationTimes, bucketOf } from "./activation-time.ts";
import { COUNTERS, type Counts, type ReportCell, type ReportFact } from "./report-fact.ts";

export const REPORT_PREFIX = "REPORT#";

/** Attributes that count activations, one a bucket. */
const TIME_ATTRIBUTE = "t";

/** The partitions of a day, one a shard: whoever counts takes any of them, whoever reads takes all. */
export function reportPartitions(date: BusinessDate): readonly string[] {
  return Array.from({ length: INDEX_SHARDS }, (_, shard) =>
    partitionOf(date, String(shard).padStart(2, "0")),
  );
}

const partitionOf = (date: BusinessDate, shard: string): string => REPORT_PREFIX + joinKey(date, shard);

/** The writes that add facts to the counters of one shard: one for each cell, however many facts fall into it. */
export function counterWrites(facts: readonly ReportFact[], shard: string): readonly LedgerWrite[] {
  const cells = Map.groupBy(facts, ({ cell }) => joinKey(cell.date, cell.hour, cell.channel, cell.partnerId));
  return [...cells.values()].flatMap((of) => {
    const cell = of[0]?.cell;
    if (!cell) return [];
    const key = { PK: partitionOf(cell.date, shard), SK: joinKey(cell.hour, cell.channel, cell.partnerId) };
    return [additionWrite(key, { ...cell }, additions(of))];
  });
}

/** What the facts add, by attribute. */
function additions(facts: readonly ReportFact[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const add = (name: string, count: number) => sums.set(name, (sums.get(name) ?? 0) + count);
  for (const { counts, activationMs } of facts) {
    for (const [name, count] of Object.entries(counts)) add(name, count);
    if (activationMs !== undefined) add(TIME_ATTRIBUTE + bucketOf(activationMs), 1);
  }
  return sums;
}

/** What stands in one counter item. */
export interface Counted {
  readonly cell: ReportCell;
  readonly counts: Counts;
  readonly times: ActivationTimes;
}

/** Reads a counter item. @throws LedgerFault */
export function countedFrom(item: LedgerItem): Counted {
  const { schemaVersion, date, hour, channel, partnerId } = item;
  if (schemaVersion !== 1) throw new LedgerFault("LEDGER_ITEM_UNREADABLE", "report item of another version");
  const number = (name: string): number => Number(item[name] ?? 0);
  const buckets = Object.keys(item).filter((name) => /^t\d+$/.test(name));
  return {
    cell: {
      date: businessDate(String(date)),
      hour: String(hour),
      channel: String(channel),
      partnerId: String(partnerId),
    },
    counts: Object.fromEntries(COUNTERS.map((name) => [name, number(name)])),
    times: Object.fromEntries(buckets.map((name) => [Number(name.slice(1)), number(name)])),
  };
}
