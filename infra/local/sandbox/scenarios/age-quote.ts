import { addDays, type BusinessDate } from "../../../../shared/calendar/calendar.ts";
import type { Ledger } from "../../../../shared/ledger/ledger.ts";
import type { PartnerId } from "../../../../shared/partner/partner.ts";
import { quoteLedgerKey } from "../../../../shared/payment/payment-key.ts";
import { quoteOf } from "../../../../shared/payment/quote-item.ts";

/** Past the last day of any advice window, so that the refusal does not depend on how the partner flags its payment. */
const DAYS_BACK = 10;

/**
 * Makes a quote older, as if the worker came back days later with it. Moving the business clock would do the same to everybody in the sandbox.
 * @returns false when there is no such quote
 */
export async function ageQuote(ledger: Ledger, partnerId: PartnerId, inquiryId: string): Promise<boolean> {
  const key = quoteLedgerKey(partnerId, inquiryId);
  const item = await ledger.read(key);
  if (!item) return false;
  const then: BusinessDate = addDays(quoteOf(item).businessDate, -DAYS_BACK);
  const result = await ledger.write({
    kind: "update",
    key,
    update: { expression: "SET businessDate = :then", values: { ":then": then } },
    guard: { expression: "attribute_exists(PK)" },
  });
  return result.kind === "committed";
}
