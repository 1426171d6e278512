import { addDays, businessDateOf, type Instant, instant } from "../calendar/calendar.ts";
import type { Clock, Ids } from "../calendar/clock.ts";
import { TARIFF } from "../contribution/tariff.ts";
import { readCoveredMember } from "../coverage/coverage-store.ts";
import type { CoveredMember } from "../coverage/covered-member.ts";
import { lastCoveredDay } from "../coverage/run-end.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { MemberKey } from "../member/member.ts";
import { ZERO_RUPIAH } from "../money/rupiah.ts";
import type { ChannelTerms } from "../partner/channel-terms.ts";
import { PartnerId, type PartnerProfile } from "../partner/partner.ts";
import type { Keyring } from "../seal/keyring.ts";
import { bookingOf } from "./booking.ts";
import { book } from "./booking-store.ts";
import { decideQuote } from "./decide-quote.ts";
import type { PaymentCommand } from "./outcome.ts";
import type { AcceptedPayment } from "./payment.ts";
import { quotedPurchase } from "./purchase.ts";
import type { Quote } from "./quote.ts";

/** Credit that pays the next month in full is used without a till when so few days of the run are left (design section 6). */
export const CREDIT_DAYS_BEFORE_END = 3;

/** The payer of months that earlier money pays: no place and no partner, so that its payments have a key space of their own. */
const NO_PLACE: ChannelTerms = {
  channel: "CREDIT",
  channelIds: [],
  capabilities: [],
  feeRupiah: 0,
  floorRupiah: 0,
  ceilingRupiah: 0,
};
const CREDIT_BOOK: PartnerProfile = {
  partnerId: PartnerId.parse("credit"),
  name: "Kanal",
  standing: "active",
  channels: [NO_PLACE],
  closings: [],
  settlement: { afterWorkingDays: 0, fileDueAt: "00:00" },
};

export type CreditOutcome =
  | { readonly kind: "applied"; readonly payment: AcceptedPayment }
  /** The run does not end within days, or the credit does not pay the whole next month. */
  | { readonly kind: "nothing-due" }
  /** Somebody paid or applied meanwhile; the next look sees it. */
  | { readonly kind: "overtaken" };

export interface CreditDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Pick<Keyring, "dataKey">;
}

/**
 * Continues a member's coverage out of his credit: a payment of amount 0 whose reference is member and month, so that however often this runs a month is
 * bought once. One Query, and one transaction when a month is due.
 * @throws LedgerFault
 */
export async function applyCredit(deps: CreditDeps, memberKey: MemberKey): Promise<CreditOutcome> {
  const now = deps.clock.businessNow();
  const quote = dueMonth(await readCoveredMember(deps.ledger, deps.keys, memberKey), now);
  if (!quote) return { kind: "nothing-due" };
  const moment = { memberKey, now, gatewayReference: deps.ids.next() };
  const booking = bookingOf({ quote, purchase: quotedPurchase(quote) }, commandOf(quote), moment);
  const result = await book(deps.ledger, booking, {
    external: undefined,
    machineNow: deps.clock.machineNow(),
  });
  return result.kind === "booked" ? { kind: "applied", payment: booking.payment } : { kind: "overtaken" };
}

/** The next month as a quote that costs nothing more, or undefined where it is not due or not paid in full. */
function dueMonth({ member, coverage }: CoveredMember, now: Instant): Quote | undefined {
  const today = businessDateOf(now);
  if (!member || !coverage.run || coverage.creditRupiah === ZERO_RUPIAH) return undefined;
  const last = lastCoveredDay(coverage.run);
  if (today > last || today < addDays(last, 1 - CREDIT_DAYS_BEFORE_END)) return undefined;
  const command = {
    partner: CREDIT_BOOK,
    terms: NO_PLACE,
    inquiryId: "credit",
    nik: member.identity.nik,
    months: 1,
    externalId: undefined,
  };
  const decision = decideQuote({ command, member, coverage, tariff: TARIFF, now });
  if (decision.kind === "refuse" || decision.quote.totalRupiah !== ZERO_RUPIAH) return undefined;
  return decision.quote;
}

function commandOf(quote: Quote): PaymentCommand {
  const month = quote.months[0]?.month ?? "";
  return {
    partner: CREDIT_BOOK,
    terms: NO_PLACE,
    reference: `${quote.memberKey}.${month}`,
    inquiryId: quote.inquiryId,
    nik: undefined,
    amountRupiah: ZERO_RUPIAH,
    externalId: undefined,
    echo: {},
    advice: false,
    paidAt: instant(quote.quotedAt),
    ifNew: { kind: "allowed" },
  };
}
