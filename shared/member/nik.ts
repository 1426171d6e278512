import type { Nik } from "./member.ts";

/** Days of each month in a leap year: the century of the two-digit year is not known, so 29 February is always possible. */
const MOST_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a NIK: `PPKKCC DDMMYY SSSS`, 16 digits, 40 added to the day for women, serial from 0001 (domain.md 3.1, case 41).
 * Only its form is judged. Place codes change, and the birth date inside never does even when it is wrong, so neither ever
 * refuses a person at a till. Returns undefined for anything else, spaces and other scripts' digits included.
 */
export function parseNik(text: string): Nik | undefined {
  const match = /^\d{6}(\d{2})(\d{2})\d{2}(\d{4})$/.exec(text);
  if (match === null) return undefined;
  const [, dayText, monthText, serial] = match;
  const dayOrWomansDay = Number(dayText);
  const day = dayOrWomansDay > 40 ? dayOrWomansDay - 40 : dayOrWomansDay;
  const mostDays = MOST_DAYS[Number(monthText) - 1];
  if (mostDays === undefined || day < 1 || day > mostDays || serial === "0000") return undefined;
  return text as Nik;
}
