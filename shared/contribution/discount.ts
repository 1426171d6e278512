import { type Rupiah, rupiah, sumRupiah } from "../money/rupiah.ts";
import type { PriceLine } from "./price-months.ts";

/** What months cost less than the full price, and the regulation that says so; null when nothing comes off. */
export interface DiscountTotal {
  readonly amount: Rupiah;
  /** Two regulations, should months lie under both, are joined by a comma. */
  readonly legalBasis: string;
}

/** Adds up what comes off the full prices of these months (PP 50/2025; domain.md 2.3). */
export function discountOf(
  months: readonly { readonly lines: readonly PriceLine[] }[],
): DiscountTotal | null {
  const lines = months.flatMap((month) => month.lines);
  const full = sumRupiah(lines.map((line) => line.full));
  const amount = rupiah(full - sumRupiah(lines.map((line) => line.amount)));
  if (amount === 0) return null;
  const bases = lines.flatMap(({ legalBasis }) => legalBasis ?? []);
  return { amount, legalBasis: [...new Set(bases)].join(", ") };
}
