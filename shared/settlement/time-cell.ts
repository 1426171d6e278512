import {
  type BusinessDate,
  formatInstant,
  type Instant,
  parseBusinessDate,
  parseInstant,
} from "../calendar/calendar.ts";
import type { SettlementFileForm } from "../partner/settlement-terms.ts";

type TimeForm = SettlementFileForm["time"];

/** Where the parts of a time stand: patterns with named groups, the date's alone and the clock's after it. */
const FORMS: Readonly<Record<TimeForm, { readonly date: RegExp; readonly time: RegExp }>> = {
  "2026-11-27T09:14:05+07:00": { date: /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)$/, time: /^(?!)/ },
  "2026-11-27 09:14:05": dashed("(?<y>\\d{4})-(?<m>\\d\\d)-(?<d>\\d\\d)"),
  "20261127091405": {
    date: /^(?<y>\d{4})(?<m>\d\d)(?<d>\d\d)$/,
    // A time in a column of its own stands behind a space.
    time: /^(?<y>\d{4})(?<m>\d\d)(?<d>\d\d) ?(?<h>\d\d)(?<i>\d\d)(?<s>\d\d)$/,
  },
  "27/11/2026 09:14:05": dashed("(?<d>\\d\\d)/(?<m>\\d\\d)/(?<y>\\d{4})"),
  "27-11-2026 09:14:05": dashed("(?<d>\\d\\d)-(?<m>\\d\\d)-(?<y>\\d{4})"),
};

function dashed(date: string) {
  return {
    date: new RegExp(`^${date}$`),
    time: new RegExp(`^${date} (?<h>\\d\\d):(?<i>\\d\\d):(?<s>\\d\\d)$`),
  };
}

/** Reads a time as a file writes it, WIB unless it carries an offset; undefined for any other form and for days that do not exist. */
export function readTime(text: string, form: TimeForm): Instant | undefined {
  if (form === "2026-11-27T09:14:05+07:00") return parseInstant(text);
  const groups = FORMS[form].time.exec(text)?.groups;
  if (!groups) return undefined;
  const { y, m, d, h, i, s } = groups;
  return parseInstant(`${y}-${m}-${d}T${h}:${i}:${s}+07:00`);
}

/** Reads the date alone. */
export function readDate(text: string, form: TimeForm): BusinessDate | undefined {
  const groups = FORMS[form].date.exec(text)?.groups;
  return groups && parseBusinessDate(`${groups.y}-${groups.m}-${groups.d}`);
}

/** Writes a date in the same form. */
export function writeDate(date: BusinessDate, form: TimeForm): string {
  const [y = "", m = "", d = ""] = date.split("-");
  if (form === "20261127091405") return `${y}${m}${d}`;
  if (form.startsWith("2026")) return date;
  return form.includes("/") ? `${d}/${m}/${y}` : `${d}-${m}-${y}`;
}

/** Writes a time in the same form; `parts` for forms that have it in two columns. */
export function writeTime(
  at: Instant,
  form: TimeForm,
): { readonly date: string; readonly time: string; readonly whole: string } {
  const text = formatInstant(at);
  const date = writeDate(text.slice(0, 10) as BusinessDate, form);
  if (form === "2026-11-27T09:14:05+07:00") return { date, time: text.slice(11), whole: text };
  const compact = form === "20261127091405";
  const time = compact ? text.slice(11, 19).replaceAll(":", "") : text.slice(11, 19);
  return { date, time, whole: compact ? `${date}${time}` : `${date} ${time}` };
}
