import { businessDateOf, type Instant } from "../calendar/calendar.ts";
import type { ClaimChange } from "../coverage/claim.ts";
import type { Claim } from "../coverage/coverage.ts";
import type { MemberKey } from "../member/member.ts";
import { rupiah, sumRupiah } from "../money/rupiah.ts";
import { closingAt } from "../partner/closing.ts";
import type { PaymentCommand } from "./outcome.ts";
import type { AcceptedPayment, PaymentRefusal, RefusedPayment } from "./payment.ts";
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

/** The payment and the change that follow from a quote and what its money buys. */
export function bookingOf(
  { quote, purchase }: { readonly quote: Quote; readonly purchase: Purchase },
  command: PaymentCommand,
  moment: Moment & { readonly gatewayReference: string },
): Booking {
  const facts = factsOf(command, moment.now);
  const inForceFrom = coverStart(command, moment.now);
  const { months, creditUsedRupiah, creditGivenRupiah, runAfter } = purchase;
  return {
    payment: {
      ...facts,
      memberKey: quote.memberKey,
      state: months.length === 0 ? "credited" : "accepted",
      gatewayReference: moment.gatewayReference,
      maskedName: quote.maskedName,
      maskedNik: quote.maskedNik,
      payer: quote.payer,
      programmes: quote.programmes,
      months,
      feeRupiah: quote.feeRupiah,
      creditUsedRupiah,
      creditGivenRupiah,
      advised: command.advice,
      coversToday: purchase.coversToday,
      monthsToCoverToday: purchase.monthsToCoverToday,
      inForceFrom,
      runAfter,
      activatedAt: null,
      review: null,
    },
    change: {
      memberKey: quote.memberKey,
      paymentKey: facts.paymentKey,
      seenVersion: purchase.coverageVersion,
      runAfter,
      creditAfter: rupiah(purchase.creditSeenRupiah - creditUsedRupiah + creditGivenRupiah),
      archive: purchase.claimsToArchive,
      claim: claimOf(quote, purchase, inForceFrom),
    },
  };
}

function claimOf(quote: Quote, { months, runBefore }: Purchase, inForceFrom: Instant): Claim | null {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return null;
  return {
    payer: quote.payer,
    programmes: quote.programmes,
    firstMonth: first.month,
    count: months.length,
    rupiah: sumRupiah(months.map(({ amount }) => amount)),
    from: first.from,
    to: last.to,
    inForceFrom,
    runBefore,
  };
}

/** Cover counts from our receive instant; an advice's from the till's own time where the partner's contract says so, never from the future. */
function coverStart({ partner, advice, paidAt }: PaymentCommand, now: Instant): Instant {
  const fromTill = advice && partner.adviceCoversFrom === "paid-at" && paidAt !== undefined && paidAt < now;
  return fromTill ? paidAt : now;
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
