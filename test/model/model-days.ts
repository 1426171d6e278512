/** Date arithmetic of the reference model, in plain JavaScript: shares nothing with the code under test. */

const HOUR_MS = 3_600_000;

/** The calendar day in Jakarta (UTC+7, no summer time) at an instant. */
export const dayAt = (ms: number): string => new Date(ms + 7 * HOUR_MS).toISOString().slice(0, 10);

/** Midnight in Jakarta at the start of a day. */
export const midnightOf = (day: string): number => Date.UTC(...numbersOf(day)) - 7 * HOUR_MS;

export function daysLater(day: string, days: number): string {
  const [year, month, date] = numbersOf(day);
  return new Date(Date.UTC(year, month, date + days)).toISOString().slice(0, 10);
}

/** Whole months later, on the month's last day where it is shorter. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = numbersOf(day);
  const last = new Date(Date.UTC(year, month + months + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

function numbersOf(day: string): [number, number, number] {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return [year, month - 1, date];
}
