import { addDays, addMonths, type BusinessDate, monthOf } from "../calendar/calendar.ts";
import type { SliceDates } from "./coverage.ts";

/**
 * Slice `index` (from 0) of the run that began on `anchor`: [anchor + index months, anchor + (index + 1) months - 1 day]. Both ends
 * are clamped from the anchor, so that a run begun on the 31st starts on the 28th in February and on the 31st again in March. Its
 * contribution month is the month of its first day (domain.md 3.2).
 */
export function sliceDates(anchor: BusinessDate, index: number): SliceDates {
  const from = addMonths(anchor, index);
  return { month: monthOf(from), from, to: addDays(addMonths(anchor, index + 1), -1) };
}
