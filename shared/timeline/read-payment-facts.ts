import { attemptsOf } from "../attempt/attempts-of.ts";
import type { Instant } from "../calendar/calendar.ts";
import { correctionsOfPayment } from "../correction/read-corrections.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import type { EventType } from "../event/catalogue.ts";
import { eventIdOf } from "../event/cloud-event.ts";
import { failureStory, failuresOfPayment } from "../failure/failure-story.ts";
import { splitKey } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { PartnerId } from "../partner/partner.ts";
import { paymentOf } from "../payment/payment-item.ts";
import { paymentLedgerKey, quoteLedgerKey } from "../payment/payment-key.ts";
import { quoteOf } from "../payment/quote-item.ts";
import { publishedTimes } from "../report/counted-event.ts";
import { settlementOfPayment } from "../settlement/settlement-of-payment.ts";
import type { PaymentFacts } from "./payment-facts.ts";
import type { PublishedEvent } from "./timeline-step.ts";

/** Requests about one payment that are read; a client that repeats itself for ever is seen in them as well. */
const ATTEMPTS_MAX = 100;

const EVENTS: Readonly<Record<PublishedEvent, EventType>> = {
  accepted: "ContributionAccepted.v1",
  credited: "ContributionCredited.v1",
  activated: "CoverageActivated.v1",
  reversed: "ContributionReversed.v1",
  revoked: "CoverageRevoked.v1",
};

/**
 * Reads all that is stored about a payment, whether it was ever booked or not. Every read is consistent; two round trips one after the other, the second of them some
 * twelve reads at once and one more for each failure that it had.
 * @returns undefined for what is no payment's key, and where nothing is known
 * @throws LedgerFault
 */
export async function readPaymentFacts(
  ledger: Ledger,
  paymentKey: PaymentKey,
): Promise<PaymentFacts | undefined> {
  const [partnerText = "", reference = "", ...more] = splitKey(paymentKey);
  const partner = PartnerId.safeParse(partnerText);
  if (!partner.success || reference === "" || more.length > 0) return undefined;
  const partnerId = partner.data;
  const item = await ledger.read(paymentLedgerKey(paymentKey));
  const payment = item && paymentOf(item);
  // For a bank the inquiry's id is the payment's reference, so that a payment that never came is still found by its inquiry.
  const inquiryId =
    payment && "inquiryId" in payment && payment.inquiryId !== "" ? payment.inquiryId : reference;
  const [quoteItem, attempts, published, failures, corrections, settlement] = await Promise.all([
    ledger.read(quoteLedgerKey(partnerId, inquiryId)),
    readAttempts(ledger, partnerId, [...new Set([reference, inquiryId])]),
    readPublished(ledger, paymentKey),
    readFailures(ledger, paymentKey),
    correctionsOfPayment(ledger, paymentKey),
    payment && settlementOfPayment(ledger, payment),
  ]);
  const quote = quoteItem && quoteOf(quoteItem);
  const known = [payment, quote, attempts.attempts[0], failures[0], corrections[0]];
  if (known.every((fact) => fact === undefined)) return undefined;
  return {
    paymentKey,
    partnerId,
    reference,
    payment,
    quote,
    ...attempts,
    published,
    failures,
    corrections,
    settlement,
  };
}

async function readAttempts(ledger: Ledger, partnerId: string, ids: readonly string[]) {
  const pages = await Promise.all(
    ids.map((reference) => attemptsOf(ledger, { partnerId, reference }, { limit: ATTEMPTS_MAX })),
  );
  return {
    attempts: pages.flatMap(({ attempts }) => attempts),
    hasMoreAttempts: pages.some(({ next }) => next !== undefined),
  };
}

async function readPublished(
  ledger: Ledger,
  paymentKey: PaymentKey,
): Promise<Readonly<Partial<Record<PublishedEvent, Instant>>>> {
  const names = Object.keys(EVENTS) as PublishedEvent[];
  const times = await publishedTimes(
    ledger,
    names.map((name) => eventIdOf(EVENTS[name], paymentKey)),
  );
  return Object.fromEntries(
    names.flatMap((name, index) => (times[index] === undefined ? [] : [[name, times[index]]])),
  );
}

async function readFailures(ledger: Ledger, paymentKey: PaymentKey) {
  const failures = await failuresOfPayment(ledger, paymentKey);
  const stories = await Promise.all(failures.map(({ failureId }) => failureStory(ledger, failureId)));
  return stories.flatMap((story) => story ?? []);
}
