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
  const say = (word: string): Step => ({ state, answer: { word } });
  const stored = state.payments[keyOf(ask)];
  if (!stored) {
    const day = dayAt(state.now);
    state.payments[keyOf(ask)] = { ...NOTHING_BOUGHT, state: "tombstone", day };
    return say("reversed tombstone");
  }
  if (stored.state === "tombstone" || stored.state === "reversed")
    return say(`reversed ${stored.state} again`);
  if (stored.state === "refused") return say("already-refused");
  if (ask.amount !== undefined && ask.amount !== stored.amount) return say("partial");
  if (stored.review) return say(`needs-review ${stored.review}`);
  const cause = inTime(state.now, ask, stored) ? whyStuck(state, keyOf(ask), stored) : "day-over";
  if (cause) {
    stored.review = cause;
    state.failures[`reversal-needs-review:${keyOf(ask)}`] = "";
    return say(`needs-review ${cause}`);
  }
  takeOut(state, keyOf(ask), stored);
  return say("reversed reversed");
}

/** On the payment's own day; made before midnight, until one in the morning. */
function inTime(now: number, { reversedAt }: Reversal, { day }: ModelPayment): boolean {
  if (dayAt(now) === day) return true;
  return dayAt(reversedAt) === day && now < midnightOf(daysLater(day, 1)) + 3_600_000;
}

function whyStuck(state: ModelState, key: string, payment: ModelPayment): string | undefined {
  const coverage = coverageOf(state, payment.member);
  const isLast = key in coverage.claims && sameRun(coverage.run, payment.runAfter);
  if (payment.months.length > 0 && !isLast) return "later-claim";
  return coverage.credit < payment.creditGiven ? "credit-spent" : undefined;
}

function takeOut(state: ModelState, key: string, payment: ModelPayment): void {
  const coverage = coverageOf(state, payment.member);
  const { [key]: claim, ...claims } = coverage.claims;
  state.coverages[payment.member] = {
    run: claim ? payment.runBefore : coverage.run,
    credit: coverage.credit - payment.creditGiven + payment.creditUsed,
    claims,
  };
  payment.state = "reversed";
}
