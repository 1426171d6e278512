import { coverageOf, sameRun } from "./model-coverage.ts";
import { dayAt, daysLater, midnightOf } from "./model-days.ts";
import {
  keyOf,
  type ModelPayment,
  type ModelState,
  NOTHING_BOUGHT,
  type Request,
  type Step,
} from "./model-state.ts";

type Reversal = Extract<Request, { kind: "reverse" }>;

/** What a reversal is answered, and what it takes back. The state is a copy and may be written to. */
export function reverse(state: ModelState, ask: Reversal): Step {
  const named = state.payments[keyOf(ask)];
  const word = reverseWhereItStands(state, ask, standingKey(state, keyOf(ask)));
  return { state, answer: { word: named?.state === "refused" ? "already-refused" : word } };
}

/** Two people may have moved the money on. */
export function standingKey(state: ModelState, key: string): string {
  const { successor = "", returned = false } = state.payments[key] ?? {};
  return successor && !returned ? standingKey(state, successor) : key;
}

function reverseWhereItStands(state: ModelState, ask: Reversal, key: string): string {
  const stored = state.payments[key];
  if (!stored) {
    const day = dayAt(state.now);
    state.payments[key] = { ...NOTHING_BOUGHT, state: "tombstone", day };
    return "reversed tombstone";
  }
  if (stored.state === "tombstone" || stored.state === "reversed") return `reversed ${stored.state} again`;
  if (stored.state === "refused") return "already-refused";
  if (ask.amount !== undefined && ask.amount !== stored.amount) return "partial";
  if (stored.review) return `needs-review ${stored.review}`;
  const cause = inTime(state.now, ask, stored) ? whyStuck(state, key, stored) : "day-over";
  if (cause) {
    stored.review = cause;
    state.failures[`reversal-needs-review:${key}`] = "";
    return `needs-review ${cause}`;
  }
  takeOut(state, key, stored);
  return "reversed reversed";
}

/** On the payment's own day; made before midnight, until one in the morning. */
function inTime(now: number, { reversedAt }: Reversal, { day }: ModelPayment): boolean {
  if (dayAt(now) === day) return true;
  return dayAt(reversedAt) === day && now < midnightOf(daysLater(day, 1)) + 3_600_000;
}

export function whyStuck(state: ModelState, key: string, payment: ModelPayment): string | undefined {
  const coverage = coverageOf(state, payment.member);
  const isLast = key in coverage.claims && sameRun(coverage.run, payment.runAfter);
  if (payment.months.length > 0 && !isLast) return "later-claim";
  return coverage.credit < payment.creditGiven ? "credit-spent" : undefined;
}

/** Frees what a payment bought; its money went back, or on to another payment. */
export function takeOut(state: ModelState, key: string, payment: ModelPayment, successor = ""): void {
  const coverage = coverageOf(state, payment.member);
  const { [key]: claim, ...claims } = coverage.claims;
  state.coverages[payment.member] = {
    run: claim ? payment.runBefore : coverage.run,
    credit: coverage.credit - payment.creditGiven + payment.creditUsed,
    claims,
  };
  payment.state = "reversed";
  payment.successor = successor;
  const root = state.payments[payment.origin];
  if (root && !successor) root.returned = true;
}
