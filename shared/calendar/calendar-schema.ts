import * as z from "zod/mini";
import { businessDate, contributionMonth, instant, parseBusinessDate } from "./calendar.ts";

/** Refined and not only transformed: a wrong day in a file that a person wrote is a finding with its place, not an exception. */
const isDay = z.refine<string>((text) => parseBusinessDate(text) !== undefined);

/** Dates as they stand in items and events: ISO text for days and months, epoch milliseconds for instants. */
export const BusinessDateText = z.pipe(z.string().check(isDay), z.transform(businessDate));
export const ContributionMonthText = z.pipe(z.string(), z.transform(contributionMonth));
export const InstantMs = z.pipe(z.number(), z.transform(instant));
