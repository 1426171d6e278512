import * as z from "zod/mini";
import { addDays, businessDateOf, type Instant, instant, startOf } from "../calendar/calendar.ts";
import { BusinessDateText } from "../calendar/calendar-schema.ts";

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const clockText = z.string().check(z.regex(CLOCK));

/**
 * A stretch of every day, between two business dates, in which a partner's service is closed: its cut-off around midnight, or one night of maintenance. Clock
 * times are WIB; one that opens before it closes opens on the next day (domain.md 6.4).
 */
export const Closing = z.strictObject({
  kind: z.enum(["maintenance", "cut-off"]),
  from: BusinessDateText,
  until: BusinessDateText,
  closesAt: clockText,
  opensAt: clockText,
});
export type Closing = z.infer<typeof Closing>;

const MINUTE_MS = 60_000;

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/**
 * Finds the closing that holds at a moment, and when the service opens again. A closing belongs to the day on which it begins, so yesterday's may still
 * hold after midnight.
 */
export function closingAt(
  closings: readonly Closing[],
  now: Instant,
): { readonly closing: Closing; readonly opensAt: Instant } | undefined {
  const today = businessDateOf(now);
  for (const closing of closings) {
    for (const day of [addDays(today, -1), today]) {
      if (day < closing.from || day > closing.until) continue;
      const overnight = closing.opensAt <= closing.closesAt;
      const closesAt = startOf(day) + minutesOf(closing.closesAt) * MINUTE_MS;
      const opensAt = startOf(overnight ? addDays(day, 1) : day) + minutesOf(closing.opensAt) * MINUTE_MS;
      if (closesAt <= now && now < opensAt) return { closing, opensAt: instant(opensAt) };
    }
  }
  return undefined;
}
