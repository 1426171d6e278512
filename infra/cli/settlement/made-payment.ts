import {
  addDays,
  businessDateOf,
  contributionMonth,
  type Instant,
  instant,
} from "../../../shared/calendar/calendar.ts";
import type { MemberKey } from "../../../shared/member/member.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import type { PartnerId } from "../../../shared/partner/partner.ts";
import type { AcceptedPayment, RefusedPayment, ReversedPayment } from "../../../shared/payment/payment.ts";
import { paymentKeyOf } from "../../../shared/payment/payment-key.ts";

/** Nobody: the key of no NIK. */
export const MADE_MEMBER = "m".repeat(43) as MemberKey;

interface Made {
  readonly partnerId: PartnerId;
  readonly reference: string;
  readonly receivedAt: Instant;
  readonly amountRupiah?: number;
}

/** An accepted payment as it stands in the ledger after its booking, in force unless said otherwise: for seeding a day without paying a hundred thousand times. */
export function madePayment(
  made: Made & Partial<Pick<AcceptedPayment, "state" | "review">>,
): AcceptedPayment {
  const { partnerId, reference, receivedAt, amountRupiah = 8_400, state = "active", review = null } = made;
  const businessDate = businessDateOf(receivedAt);
  const amount = rupiah(amountRupiah);
  return {
    ...{ partnerId, reference, receivedAt, businessDate, state, review },
    paymentKey: paymentKeyOf(partnerId, reference),
    channel: "INDOMARET",
    inquiryId: `INQ-${reference}`,
    amountRupiah: amount,
    echo: {},
    memberKey: MADE_MEMBER,
    gatewayReference: `GW-${reference}`,
    maskedName: "B*** S******",
    maskedNik: "************0001",
    payer: "SELF",
    programmes: ["JKK", "JKM"],
    months: [
      {
        month: contributionMonth(businessDate.slice(0, 7)),
        from: businessDate,
        to: addDays(businessDate, 29),
        amount,
        lines: [{ programme: "JKK", full: amount, amount, legalBasis: null }],
      },
    ],
    feeRupiah: rupiah(2_500),
    creditUsedRupiah: rupiah(0),
    creditGivenRupiah: rupiah(0),
    advised: false,
    coversToday: true,
    monthsToCoverToday: 1,
    inForceFrom: receivedAt,
    runAfter: null,
    activatedAt: state === "active" ? instant(receivedAt + 900) : null,
  };
}

/** The same, given back within its day. */
export function madeReversal(made: Made): ReversedPayment {
  const payment = madePayment(made);
  const { receivedAt } = payment;
  const reversal = { reversedAt: receivedAt, receivedAt, reason: "CUSTOMER" };
  return { ...payment, state: "reversed", reversal, revokedAt: null };
}

/** The same reference, refused. */
export function madeRefusal(made: Made): RefusedPayment {
  const { partnerId, reference, receivedAt, paymentKey, businessDate, channel, inquiryId, amountRupiah } =
    madePayment(made);
  return {
    ...{ partnerId, reference, receivedAt, paymentKey, businessDate, channel, inquiryId, amountRupiah },
    ...{ echo: {}, memberKey: MADE_MEMBER, state: "refused", reason: "already-paid" },
  };
}
