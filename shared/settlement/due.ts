import { type BusinessDate, type Instant, instant, startOf } from "../calendar/calendar.ts";
import { addWorkingDays } from "../calendar/working-day.ts";
import type { SettlementTerms } from "../partner/settlement-terms.ts";

const MINUTE_MS = 60_000;

/** When the file of a business date is due: the agreed hour, WIB, of the agreed working day after it. */
export function fileDueAt(
  { afterWorkingDays, fileDueAt: clock }: Pick<SettlementTerms, "afterWorkingDays" | "fileDueAt">,
  date: BusinessDate,
): Instant {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return instant(startOf(addWorkingDays(date, afterWorkingDays)) + (hours * 60 + minutes) * MINUTE_MS);
}

/** Whether the partner owes a file of this business date by now. */
export function isFileLate(terms: SettlementTerms, date: BusinessDate, now: Instant): boolean {
  return terms.filesFrom !== undefined && date >= terms.filesFrom && now > fileDueAt(terms, date);
}
