import { type BusinessDate, businessDateOf, type Instant } from "../calendar/calendar.ts";
import type { Tariff } from "../contribution/tariff.ts";
import type { CoveredMember } from "../coverage/covered-member.ts";
import { planMonths } from "../coverage/plan-months.ts";
import { type Rupiah, rupiah, sumRupiah, ZERO_RUPIAH } from "../money/rupiah.ts";
import { pricePlan } from "./price-plan.ts";
import { creditPurchase, type Purchase } from "./purchase.ts";
import type { Quote } from "./quote.ts";

/** An advice whose months are gone: the money is here and cannot be handed back. */
export interface RebuySight extends CoveredMember {
  readonly quote: Quote;
  readonly amountRupiah: Rupiah;
  readonly tariff: Tariff;
  readonly now: Instant;
}

/**
 * Buys what an advice's money still can (design section 6): the next free months at their own price, as many whole ones as the money covers and the quote
 * had; only the rest is credit. No rupiah is lost, none buys a part of a month.
 */
export function rebuy(sight: RebuySight): Purchase {
  const { quote, coverage, amountRupiah } = sight;
  const today = businessDateOf(sight.now);
  for (let count = quote.months.length; count > 0; count--) {
    const bought = wholeMonths(sight, count, today);
    if (bought) return bought;
  }
  return creditPurchase(coverage, amountRupiah);
}

function wholeMonths(sight: RebuySight, count: number, today: BusinessDate): Purchase | undefined {
  const { quote, coverage, member, amountRupiah, tariff } = sight;
  const plan = planMonths({ coverage, months: count, today });
  if (plan.kind !== "planned" || !member) return undefined;
  const months = pricePlan(tariff, member, quote.programmes, plan.slices);
  const price = sumRupiah(months.map(({ amount }) => amount));
  if (price > amountRupiah) return undefined;
  return {
    months,
    coverageVersion: coverage.version,
    runBefore: plan.runBefore,
    runAfter: plan.runAfter,
    creditSeenRupiah: coverage.creditRupiah,
    creditUsedRupiah: ZERO_RUPIAH,
    creditGivenRupiah: rupiah(amountRupiah - price),
    claimsToArchive: [],
    coversToday: plan.coversToday,
    monthsToCoverToday: plan.monthsToCoverToday,
  };
}
