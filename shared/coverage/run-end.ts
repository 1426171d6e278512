import { addDays, addMonths, type BusinessDate } from "../calendar/calendar.ts";
import type { CoverageRun } from "./coverage.ts";

/** How long after the end of protection unpaid months may be made good (Perdir 22/2022; domain.md 3.2). */
const GRACE_MONTHS = 3;

/** The last day that a run covers; the day before its anchor when it has no slice. */
export function lastCoveredDay(run: CoverageRun): BusinessDate {
  return addDays(addMonths(run.anchor, run.sliceCount), -1);
}

/**
 * The last day on which a payment still makes the run's unpaid months good: the end of the third slice that nobody paid, counted from the
 * anchor like every slice, so that exactly three months can be owed also where months are short. Protection that ended on 10
 * August can be made good on 10 November; on the 11th a payment starts afresh (domain.md case 27; that the boundary day is in
 * is an assumption).
 */
export function lastGraceDay(run: CoverageRun): BusinessDate {
  return addDays(addMonths(run.anchor, run.sliceCount + GRACE_MONTHS), -1);
}
