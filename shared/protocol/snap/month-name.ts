import type { BusinessDate, ContributionMonth } from "../../calendar/calendar.ts";
import type { Bilingual } from "./wire.ts";

const ENGLISH = "January February March April May June July August September October November December".split(
  " ",
);
const INDONESIA =
  "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" ");

function named(
  text: BusinessDate | ContributionMonth,
  letters: number,
): (names: readonly string[]) => string {
  const index = Number(text.slice(5, 7)) - 1;
  return (names) => `${(names[index] ?? "").slice(0, letters)} ${text.slice(0, 4)}`;
}

const inBoth = (write: (names: readonly string[]) => string): Bilingual => ({
  english: write(ENGLISH),
  indonesia: write(INDONESIA),
});

/** `November 2026`: at most 14 characters. */
export const monthName = (month: ContributionMonth): Bilingual => inBoth(named(month, 9));

/** `Nov 2026`, `Des 2026`: 8 characters. */
export const shortMonthName = (month: ContributionMonth): Bilingual => inBoth(named(month, 3));

/** `20 Nov 2026`: at most 11 characters. */
export const shortDate = (date: BusinessDate): Bilingual =>
  inBoth((names) => `${Number(date.slice(8))} ${named(date, 3)(names)}`);

/** Joins two texts in each language. */
export const joined = (first: Bilingual, between: string, second: Bilingual): Bilingual => ({
  english: first.english + between + second.english,
  indonesia: first.indonesia + between + second.indonesia,
});
