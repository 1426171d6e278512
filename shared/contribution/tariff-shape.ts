import * as z from "zod/mini";
import { type ContributionMonth, parseContributionMonth } from "../calendar/calendar.ts";
import { rupiah } from "../money/rupiah.ts";
import { BpuCategory, Payer, Sector } from "./programme.ts";

const Amount = z.pipe(
  z.int().check(z.positive()),
  z.transform((value) => rupiah(value)),
);
const Month = z.custom<ContributionMonth>(
  (value) => typeof value === "string" && parseContributionMonth(value) !== undefined,
);

/**
 * One row of an income table: incomes in [from, to) pay `amount` a month; the last row has no end. The printed table ends its
 * rows in 99,000 and leaves holes; a row here reaches up to the next one (domain.md 2.2).
 */
const Band = z.pipe(
  z.pipe(
    // zod's own tuple would be 1.7 KB at each cold start of the function that a cashier waits for, and there is one of them.
    z.custom<readonly [from: number, to: number | null, amount: number]>(
      (row) => Array.isArray(row) && row.length === 3,
    ),
    z.transform(([from, to, amount]) => ({ from, to, amount })),
  ),
  z.object({ from: z.int(), to: z.nullable(z.int()), amount: Amount }),
);
export type Band = z.infer<typeof Band>;

/** `numerator / denominator` of the full amount is due in the months [firstMonth, lastMonth]. JHT is never discounted. */
const Discount = z.object({
  id: z.string(),
  programme: z.enum(["JKK", "JKM"]),
  sector: z.union([Sector, z.literal("ALL")]),
  firstMonth: Month,
  lastMonth: Month,
  numerator: z.int().check(z.positive()),
  denominator: z.int().check(z.positive()),
  payers: z.array(Payer).check(z.minLength(1)),
  bpuCategories: z.array(BpuCategory).check(z.minLength(1)),
  legalBasis: z.string(),
});
export type Discount = z.infer<typeof Discount>;

export const Tariff = z.object({
  version: z.string().check(z.minLength(1)),
  /** The table is not known for contribution months before this one. */
  firstMonth: Month,
  jkk: z.array(Band).check(z.minLength(1)),
  jkm: Amount,
  jht: z.array(Band).check(z.minLength(1)),
  discounts: z.array(Discount),
});
/** Prices per contribution month, in whole rupiah. `version` goes into every quote (domain.md 9). */
export type Tariff = z.infer<typeof Tariff>;
