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

const nameIn = (names: readonly string[], text: string): string => names[Number(text.slice(5, 7)) - 1] ?? "";

/** `November 2026`. */
export function monthInWords(month: ContributionMonth): InTwoLanguages {
  const year = month.slice(0, 4);
  return { indonesia: `${nameIn(INDONESIA, month)} ${year}`, english: `${nameIn(ENGLISH, month)} ${year}` };
}

/** `20 Nov 2026`, in Indonesian: at most 11 characters. */
export function shortDateInIndonesian(date: BusinessDate): string {
  return `${Number(date.slice(8))} ${nameIn(INDONESIA, date).slice(0, 3)} ${date.slice(0, 4)}`;
}
