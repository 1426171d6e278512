import type { BusinessDate, ContributionMonth } from "../../calendar/calendar.ts";
import {
  type InTwoLanguages,
  monthInWords,
  shortDateInWords,
  shortMonthInWords,
} from "../../calendar/month-name.ts";
import type { Bilingual } from "./wire.ts";

/** English first, as the standard's samples write a reason: an answer's bytes depend on the order. */
const bilingual = ({ english, indonesia }: InTwoLanguages): Bilingual => ({ english, indonesia });

/** `November 2026`: at most 14 characters. */
export const monthName = (month: ContributionMonth): Bilingual => bilingual(monthInWords(month));

/** `Nov 2026`, `Des 2026`: 8 characters. */
export const shortMonthName = (month: ContributionMonth): Bilingual => bilingual(shortMonthInWords(month));

/** `20 Nov 2026`: at most 11 characters. */
export const shortDate = (date: BusinessDate): Bilingual => bilingual(shortDateInWords(date));

/** Joins two texts in each language. */
export const joined = (first: Bilingual, between: string, second: Bilingual): Bilingual => ({
  english: first.english + between + second.english,
  indonesia: first.indonesia + between + second.indonesia,
});
