import { addDays, type BusinessDate } from "./calendar.ts";
import holidays from "./holidays.json" with { type: "json" };

/** Holidays by day. The file is a setting: its note says which years are decreed and which are provisional. */
const HOLIDAYS: ReadonlyMap<string, string> = new Map(
  Object.values(holidays.years).flatMap(({ days }) => Object.entries(days)),
);

/** The last year whose holidays are known; after it only weekends are free days. */
export const HOLIDAYS_KNOWN_TO = Object.keys(holidays.years).sort().at(-1) ?? "";

/** No row of free days is longer than this, with any list that people would write. */
const FREE_DAYS_MAX = 30;

/** What a day is called that is no working day for its own sake; undefined for others, weekends too. */
export function holidayOn(date: BusinessDate): string | undefined {
  return HOLIDAYS.get(date);
}

/** Whether banks move money on a day: Monday to Friday, and no holiday. */
export function isWorkingDay(date: BusinessDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.has(date);
}

/**
 * The nth working day after a date; with 0 the date itself, or the next working day when it is none. T+1 of a Friday is Monday.
 * @throws RangeError when the list of holidays leaves no working day in a month
 */
export function addWorkingDays(date: BusinessDate, days: number): BusinessDate {
  let day = nextWorkingDay(date);
  // What happened on a free day counts as of the day before the next working day: T+1 of a Saturday is Monday, as of the Friday before.
  let left = day === date || days === 0 ? days : days - 1;
  for (; left > 0; left--) day = nextWorkingDay(addDays(day, 1));
  return day;
}

function nextWorkingDay(from: BusinessDate): BusinessDate {
  for (let skipped = 0; skipped <= FREE_DAYS_MAX; skipped++) {
    const day = addDays(from, skipped);
    if (isWorkingDay(day)) return day;
  }
  throw new RangeError(`no working day within ${FREE_DAYS_MAX} days after ${from}`);
}
