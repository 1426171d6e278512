import type { Verdict } from "../attempt/attempt.ts";
import type { AttemptCounts } from "../attempt/attempt-counts.ts";
import { paymentVerdicts, readAttemptDay, signedCounts } from "../attempt/read-attempt-day.ts";
import type { BusinessDate } from "../calendar/calendar.ts";
import { joinKey } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type ActivationTimes, addTimes, percentile } from "./activation-time.ts";
import { type Counted, countedFrom, reportPartitions } from "./counter-item.ts";
import { COUNTERS, type Counter, type ReportCell } from "./report-fact.ts";

/** The sums of some cells. Times to activation are in milliseconds, undefined where nothing was activated. */
export interface Figures extends Readonly<Record<Counter, number>> {
  readonly times: ActivationTimes;
  readonly p50Ms: number | undefined;
  readonly p95Ms: number | undefined;
}

export interface ReportDay {
  readonly date: BusinessDate;
  /** By hour, channel and partner, in that order; a cell in which nothing happened is not there. */
  readonly cells: readonly (ReportCell & Figures)[];
  readonly total: Figures;
  /** What partners sent, by hour, place and partner, payments and the rest, and how it went. */
  readonly requests: readonly AttemptCounts[];
  /** How the day's payment messages went, of those that a partner signed. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

/** Puts a day's counters together: sixteen Queries of what the bus told and sixteen of what the logs did, whatever the day's traffic was. @throws LedgerFault */
export async function readReportDay(ledger: Ledger, date: BusinessDate): Promise<ReportDay> {
  const [shards, requests] = await Promise.all([
    Promise.all(
      reportPartitions(date).map((partition) => ledger.readRange({ partition, from: "0", to: "3" })),
    ),
    readAttemptDay(ledger, date),
  ]);
  const counted = shards.flat().map(countedFrom);
  const name = ({ cell }: Counted) => joinKey(cell.hour, cell.channel, cell.partnerId);
  const cells = [...Map.groupBy(counted, name)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, of]) => (of[0] ? [{ ...of[0].cell, ...figuresOf(of) }] : []));
  const verdicts = paymentVerdicts(signedCounts(requests));
  return { date, cells, total: figuresOf(counted), requests, verdicts };
}

/** Adds counters up, and says again what half and nearly all payments had waited for: percentiles of parts do not add, their buckets do. */
export function figuresOf(parts: readonly Pick<Counted, "counts" | "times">[]): Figures {
  const sums = Object.fromEntries(COUNTERS.map((name) => [name, 0])) as Record<Counter, number>;
  let times: ActivationTimes = {};
  for (const part of parts) {
    for (const name of COUNTERS) sums[name] += part.counts[name] ?? 0;
    times = addTimes(times, part.times);
  }
  return { ...sums, times, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) };
}

/** Figures of some of a day's cells, of one channel over the day, say. */
export function figuresOfCells(cells: readonly Figures[]): Figures {
  return figuresOf(cells.map(({ times, ...counts }) => ({ counts, times })));
}
