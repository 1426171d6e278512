/**
 * All date arithmetic of the project. A business date is a calendar day in Asia/Jakarta (WIB), because head office, banks
 * and settlement run on it while half of the counters stand in WITA and WIT (domain.md 1.4, cases 6 and 7). WIB has been
 * UTC+7 without daylight saving since 1964, so the offset is a constant and the process's own time zone never matters.
 */
declare const instantBrand: unique symbol;
declare const businessDateBrand: unique symbol;
declare const contributionMonthBrand: unique symbol;

/** A moment: milliseconds since the Unix epoch. */
export type Instant = number & { readonly [instantBrand]: true };
/** A day in Asia/Jakarta, `2026-11-20`. Compares correctly as text. */
export type BusinessDate = string & { readonly [businessDateBrand]: true };
/** The month that a contribution pays for, `2026-11`. Compares correctly as text. */
export type ContributionMonth = string & { readonly [contributionMonthBrand]: true };

const WIB_OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The years 0001 to 9999 in WIB: an instant outside could not be written with a four-digit year. */
const EARLIEST_MS = Date.parse("0001-01-01T00:00:00.000+07:00");
const LATEST_MS = Date.parse("9999-12-31T23:59:59.999+07:00");

const isInstant = (epochMs: number) =>
  Number.isSafeInteger(epochMs) && epochMs >= EARLIEST_MS && epochMs <= LATEST_MS;

const pad = (value: number, width: number) => String(value).padStart(width, "0");

/** Brands epoch milliseconds. @throws RangeError outside the years 0001..9999 in WIB. */
export function instant(epochMs: number): Instant {
  if (!isInstant(epochMs)) throw new RangeError(`not an instant: ${epochMs}`);
  return epochMs as Instant;
}

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Reads an RFC 3339 time with an explicit offset; `Z` and `-00:00` count as UTC, 0-9 fraction digits are taken
 * (snap-bi.md 2.5). Returns undefined for anything else: an offset left out, impossible days, years that WIB
 * writes with other than four digits.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  if (!isCalendarDay(`${year}-${month}-${day}`)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const ms = (fraction ?? "").slice(0, 3).padEnd(3, "0");
  const epochMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}${offset}`);
  return isInstant(epochMs) ? instant(epochMs) : undefined;
}

/** Writes an instant as local time in WIB: `2026-11-20T09:14:05+07:00`, with milliseconds when asked for. */
export function formatInstant(at: Instant, fraction: "seconds" | "milliseconds" = "seconds"): string {
  const text = new Date(at + WIB_OFFSET_MS).toISOString();
  return `${text.slice(0, fraction === "seconds" ? 19 : 23)}+07:00`;
}

/** The day in Asia/Jakarta on which an instant falls. */
export function businessDateOf(at: Instant): BusinessDate {
  return new Date(at + WIB_OFFSET_MS).toISOString().slice(0, 10) as BusinessDate;
}

/** The first instant of a business date: 00:00:00 WIB. */
export function startOf(date: BusinessDate): Instant {
  return instant(Date.parse(`${date}T00:00:00.000Z`) - WIB_OFFSET_MS);
}

function isCalendarDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Reads `YYYY-MM-DD`; undefined when it is not a day that exists. */
export function parseBusinessDate(text: string): BusinessDate | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDay(text) ? (text as BusinessDate) : undefined;
}

/** Brands a day that the caller knows to exist. @throws RangeError when it does not. */
export function businessDate(text: string): BusinessDate {
  const date = parseBusinessDate(text);
  if (date === undefined) throw new RangeError(`not a calendar day: ${text}`);
  return date;
}

/** Reads `YYYY-MM`; undefined when it is not a month. */
export function parseContributionMonth(text: string): ContributionMonth | undefined {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? (text as ContributionMonth) : undefined;
}

/** Brands a month that the caller knows to exist. @throws RangeError when it does not. */
export function contributionMonth(text: string): ContributionMonth {
  const month = parseContributionMonth(text);
  if (month === undefined) throw new RangeError(`not a month: ${text}`);
  return month;
}

/** The month in which a day falls. */
export function monthOf(date: BusinessDate): ContributionMonth {
  return date.slice(0, 7) as ContributionMonth;
}

/** Moves a month by a whole number of months. */
export function shiftMonth(month: ContributionMonth, by: number): ContributionMonth {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}` as ContributionMonth;
}

/** How many months `to` lies after `from`; negative when before. */
export function monthsBetween(from: ContributionMonth, to: ContributionMonth): number {
  const index = (month: ContributionMonth) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return index(to) - index(from);
}

/** Moves a day by a whole number of days. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as BusinessDate;
}

/**
 * Moves a day by whole months, clamped to the end of a shorter month: 31 January + 1 month = 28 or 29 February. Always start
 * from the anchor, never from an earlier result, or the 31st drifts to the 28th for ever (domain.md 3.2).
 */
export function addMonths(date: BusinessDate, months: number): BusinessDate {
  const month = shiftMonth(monthOf(date), months);
  const lastDay = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  return `${month}-${pad(Math.min(Number(date.slice(8)), lastDay), 2)}` as BusinessDate;
}

/** Negative, zero or positive as `a` is before, equal to or after `b`. */
export function compareDates<T extends BusinessDate | ContributionMonth>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
