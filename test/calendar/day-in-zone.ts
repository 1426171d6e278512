/** Run by process-time-zone.test.ts in processes of other time zones: prints what the calendar says there. */
import {
  addDays,
  addMonths,
  businessDate,
  businessDateOf,
  formatInstant,
  parseInstant,
  startOf,
} from "../../shared/calendar/calendar.ts";

const times = ["2027-01-01T00:30:00+09:00", "2027-01-01T06:59:00+07:00", "2026-03-29T02:30:00+01:00"];
const said = times.map((text) => {
  const at = parseInstant(text);
  if (at === undefined) throw new RangeError(text);
  const day = businessDateOf(at);
  return [day, formatInstant(at), startOf(day), addDays(day, 1), addMonths(businessDate("2026-01-31"), 1)];
});
const zone = { zone: process.env.TZ, minutesWestOfUtc: new Date(0).getTimezoneOffset() };
process.stdout.write(JSON.stringify({ ...zone, said }));
