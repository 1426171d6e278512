import { addMonths, businessDateOf, formatInstant, type Instant } from "../calendar/calendar.ts";
import { TARIFF } from "../contribution/tariff.ts";
import { readCoveredMember } from "../coverage/coverage-store.ts";
import type { MemberKey } from "../member/member.ts";
import type { Rupiah } from "../money/rupiah.ts";
import type { Channel } from "../partner/channel-terms.ts";
import { type PartnerId, type PartnerProfile, termsOf } from "../partner/partner.ts";
import { readProfile } from "../partner/partner-store.ts";
import { booked } from "./booking.ts";
import { bookingWrites } from "./booking-store.ts";
import type { PaymentDeps } from "./deps.ts";
import { effectOf } from "./effect-of.ts";
import { type CorrectionMoment, type Impossible, impossible, type MoneyPlanning } from "./money-plan.ts";
import type { Payment, Recovery, RefusedPayment } from "./payment.ts";
import { paymentOf } from "./payment-item.ts";
import { correctedPaymentKey, paymentKeyOf, paymentLedgerKey } from "./payment-key.ts";
import { recoveredPurchase } from "./recovered-purchase.ts";
import { succeededWrite } from "./successor-store.ts";

/** Money that a partner collected and that stands in no payment, as two people are to book it. */
export interface RecoveryFacts {
  readonly partnerId: PartnerId;
  /** The partner's own reference. */
  readonly reference: string;
  readonly memberKey: MemberKey;
  /** 1 to 12; 0 makes all of it credit. */
  readonly months: number;
  readonly amountRupiah: Rupiah;
  /** The till's own time: decides which months are next, and their price. */
  readonly paidAt: Instant;
  /** The partner's usual place where nobody knows. */
  readonly channel?: Channel | undefined;
  readonly source: Exclude<Recovery["source"], "wrong-nik">;
  /** Cover counts from the correction unless the core agrees to the till's time (domain.md case 34). */
  readonly coverFrom: "correction" | "paid-at";
}

/** Money older than this is not booked by a click: its months would lie behind every claim. */
const OLDEST_MONTHS = 12;

/**
 * Plans the booking of money that was never heard of, or refused although the partner kept it, at the price of its own time. It stands under the partner's (partner,
 * reference), so that a late message finds it; where a refusal stands there for ever, under a key of ours that the refusal names. Three reads.
 * @throws LedgerFault
 */
export async function planRecovery(
  deps: PaymentDeps,
  facts: RecoveryFacts,
  moment: CorrectionMoment,
): Promise<MoneyPlanning> {
  const ownKey = paymentKeyOf(facts.partnerId, facts.reference);
  const [partner, item] = await Promise.all([
    readProfile(deps.ledger, facts.partnerId),
    deps.ledger.read(paymentLedgerKey(ownKey)),
  ]);
  const stored = item && paymentOf(item);
  const why = whyNot(partner, stored, facts, moment.now);
  if (why || !partner) return impossible(why ?? { because: "partner-unknown" });
  const refused = stored?.state === "refused" ? stored : undefined;
  const covered = await readCoveredMember(deps.ledger, deps.keys, facts.memberKey);
  const channel = refused?.channel ?? facts.channel;
  const terms = partner.channels.find((each) => each.channel === channel) ?? termsOf(partner);
  const { months, amountRupiah, paidAt } = facts;
  const sight = { ...covered, partner, terms, months, amountRupiah, tariff: TARIFF, takenAt: paidAt };
  const bought = recoveredPurchase(sight);
  if (bought.kind === "refused") return impossible({ because: bought.reason });
  const { correctionId, now } = moment;
  const paymentKey = refused ? correctedPaymentKey(facts, correctionId) : ownKey;
  const booking = booked({
    facts: {
      ...reported(facts, partner, refused),
      ...{ paymentKey, channel: terms.channel, receivedAt: now },
    },
    ...bought,
    gatewayReference: deps.ids.next(),
    advised: true,
    inForceFrom: facts.coverFrom === "paid-at" ? paidAt : now,
    recovered: { source: facts.source, correctionId },
    ...(refused && { origin: ownKey }),
  });
  const { payment } = booking;
  const told = refused ? [succeededWrite(refused, { to: paymentKey, correctionId, returned: null })] : [];
  return {
    kind: "planned",
    books: effectOf(payment, facts.coverFrom === "paid-at" ? paidAt : null),
    frees: null,
    payment,
    writes: [...bookingWrites(booking), ...told],
  };
}

function whyNot(
  partner: PartnerProfile | undefined,
  stored: Payment | undefined,
  { paidAt }: RecoveryFacts,
  now: Instant,
): Impossible | undefined {
  if (!partner) return { because: "partner-unknown" };
  const today = businessDateOf(now);
  if (paidAt > now || businessDateOf(paidAt) < addMonths(today, -OLDEST_MONTHS)) {
    return { because: "paid-at-unlikely" };
  }
  if (!stored || (stored.state === "refused" && !stored.successor)) return undefined;
  const by = stored.paymentKey;
  if ("successor" in stored && stored.successor) {
    return { because: "already-corrected", by: stored.successor.to };
  }
  const wentBack = stored.state === "reversed" || stored.state === "tombstone";
  return { because: wentBack ? "money-went-back" : "already-booked", by };
}

/** What the partner said, if it said anything; else what its file says, the till's time where both protocols look for it. */
function reported(facts: RecoveryFacts, { snap }: PartnerProfile, refused: RefusedPayment | undefined) {
  const { partnerId, reference, amountRupiah, paidAt } = facts;
  const time = formatInstant(paidAt);
  return {
    ...{ partnerId, reference, amountRupiah, businessDate: businessDateOf(paidAt) },
    // A bank's reference is the id of its inquiry; of a shop's inquiry nobody knows.
    inquiryId: refused?.inquiryId ?? (snap ? reference : ""),
    monthsNamed: refused?.monthsNamed,
    echo: refused?.echo ?? { paidAt: time, trxDateTime: time },
  };
}
