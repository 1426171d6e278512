import type { ContributionMonth } from "../calendar/calendar.ts";
import { type Rupiah, rupiah, sumRupiah } from "../money/rupiah.ts";
import { type BpuCategory, type Payer, PROGRAMMES, type Programme, type Sector } from "./programme.ts";
import type { Band, Discount, Tariff } from "./tariff-shape.ts";

/** What one programme costs in one month. `legalBasis` names the discount's regulation; null when the full amount is due. */
export interface PriceLine {
  readonly programme: Programme;
  readonly full: Rupiah;
  readonly amount: Rupiah;
  readonly legalBasis: string | null;
}

export interface PricedMonth {
  readonly month: ContributionMonth;
  readonly lines: readonly PriceLine[];
  readonly amount: Rupiah;
}

/** Whom and what to price. Sector and category are the core's data about the member; a till chooses neither. */
export interface PriceAsk {
  readonly months: readonly ContributionMonth[];
  readonly programmes: readonly Programme[];
  readonly sector: Sector;
  readonly payer: Payer;
  readonly bpuCategory: BpuCategory;
  readonly declaredMonthlyIncome: Rupiah;
}

/**
 * Prices each month by the month that it pays for, never by the day of payment, so that a purchase across the end of a discount
 * is part cheap and part full (domain.md 0.4, case 18; a month after the last known rule is full, case 47). Whole rupiah,
 * lines in the order JKK, JKM, JHT.
 * @throws RangeError for no programme at all, a month older than the tariff, or a discount that leaves a fraction of a rupiah:
 * there is no rounding rule, so none is invented.
 */
export function priceMonths(tariff: Tariff, ask: PriceAsk): readonly PricedMonth[] {
  const programmes = PROGRAMMES.filter((programme) => ask.programmes.includes(programme));
  if (programmes.length === 0) throw new RangeError("no programme to price");
  return ask.months.map((month) => {
    if (month < tariff.firstMonth) throw new RangeError(`no price for ${month}`);
    const lines = programmes.map((programme) => priceLine(tariff, ask, month, programme));
    return { month, lines, amount: sumRupiah(lines.map((line) => line.amount)) };
  });
}

function priceLine(tariff: Tariff, ask: PriceAsk, month: ContributionMonth, programme: Programme): PriceLine {
  const full = fullAmount(tariff, programme, ask.declaredMonthlyIncome);
  const discount = tariff.discounts.find((candidate) => applies(candidate, ask, month, programme));
  if (discount === undefined) return { programme, full, amount: full, legalBasis: null };
  const amount = rupiah((full * discount.numerator) / discount.denominator);
  return { programme, full, amount, legalBasis: discount.legalBasis };
}

function fullAmount(tariff: Tariff, programme: Programme, income: Rupiah): Rupiah {
  switch (programme) {
    case "JKK":
      return bandOf(tariff.jkk, income).amount;
    case "JKM":
      return tariff.jkm;
    case "JHT":
      return bandOf(tariff.jht, income).amount;
  }
}

function bandOf(bands: readonly Band[], income: Rupiah): Band {
  const band = bands.find(({ from, to }) => from <= income && (to === null || income < to));
  if (band === undefined) throw new RangeError(`no band for an income of ${income}`);
  return band;
}

function applies(discount: Discount, ask: PriceAsk, month: ContributionMonth, programme: Programme): boolean {
  return (
    discount.programme === programme &&
    (discount.sector === "ALL" || discount.sector === ask.sector) &&
    discount.firstMonth <= month &&
    month <= discount.lastMonth &&
    discount.payers.includes(ask.payer) &&
    discount.bpuCategories.includes(ask.bpuCategory)
  );
}
