import { monthInWords } from "../../../../shared/calendar/month-name.ts";
import { discountOf } from "../../../../shared/contribution/discount.ts";
import type { Ledger } from "../../../../shared/ledger/ledger.ts";
import type { PartnerId } from "../../../../shared/partner/partner.ts";
import { quoteLedgerKey } from "../../../../shared/payment/payment-key.ts";
import { quoteOf } from "../../../../shared/payment/quote-item.ts";
import type { TillPrice } from "../../../cli/till-port.ts";

/**
 * What a bill costs by programme, from the quote that the gateway keeps. SNAP's answer has no place for it: its bills are months, with one sum each, and
 * from the fifth on they are folded into one.
 */
export async function ledgerPrice(
  ledger: Ledger,
  partnerId: string,
  inquiryId: string,
): Promise<TillPrice | undefined> {
  const item = await ledger.read(quoteLedgerKey(partnerId as PartnerId, inquiryId));
  if (!item) return undefined;
  const quote = quoteOf(item);
  const [first, last] = [quote.months[0], quote.months.at(-1)];
  return {
    programmes: quote.programmes,
    months: quote.months.map(({ month, amount, lines }) => ({
      name: monthInWords(month),
      amount,
      lines: lines.map(({ programme, full, amount: due, legalBasis }) => ({
        ...{ programme, legalBasis },
        fullAmount: full,
        amount: due,
      })),
    })),
    discount: discountOf(quote.months),
    creditUsed: quote.creditUsedRupiah,
    coverage: first && last ? { from: first.from, to: last.to } : null,
    coversToday: quote.coversToday,
    monthsToCoverToday: quote.monthsToCoverToday,
  };
}
