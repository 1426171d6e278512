import * as z from "zod/mini";
import { addDays, startOf } from "../calendar/calendar.ts";
import { BusinessDateText, ContributionMonthText, InstantMs } from "../calendar/calendar-schema.ts";
import { Payer, Programme } from "../contribution/programme.ts";
import { ClaimSchema, PaymentKeyText, RunSchema } from "../coverage/coverage-item.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { MemberKey } from "../member/member.ts";
import { RupiahAmount } from "../money/rupiah-schema.ts";
import { PartnerId } from "../partner/partner.ts";
import { quoteLedgerKey } from "./payment-key.ts";
import type { Quote } from "./quote.ts";

/** A quote is kept longer than any advice window, so that a late advice still finds its price (design section 6). */
const QUOTE_KEPT_DAYS = 35;

export const QuotedMonthSchema = z.object({
  month: ContributionMonthText,
  from: BusinessDateText,
  to: BusinessDateText,
  amount: RupiahAmount,
  lines: z.array(
    z.object({
      programme: Programme,
      full: RupiahAmount,
      amount: RupiahAmount,
      legalBasis: z.nullable(z.string()),
    }),
  ),
});

const QuoteItem = z.object({
  schemaVersion: z.literal(1),
  partnerId: PartnerId,
  inquiryId: z.string(),
  memberKey: MemberKey,
  maskedName: z.string(),
  maskedNik: z.string(),
  payer: Payer,
  programmes: z.array(Programme),
  months: z.array(QuotedMonthSchema),
  totalRupiah: RupiahAmount,
  creditUsedRupiah: RupiahAmount,
  creditSeenRupiah: RupiahAmount,
  feeRupiah: RupiahAmount,
  quotedAt: InstantMs,
  businessDate: BusinessDateText,
  coverageVersion: z.number(),
  runBefore: z.nullable(RunSchema),
  runAfter: RunSchema,
  coversToday: z.boolean(),
  monthsToCoverToday: z.number(),
  claimsToArchive: z.array(z.object({ paymentKey: PaymentKeyText, claim: ClaimSchema })),
  tariffVersion: z.string(),
});

/** A quote as stored: not money, so it may expire. */
export function quoteItem(quote: Quote): LedgerItem {
  return {
    ...quoteLedgerKey(quote.partnerId, quote.inquiryId),
    schemaVersion: 1,
    ...quote,
    expiresAt: startOf(addDays(quote.businessDate, QUOTE_KEPT_DAYS)) / 1000,
  };
}

/** Reads a quote. @throws LedgerFault */
export function quoteOf(item: LedgerItem): Quote {
  const { schemaVersion: _, ...quote } = decodeItem("quote", QuoteItem, item);
  return quote;
}
