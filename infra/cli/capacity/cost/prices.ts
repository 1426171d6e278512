import { readFileSync } from "node:fs";
import * as z from "zod/mini";

const Price = z.object({
  id: z.string(),
  what: z.string(),
  usd: z.number(),
  unit: z.enum(["million", "GB", "GB-month", "GB-second", "month"]),
  /** Whose price it is: Jakarta's own, or a stand-in's. */
  basis: z.enum(["jakarta", "singapore", "virginia", "global"]),
  factor: z.number(),
  source: z.string(),
});
export type Price = z.infer<typeof Price>;

const PriceList = z.object({
  region: z.string(),
  lookedUp: z.string(),
  standIns: z.record(z.string(), z.string()),
  prices: z.array(Price),
});

/** The prices that the page counts with, each with where it was found. */
export const PRICES = z.parse(
  PriceList,
  JSON.parse(readFileSync(new URL("prices.json", import.meta.url), "utf8")),
);

export const MILLION = 1_000_000;

/** USD for one of what a price is for: one request, one GB. @throws RangeError for a price that is not in the list */
export function priceOf(id: string): number {
  const price = PRICES.prices.find((each) => each.id === id);
  if (!price) throw new RangeError(`no price for ${id}`);
  return (price.usd * price.factor) / (price.unit === "million" ? MILLION : 1);
}
