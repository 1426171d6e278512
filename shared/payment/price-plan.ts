import { priceMonths } from "../contribution/price-months.ts";
import type { Programme } from "../contribution/programme.ts";
import type { Tariff } from "../contribution/tariff.ts";
import type { SliceDates } from "../coverage/coverage.ts";
import type { Member } from "../member/member.ts";
import type { QuotedMonth } from "./quote.ts";

/** Prices planned slices, each by its own contribution month. A till's payer is always the worker; sponsors come by batch. */
export function pricePlan(
  tariff: Tariff,
  member: Member,
  programmes: readonly Programme[],
  slices: readonly SliceDates[],
): readonly QuotedMonth[] {
  const priced = priceMonths(tariff, {
    months: slices.map(({ month }) => month),
    programmes,
    sector: member.sector,
    payer: "SELF",
    bpuCategory: member.bpuCategory,
    declaredMonthlyIncome: member.identity.declaredMonthlyIncome,
  });
  return slices.map((slice, index) => {
    const price = priced[index];
    if (price?.month !== slice.month) throw new Error(`no price for ${slice.month}`);
    return { ...slice, lines: price.lines, amount: price.amount };
  });
}
