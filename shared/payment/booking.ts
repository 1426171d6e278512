import type { Instant } from "../calendar/calendar.ts";
import { businessDateOf, shiftMonth } from "../calendar/calendar.ts";
import type { ClaimChange } from "../coverage/claim.ts";
import type { Coverage } from "../coverage/coverage.ts";
import type { MemberKey } from "../member/member.ts";
import type { PaymentCommand } from "./outcome.ts";
import type { AcceptedPayment, PaymentRefusal, RefusedPayment } from "./payment.ts";
import { paymentKeyOf } from "./payment-key.ts";
import type { Quote } from "./quote.ts";

/** A payment together with the months it takes. The two are written in one transaction or not at all. */
export interface Booking {
  readonly payment: AcceptedPayment;
  readonly change: ClaimChange;
}

/** When and for whom a request is decided. */
interface Moment {
  readonly memberKey: MemberKey;
  readonly now: Instant;
}

function factsOf(command: PaymentCommand, { memberKey, now }: Moment) {
  return {
    partnerId: command.partner.partnerId,
    reference: command.reference,
    paymentKey: paymentKeyOf(command.partner.partnerId, command.reference),
    channel: command.partner.channel,
    inquiryId: command.inquiryId,
    memberKey,
    amountRupiah: command.amountRupiah,
    receivedAt: now,
    businessDate: businessDateOf(now),
    echo: command.echo,
  };
}

/** The payment and the claim that follow from a quote. Nothing is read again: the quote carries all that the booking needs. */
export function bookingOf(
  quote: Quote,
  command: PaymentCommand,
  moment: Moment & { readonly gatewayReference: string },
): Booking {
  const facts = factsOf(command, moment);
  const first = quote.months[0];
  const last = quote.months.at(-1);
  if (!first || !last) throw new Error("a quote without months");
  return {
    payment: {
      ...facts,
      state: "accepted",
      gatewayReference: moment.gatewayReference,
      maskedName: quote.maskedName,
      maskedNik: quote.maskedNik,
      payer: quote.payer,
      programmes: quote.programmes,
      months: quote.months,
      feeRupiah: quote.feeRupiah,
      coversToday: quote.coversToday,
      monthsToCoverToday: quote.monthsToCoverToday,
      inForceFrom: moment.now,
      activatedAt: null,
    },
    change: {
      memberKey: quote.memberKey,
      paymentKey: facts.paymentKey,
      seenVersion: quote.coverageVersion,
      runAfter: quote.runAfter,
      archive: quote.claimsToArchive,
      claim: {
        payer: quote.payer,
        programmes: quote.programmes,
        firstMonth: first.month,
        count: quote.months.length,
        rupiah: quote.totalRupiah,
        from: first.from,
        to: last.to,
        inForceFrom: moment.now,
        runBefore: quote.runBefore,
      },
    },
  };
}

/** A refusal as it is kept: final for its reference. */
export function refusalOf(command: PaymentCommand, reason: PaymentRefusal, moment: Moment): RefusedPayment {
  return { ...factsOf(command, moment), state: "refused", reason };
}

/**
 * What becomes of a quote whose coverage has moved on since (design section 6): months taken by another payment are already paid; months
 * still free and next in the same run are booked at the new version; a run that changed overtakes the quote.
 */
export function afterCoverageMoved(
  quote: Quote,
  coverage: Coverage,
): { kind: "again"; quote: Quote } | { kind: "refuse"; reason: "already-paid" | "quote-overtaken" } {
  if (quote.months.some(({ month }) => isClaimed(coverage, month)))
    return { kind: "refuse", reason: "already-paid" };
  const sameRun =
    coverage.run?.anchor === quote.runBefore?.anchor &&
    coverage.run?.sliceCount === quote.runBefore?.sliceCount;
  if (!sameRun) return { kind: "refuse", reason: "quote-overtaken" };
  const stillThere = quote.claimsToArchive.filter(({ paymentKey }) => paymentKey in coverage.claims);
  return {
    kind: "again",
    quote: { ...quote, coverageVersion: coverage.version, claimsToArchive: stillThere },
  };
}

function isClaimed(coverage: Coverage, month: Quote["months"][number]["month"]): boolean {
  return Object.values(coverage.claims).some(
    (claim) => claim.firstMonth <= month && month < shiftMonth(claim.firstMonth, claim.count),
  );
}
