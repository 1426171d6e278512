import { formatInstant, type Instant } from "../../../shared/calendar/calendar.ts";
import { type Html, html } from "../../html.ts";
import type { Say } from "../../say.ts";

const MONTHS = {
  id: "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split(" "),
  en: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "),
} as const;

/** An instant in WIB as a table shows it, `27 Nov 17:24:05`, with the year in what a pointer or a program reads. */
export function moment(say: Say, at: Instant): Html {
  const exact = formatInstant(at, "milliseconds");
  const month = MONTHS[say.language][Number(exact.slice(5, 7)) - 1] ?? "";
  return html`<time datetime="${exact}" title="${exact}">${Number(exact.slice(8, 10))} ${month} ${exact.slice(11, 19)}</time>`;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in the unit that a person would choose: `340 ms`, `2,4 dtk`, `3 mnt 05 dtk`, `2 j 10 mnt`, `4 hr 3 j`. */
export function durationText(say: Say, ms: number): string {
  const [second, minute, hour, day] =
    say.language === "id" ? ["dtk", "mnt", "j", "hr"] : ["s", "min", "h", "d"];
  const length = Math.max(0, Math.round(ms));
  if (length < SECOND) return `${length} ms`;
  if (length < MINUTE) {
    const seconds = (length / SECOND).toFixed(length < 10 * SECOND ? 1 : 0);
    return `${say.language === "id" ? seconds.replace(".", ",") : seconds} ${second}`;
  }
  if (length < HOUR) {
    return `${Math.floor(length / MINUTE)} ${minute} ${String(Math.floor((length % MINUTE) / SECOND)).padStart(2, "0")} ${second}`;
  }
  if (length < DAY)
    return `${Math.floor(length / HOUR)} ${hour} ${Math.floor((length % HOUR) / MINUTE)} ${minute}`;
  return `${Math.floor(length / DAY)} ${day} ${Math.floor((length % DAY) / HOUR)} ${hour}`;
}

/** A count with the language's own dots: `12.345`, `12,345`. */
export function countText(say: Say, count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, say.language === "id" ? "." : ",");
}
