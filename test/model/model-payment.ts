import { coverageOf, isTaken, planOf, priceOfAll, sameRun } from "./model-coverage.ts";
import { dayAt, daysLater } from "./model-days.ts";
import {
  keyOf,
  type ModelMonth,
  type ModelPayment,
  type ModelQuote,
  type ModelRun,
  type ModelState,
  NOTHING_BOUGHT,
  type Request,
  type Step,
} from "./model-state.ts";

export type Pay = Extract<Request, { kind: "pay" }>;

/** What a payment is answered, and what it changes. The state is a copy and may be written to. */
export function pay(state: ModelState, ask: Pay): Step {
  const stored = state.payments[keyOf(ask)];
  if (stored) return { state, answer: repeatOf(stored, ask) };
  const quote = state.quotes[keyOf(ask)];
  const reason = whyNot(state, quote, ask);
  if (reason === "advice-too-late") state.failures[`${reason}:${keyOf(ask)}`] = true;
  if (!quote || reason) return refuse(state, ask, reason ?? "quote-unknown");
  const number = `${ask.partner}/payment/${ask.number}`;
  if (state.numbers[number]) return refuse(state, ask, "external-id-reused");
  const bought = buy(state, quote, ask);
  if (typeof bought === "string") return refuse(state, ask, bought);
  state.numbers[number] = true;
  bookIt(state, ask, bought);
  return { state, answer: { word: "accepted", rupiah: ask.amount } };
}

function repeatOf(stored: ModelPayment, ask: Pay) {
  if (stored.state === "tombstone") return { word: "reversed" };
  if (stored.member !== ask.member || stored.amount !== ask.amount) return { word: "conflict" };
  if (stored.state === "reversed") return { word: "reversed", rupiah: stored.amount };
  if (stored.state === "refused") return { word: stored.reason, rupiah: stored.amount };
  return { word: "replayed", rupiah: stored.amount };
}

function whyNot(state: ModelState, quote: ModelQuote | undefined, ask: Pay): string | undefined {
  if (!quote) return "quote-unknown";
  if (quote.member !== ask.member) return "number-differs";
  const today = dayAt(state.now);
  if (!ask.advice && quote.day !== today) return "quote-expired";
  if (ask.advice && today > daysLater(quote.day, 1)) return "advice-too-late";
  return quote.total === ask.amount ? undefined : "amount-differs";
}

interface Bought {
  readonly months: readonly ModelMonth[];
  readonly creditUsed: number;
  readonly creditGiven: number;
  readonly runBefore: ModelRun | null;
  readonly runAfter: ModelRun | null;
}

/** The quoted months; for an advice whose months are gone, as many whole next ones as the money pays, and credit. */
function buy(state: ModelState, quote: ModelQuote, ask: Pay): Bought | string {
  const coverage = coverageOf(state, ask.member);
  const taken = isTaken(coverage, quote.months);
  const moved = !sameRun(coverage.run, quote.runBefore) || coverage.credit < quote.creditUsed;
  const { months, creditUsed, runBefore, runAfter } = quote;
  if (!taken && !moved) return { months, creditUsed, creditGiven: 0, runBefore, runAfter };
  if (!ask.advice) return taken ? "already-paid" : "quote-overtaken";
  for (let count = quote.months.length; count > 0; count--) {
    const plan = planOf(state, ask.member, count);
    const price = plan && priceOfAll(plan.months);
    if (!plan || price === undefined || price > ask.amount) continue;
    return {
      months: plan.months,
      creditUsed: 0,
      creditGiven: ask.amount - price,
      runBefore: plan.runBefore,
      runAfter: plan.runAfter,
    };
  }
  const { run } = coverage;
  return { months: [], creditUsed: 0, creditGiven: ask.amount, runBefore: run, runAfter: run };
}

function bookIt(state: ModelState, ask: Pay, bought: Bought): void {
  const { member, amount } = ask;
  const coverage = coverageOf(state, member);
  const { months, creditUsed, creditGiven, runAfter } = bought;
  state.coverages[member] = {
    run: runAfter,
    credit: coverage.credit - creditUsed + creditGiven,
    claims: months.length > 0 ? { ...coverage.claims, [keyOf(ask)]: months } : coverage.claims,
  };
  state.payments[keyOf(ask)] = {
    ...NOTHING_BOUGHT,
    ...bought,
    state: months.length > 0 ? "accepted" : "credited",
    member,
    amount,
    day: dayAt(state.now),
  };
}

function refuse(state: ModelState, ask: Pay, because: string): Step {
  const number = `${ask.partner}/payment/${ask.number}`;
  const reason = state.numbers[number] ? "external-id-reused" : because;
  state.numbers[number] = true;
  const { member, amount } = ask;
  const day = dayAt(state.now);
  state.payments[keyOf(ask)] = { ...NOTHING_BOUGHT, state: "refused", member, amount, day, reason };
  return { state, answer: { word: reason, rupiah: amount } };
}
