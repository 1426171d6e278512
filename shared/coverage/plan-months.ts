import { addDays, addMonths, type BusinessDate } from "../calendar/calendar.ts";
import { MOST_MONTHS } from "../contribution/month-count.ts";
import type { Coverage, CoverageRun, SliceDates } from "./coverage.ts";
import { lastCoveredDay, lastGraceDay } from "./run-end.ts";
import { sliceDates } from "./slice-dates.ts";

export type MonthPlan =
  | {
      readonly kind: "planned";
      readonly slices: readonly SliceDates[];
      readonly runBefore: CoverageRun | null;
      readonly runAfter: CoverageRun;
      /** True for a first payment and for a return after the grace period: `runAfter` is a new run anchored on today. */
      readonly startsAfresh: boolean;
      /** Whether `runAfter` covers today. False when the months bought are arrears that end before it. */
      readonly coversToday: boolean;
      /**
       * How many months this purchase would have to buy for today to be covered, counted before it: 0 when today is covered
       * already, 1 when starting afresh, up to 3 in arrears. `coversToday` is true exactly when at least so many are bought.
       */
      readonly monthsToCoverToday: number;
    }
  /** The last day would lie more than twelve months ahead. `coveredTo` is the last day paid for now. */
  | { readonly kind: "paid-ahead-limit"; readonly coveredTo: BusinessDate };

/**
 * Which slices a payment of `months` (1..12) on `today` buys (domain.md 3.2, cases 13 and 27). Nobody chooses months: while the
 * member is covered they follow the last paid one; in the gap of up to three months the oldest unpaid one comes first; the
 * first payment, and one after the gap, anchors a new run on today and owes nothing for before. The last day bought may not
 * lie after today + 12 months - 1 day. A run that begins after today (a sandbox clock set back) counts as in force.
 * @throws RangeError when `months` is not a whole number in 1..12; callers have parsed it.
 */
export function planMonths(ask: {
  readonly coverage: Pick<Coverage, "run">;
  readonly months: number;
  readonly today: BusinessDate;
}): MonthPlan {
  const { months, today } = ask;
  if (!Number.isInteger(months) || months < 1 || months > MOST_MONTHS) {
    throw new RangeError(`not a count of months: ${months}`);
  }
  const runBefore = ask.coverage.run;
  const startsAfresh = runBefore === null || today > lastGraceDay(runBefore);
  const base = startsAfresh ? { anchor: today, sliceCount: 0 } : runBefore;
  const runAfter = extend(base, months);
  if (lastCoveredDay(runAfter) > addDays(addMonths(today, MOST_MONTHS), -1)) {
    return { kind: "paid-ahead-limit", coveredTo: lastCoveredDay(base) };
  }
  const monthsToCoverToday = monthsMissing(base, today);
  return {
    kind: "planned",
    slices: Array.from({ length: months }, (_, k) => sliceDates(base.anchor, base.sliceCount + k)),
    runBefore,
    runAfter,
    startsAfresh,
    coversToday: months >= monthsToCoverToday,
    monthsToCoverToday,
  };
}

function extend(run: CoverageRun, months: number): CoverageRun {
  return { anchor: run.anchor, sliceCount: run.sliceCount + months };
}

function monthsMissing(run: CoverageRun, today: BusinessDate): number {
  let missing = 0;
  while (lastCoveredDay(extend(run, missing)) < today) missing += 1;
  return missing;
}
