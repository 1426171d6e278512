import { monthInWords } from "../../calendar/month-name.ts";
import { discountOf } from "../../contribution/discount.ts";
import type { Quote } from "../../payment/quote.ts";

/** What a quote and a payment tell about the months bought: by name, with the price of every programme, and what comes off and why. */
export function boughtMonths({ months }: Pick<Quote, "months">) {
  const [first, last] = [months[0], months.at(-1)];
  return {
    months: months.map(({ month, from, to, amount, lines }) => ({
      month,
      name: monthInWords(month),
      from,
      to,
      amount,
      lines: lines.map((line) => ({
        programme: line.programme,
        fullAmount: line.full,
        amount: line.amount,
        legalBasis: line.legalBasis,
      })),
    })),
    discount: discountOf(months),
    coverage: first && last ? { from: first.from, to: last.to } : null,
  };
}
