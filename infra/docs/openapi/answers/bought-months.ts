import * as z from "zod";
import { Discount, date, InTwoLanguages, Programme, rupiah, Span } from "./words.ts";

export const PriceLine = z
  .object({
    programme: Programme,
    fullAmount: rupiah("The price without a discount."),
    amount: rupiah("The price."),
    legalBasis: z
      .nullable(z.string())
      .meta({ description: "Why it is less than full; null when it is not." }),
  })
  .meta({ description: "What one programme costs in one month." });

export const BoughtMonth = z.object({
  month: z.string().meta({
    description: "The contribution month: the month that is paid for, which decides the price.",
    pattern: "^\\d{4}-\\d{2}$",
    examples: ["2026-11"],
  }),
  name: InTwoLanguages,
  from: date("First day that this month covers."),
  to: date("Last day that it covers."),
  amount: rupiah("All its programmes."),
  lines: z.array(PriceLine),
});

/** The members that a quote and a payment share. */
export const boughtMonths = {
  months: z
    .array(BoughtMonth)
    .meta({ description: "The oldest first. Nobody chooses them: the next unpaid ones." }),
  discount: z.nullable(Discount).meta({ description: "Null when nothing comes off." }),
  coverage: z
    .nullable(Span)
    .meta({ description: "The days that these months cover; null when none was bought." }),
};
