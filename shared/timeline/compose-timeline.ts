import { verdictOf } from "../attempt/attempt.ts";
import { type Instant, instant } from "../calendar/calendar.ts";
import type { Correction } from "../correction/correction.ts";
import type { FailureStory } from "../failure/failure-story.ts";
import type { Payment } from "../payment/payment.ts";
import { failureSteps } from "./failure-steps.ts";
import type { PaymentFacts } from "./payment-facts.ts";
import type { DatedStep, PublishedEvent, StepFacts, TimelineStep } from "./timeline-step.ts";

/** How long the payment took from one place to the next, in milliseconds; null where it did not come so far. */
export interface Durations {
  /** From the price to the payment: the cashier's time, not ours. */
  readonly quotedToBookedMs: number | null;
  readonly bookedToPublishedMs: number | null;
  readonly publishedToActivatedMs: number | null;
  /** What the worker waited. */
  readonly bookedToActivatedMs: number | null;
  readonly reversedToRevokedMs: number | null;
}

/** Puts what is known of a payment in order: oldest first, and what happened at one instant in the order in which it can have. */
export function composeTimeline(facts: PaymentFacts): readonly TimelineStep[] {
  const steps = [
    ...quoteSteps(facts),
    ...attemptSteps(facts),
    ...(facts.payment ? paymentSteps(facts.payment) : []),
    ...publishedSteps(facts),
    ...facts.failures.flatMap((story: FailureStory) => failureSteps(story)),
    ...facts.corrections.flatMap(correctionSteps),
    ...settlementSteps(facts),
  ].sort((a, b) => a.at - b.at || rankOf(a) - rankOf(b));
  return steps.map((step, index) => {
    const before = steps[index - 1];
    return { ...step, sinceMs: before ? step.at - before.at : null };
  });
}

/** The order of causes; what people did comes after what happened. */
const RANKS: readonly StepFacts["kind"][] = [
  ...(["quoted", "requested", "refused", "booked", "published"] as const),
  ...(["failure-opened", "replayed", "activated", "review", "reversed", "revoked"] as const),
  ...([
    "failure-assigned",
    "failure-noted",
    "failure-dismissed",
    "failure-corrected",
    "failure-closed",
  ] as const),
  ...(["correction-proposed", "correction-approved", "correction-rejected"] as const),
  ...(["settlement-difference", "settled"] as const),
];
const rankOf = ({ kind }: DatedStep): number => RANKS.indexOf(kind);

function quoteSteps({ quote }: PaymentFacts): readonly DatedStep[] {
  if (!quote) return [];
  const { quotedAt: at, totalRupiah, months } = quote;
  return [{ kind: "quoted", at, totalRupiah, months: months.length }];
}

/** A request stands where it came in; its line was written when it was answered. */
function attemptSteps({ attempts }: PaymentFacts): readonly DatedStep[] {
  return attempts.map((attempt) => ({
    kind: "requested",
    at: instant(attempt.at - attempt.durationMs),
    attempt,
    verdict: verdictOf(attempt),
  }));
}

function paymentSteps(payment: Payment): readonly DatedStep[] {
  if (payment.state === "tombstone") return [reversedStep(payment.reversal)];
  const { receivedAt: at } = payment;
  if (payment.state === "refused") return [{ kind: "refused", at, because: payment.reason }];
  const { amountRupiah, advised, activatedAt, review } = payment;
  const months = payment.months.length;
  const recovered = payment.recovered?.source ?? null;
  return [
    { kind: "booked", at, amountRupiah, months, advised, recovered },
    ...dated(activatedAt, { kind: "activated" }),
    ...dated(review?.reversedAt, {
      kind: "review",
      because: review?.cause ?? "day-over",
      keptBy: review?.keptBy ?? null,
    }),
    ...(payment.state === "reversed" ? [reversedStep(payment.reversal)] : []),
    ...(payment.state === "reversed" ? dated(payment.revokedAt, { kind: "revoked" }) : []),
  ];
}

const dated = (at: Instant | null | undefined, step: StepFacts): readonly DatedStep[] =>
  at === null || at === undefined ? [] : [{ ...step, at }];

const reversedStep = (reversal: {
  readonly receivedAt: Instant;
  readonly reversedAt: Instant;
  readonly reason: string;
}): DatedStep => ({
  kind: "reversed",
  at: reversal.receivedAt,
  because: reversal.reason,
  reversedAt: reversal.reversedAt,
});

function publishedSteps({ published }: PaymentFacts): readonly DatedStep[] {
  return Object.entries(published).map(([event, at]) => ({
    kind: "published",
    at,
    event: event as PublishedEvent,
  }));
}

function correctionSteps({
  correctionId,
  facts,
  proposedAt,
  proposedBy,
  reason,
  state,
  decision,
}: Correction): readonly DatedStep[] {
  const step = { correctionId, correction: facts.kind };
  const proposed: DatedStep = {
    ...{ kind: "correction-proposed", at: proposedAt, ...step },
    ...{ by: proposedBy, because: reason },
  };
  if (!decision || state === "proposed") return [proposed];
  const { at, by, reason: because } = decision;
  return [proposed, { kind: `correction-${state}`, at, ...step, by, because }];
}

function settlementSteps({ settlement }: PaymentFacts): readonly DatedStep[] {
  if (settlement?.kind === "settled") {
    const { at, fileName } = settlement;
    return [{ kind: "settled", at, fileName }];
  }
  if (settlement?.kind !== "difference") return [];
  const { at, fileName, differences } = settlement;
  const classes = differences.map(({ class: name }) => name);
  return [{ kind: "settlement-difference", at, fileName, classes }];
}

/** The ways that are worth a number of their own. */
export function durationsOf({ payment, quote, published }: PaymentFacts): Durations {
  const isBooked = payment !== undefined && payment.state !== "tombstone" && payment.state !== "refused";
  const booked = isBooked ? payment.receivedAt : undefined;
  const activated = isBooked ? (payment.activatedAt ?? undefined) : undefined;
  const reversed = payment?.state === "reversed" ? payment.reversal.receivedAt : undefined;
  const revoked = payment?.state === "reversed" ? (payment.revokedAt ?? undefined) : undefined;
  const onBus = published.accepted ?? published.credited;
  return {
    quotedToBookedMs: between(quote?.quotedAt, booked),
    bookedToPublishedMs: between(booked, onBus),
    publishedToActivatedMs: between(onBus, activated),
    bookedToActivatedMs: between(booked, activated),
    reversedToRevokedMs: between(reversed, revoked),
  };
}

/** Clocks of two machines may differ by more than a step took. */
const between = (from: Instant | undefined, to: Instant | undefined): number | null =>
  from === undefined || to === undefined ? null : Math.max(0, to - from);
