import * as z from "zod/mini";
import { businessDate, contributionMonth, instant } from "./calendar.ts";

/** Dates as they stand in items and events: ISO text for days and months, epoch milliseconds for instants. */
export const BusinessDateText = z.pipe(z.string(), z.transform(businessDate));
export const ContributionMonthText = z.pipe(z.string(), z.transform(contributionMonth));
export const InstantMs = z.pipe(z.number(), z.transform(instant));
