import type { Deed } from "./action.ts";
import { dayAt, daysLater, midnightOf, monthsLater } from "./model-days.ts";

const MINUTE_MS = 60_000;
/** Minutes after midnight: a reversal of the day before counts until the sixtieth. */
const AFTER_MIDNIGHT = [1, 30, 59, 60];

/** The business time to which a wait moves. */
export function waitUntil(now: number, { until, count }: Extract<Deed, { kind: "wait" }>): number {
  const midnight = midnightOf(daysLater(dayAt(now), 1));
  switch (until) {
    case "minutes":
      return now + count * 7 * MINUTE_MS;
    case "midnight":
      return Math.max(now, midnight - 2 * MINUTE_MS);
    case "after-midnight":
      return midnight + (AFTER_MIDNIGHT[count - 1] ?? 1) * MINUTE_MS;
    case "days":
      return now + count * 1_440 * MINUTE_MS;
    case "months":
      return midnightOf(monthsLater(dayAt(now), count)) + 600 * MINUTE_MS;
    case "year":
      return midnightOf(monthsLater(dayAt(now), 11 + count)) + 600 * MINUTE_MS;
  }
}
