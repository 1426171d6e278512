import type { BusinessDate, ContributionMonth } from "./calendar.ts";

/** A text in the two languages that partners and slips use. */
export interface InTwoLanguages {
  readonly indonesia: string;
  readonly english: string;
}

const INDONESIA =
  "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" ");
const ENGLISH = "January February March April May June July August September October November December".split(
  " ",
);

/** Letters of a short month's name; no two months share their first three in either language. */
const SHORT = 3;

function inBoth(
  text: BusinessDate | ContributionMonth,
  write: (name: string, year: string) => string,
): InTwoLanguages {
  const nameIn = (names: readonly string[]) => names[Number(text.slice(5, 7)) - 1] ?? "";
  const year = text.slice(0, 4);
  return { indonesia: write(nameIn(INDONESIA), year), english: write(nameIn(ENGLISH), year) };
}

/** `November 2026`: at most 14 characters. */
export function monthInWords(month: ContributionMonth): InTwoLanguages {
  return inBoth(month, (name, year) => `${name} ${year}`);
}

/** `Nov 2026`, `Des 2026`: 8 characters. */
export function shortMonthInWords(month: ContributionMonth): InTwoLanguages {
  return inBoth(month, (name, year) => `${name.slice(0, SHORT)} ${year}`);
}

/** `20 Nov 2026`: at most 11 characters. */
export function shortDateInWords(date: BusinessDate): InTwoLanguages {
  return inBoth(date, (name, year) => `${Number(date.slice(8))} ${name.slice(0, SHORT)} ${year}`);
}

/** `20 Nov 2026`, in Indonesian. */
export function shortDateInIndonesian(date: BusinessDate): string {
  return shortDateInWords(date).indonesia;
}
