import { startOf } from "../calendar/calendar.ts";
import { TARIFF } from "../contribution/tariff.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { readCoverage, readCoveredMember } from "../coverage/coverage-store.ts";
import type { MemberKey } from "../member/member.ts";
import { termsOf } from "../partner/partner.ts";
import { readProfile } from "../partner/partner-store.ts";
import { booked } from "./booking.ts";
import { bookingWrites } from "./booking-store.ts";
import type { PaymentDeps } from "./deps.ts";
import { effectOf } from "./effect-of.ts";
import { type CorrectionMoment, impossible, type MoneyPlanning } from "./money-plan.ts";
import type { AcceptedPayment, Successor } from "./payment.ts";
import { correctedPaymentKey } from "./payment-key.ts";
import { whyStuck } from "./plan-return.ts";
import { readStanding } from "./read-standing.ts";
import { recoveredPurchase } from "./recovered-purchase.ts";
import { releasePayment } from "./release-payment.ts";
import { movedOnWrite } from "./successor-store.ts";

/** Whose payment it is, and whose it should have been. */
export interface MoveFacts {
  readonly paymentKey: PaymentKey;
  readonly toMember: MemberKey;
}

/**
 * Plans the move of a payment from the worker whose NIK was typed to the one who paid (domain.md case 42). The one's months are freed like by a reversal; the other's are
 * booked at the payment's own day, price and cover, under a key of ours. The partner's reference stays where it is, knows where the money went, and goes on answering its receipt.
 * Five reads.
 * @throws LedgerFault
 */
export async function planMove(
  deps: PaymentDeps,
  { paymentKey, toMember }: MoveFacts,
  moment: CorrectionMoment,
): Promise<MoneyPlanning> {
  const found = await readStanding(deps, paymentKey);
  if (found.kind === "impossible") return found;
  const { payment } = found;
  if (payment.memberKey === toMember) return impossible({ because: "same-member" });
  // The partner says that it gave the money back: that comes first, or it would be moved and then missing.
  if (payment.review && !payment.review.keptBy) return impossible({ because: "under-review" });
  const [coverage, partner, covered] = await Promise.all([
    readCoverage(deps.ledger, payment.memberKey),
    readProfile(deps.ledger, payment.partnerId),
    readCoveredMember(deps.ledger, deps.keys, toMember),
  ]);
  if (!partner) return impossible({ because: "partner-unknown" });
  const bought = recoveredPurchase({
    ...{ ...covered, partner, terms: termsOf(partner), amountRupiah: payment.amountRupiah },
    ...{ months: payment.months.length, tariff: TARIFF, takenAt: startOf(payment.businessDate) },
  });
  if (bought.kind === "refused") return impossible({ because: bought.reason });
  const { correctionId, now } = moment;
  const successor = { to: correctedPaymentKey(payment, correctionId), correctionId, returned: null };
  const reversal = { reversedAt: now, receivedAt: now, reason: "moved-to-another-worker" };
  const freed = releasePayment(payment, coverage, { reversal, successor });
  if (freed.kind !== "free") return impossible(whyStuck(freed, payment, coverage));
  const { feeRupiah } = payment;
  const booking = booked({
    ...movedFacts(payment, successor, moment),
    ...{ holder: { ...bought.holder, feeRupiah }, purchase: bought.purchase },
    gatewayReference: deps.ids.next(),
  });
  const root = payment.origin ? [movedOnWrite(payment.origin, paymentKey, successor)] : [];
  return {
    kind: "planned",
    books: effectOf(booking.payment, payment.inForceFrom),
    frees: effectOf(payment, null),
    payment: booking.payment,
    writes: [...freed.writes, ...bookingWrites(booking), ...root],
  };
}

/** What the partner reported stays with the money. It came to this worker now, for the day on which it was paid. */
function movedFacts(payment: AcceptedPayment, { to, correctionId }: Successor, { now }: CorrectionMoment) {
  const { partnerId, reference, businessDate, channel, inquiryId, amountRupiah, monthsNamed, echo } = payment;
  return {
    facts: {
      ...{ partnerId, reference, paymentKey: to, receivedAt: now, businessDate, channel },
      ...{ inquiryId, amountRupiah, monthsNamed, echo },
    },
    advised: payment.advised,
    inForceFrom: payment.inForceFrom,
    recovered: { source: "wrong-nik", correctionId } as const,
    origin: payment.origin ?? payment.paymentKey,
  };
}
