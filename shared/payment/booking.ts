import { businessDateOf, type Instant } from "../calendar/calendar.ts";
import type { ClaimChange } from "../coverage/claim.ts";
import type { Claim, PaymentKey } from "../coverage/coverage.ts";
import type { MemberKey } from "../member/member.ts";
import { rupiah, sumRupiah } from "../money/rupiah.ts";
import { closingAt } from "../partner/closing.ts";
import type { PaymentCommand } from "./outcome.ts";
import type { AcceptedPayment, PaymentRefusal, Recovery, RefusedPayment } from "./payment.ts";
import { paymentKeyOf } from "./payment-key.ts";
import type { Purchase } from "./purchase.ts";
import type { Quote } from "./quote.ts";

/** A payment together with what it changes in the coverage. The two are written in one transaction or not at all. */
export interface Booking {
  readonly payment: AcceptedPayment;
  readonly change: ClaimChange;
}

/** When a request is decided, and whom its message names. */
export interface Moment {
  readonly memberKey: MemberKey | undefined;
  readonly now: Instant;
}

function factsOf(command: PaymentCommand, now: Instant) {
  return {
    partnerId: command.partner.partnerId,
    reference: command.reference,
    paymentKey: paymentKeyOf(command.partner.partnerId, command.reference),
    channel: command.terms.channel,
    inquiryId: command.inquiryId,
    amountRupiah: command.amountRupiah,
    monthsNamed: command.months,
    receivedAt: now,
    businessDate: businessDateOf(now),
    echo: command.echo,
  };
}

/** Whose money it is, as a quote names him. */
export type Holder = Pick<
  Quote,
  "memberKey" | "maskedName" | "maskedNik" | "payer" | "programmes" | "feeRupiah"
>;

/** A payment to be booked: what was reported, for whom, and what it buys. */
export interface BookingFacts {
  readonly facts: ReturnType<typeof factsOf>;
  readonly holder: Holder;
  readonly purchase: Purchase;
  readonly gatewayReference: string;
  readonly advised: boolean;
  readonly inForceFrom: Instant;
  readonly recovered?: Recovery | undefined;
  readonly origin?: PaymentKey | undefined;
}

/** The payment and the change that follow from a quote and what its money buys. */
export function bookingOf(
  { quote, purchase }: { readonly quote: Quote; readonly purchase: Purchase },
  command: PaymentCommand,
  { now, gatewayReference }: Moment & { readonly gatewayReference: string },
): Booking {
  const facts = factsOf(command, now);
  const inForceFrom = coverStart(command, quote, now);
  return booked({ facts, holder: quote, purchase, gatewayReference, advised: command.advice, inForceFrom });
}

/** The same, whoever reported the money. */
export function booked({ facts, holder, purchase, inForceFrom, ...more }: BookingFacts): Booking {
  const { memberKey, maskedName, maskedNik, payer, programmes, feeRupiah } = holder;
  const { months, creditUsedRupiah, creditGivenRupiah, runAfter } = purchase;
  const { coversToday, monthsToCoverToday } = purchase;
  return {
    payment: {
      ...facts,
      ...{ memberKey, maskedName, maskedNik, payer, programmes, months, feeRupiah },
      ...{ creditUsedRupiah, creditGivenRupiah, coversToday, monthsToCoverToday, inForceFrom, runAfter },
      ...more,
      state: months.length === 0 ? "credited" : "accepted",
      activatedAt: null,
      review: null,
    },
    change: {
      memberKey,
      paymentKey: facts.paymentKey,
      seenVersion: purchase.coverageVersion,
      runAfter,
      creditAfter: rupiah(purchase.creditSeenRupiah - creditUsedRupiah + creditGivenRupiah),
      archive: purchase.claimsToArchive,
      claim: claimOf(holder, purchase, inForceFrom),
    },
  };
}

function claimOf(holder: Holder, { months, runBefore }: Purchase, inForceFrom: Instant): Claim | null {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return null;
  return {
    payer: holder.payer,
    programmes: holder.programmes,
    firstMonth: first.month,
    count: months.length,
    rupiah: sumRupiah(months.map(({ amount }) => amount)),
    from: first.from,
    to: last.to,
    inForceFrom,
    runBefore,
  };
}

/**
 * Cover counts from our receive instant; an advice's from the till's own time where the partner's contract says so, never from the future, and never from before its inquiry: nobody
 * had paid by then, and an accident of that morning may be why he does. Where the ledger has lost when it received the money, the till's time is what is left of it.
 */
function coverStart(
  { partner, advice, paidAt, unquoted }: PaymentCommand,
  { quotedAt }: Pick<Quote, "quotedAt">,
  now: Instant,
): Instant {
  if (paidAt === undefined || paidAt >= now) return now;
  const { forgotten, adviceCoversFrom } = partner;
  if (unquoted && forgotten && paidAt >= forgotten.from && paidAt < forgotten.until) return paidAt;
  if (!advice || adviceCoversFrom !== "paid-at") return now;
  return paidAt < quotedAt ? quotedAt : paidAt;
}

/** A refusal as it is kept: final for its reference. */
export function refusalOf(command: PaymentCommand, reason: PaymentRefusal, moment: Moment): RefusedPayment {
  return {
    ...factsOf(command, moment.now),
    memberKey: moment.memberKey ?? null,
    state: "refused",
    reason,
    opensAt:
      reason === "service-closed" ? closingAt(command.partner.closings, moment.now)?.opensAt : undefined,
  };
}
