import { coverageOf, isTaken, planOf, priceOfAll, sameRun } from "./model-coverage.ts";
import { dayAt, daysLater } from "./model-days.ts";
import { isClosed } from "./model-places.ts";
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
  if (reason === "advice-too-late") state.failures[`${reason}:${keyOf(ask)}`] = "";
  if (!quote || reason) return refuse(state, ask, reason ?? "quote-unknown");
  const number = `${ask.partner}/payment/${ask.number}`;
  if (state.numbers[number]) return refuse(state, ask, "external-id-reused");
  const bought = buy(state, quote, ask, ask.advice);
  if (typeof bought === "string") return refuse(state, ask, bought);
  state.numbers[number] = true;
  bookIt(state, ask, bought);
  return { state, answer: { word: "accepted", rupiah: ask.amount } };
}

export function repeatOf(stored: ModelPayment, ask: Pay) {
  if (stored.state === "tombstone") return { word: "reversed" };
  if (stored.member !== ask.member || stored.amount !== ask.amount) return { word: "conflict" };
  if (stored.named > 0 && ask.named > 0 && stored.named !== ask.named) return { word: "conflict" };
  if (stored.state === "reversed" && !isWithUs(stored)) return { word: "reversed", rupiah: stored.amount };
  if (stored.state === "refused") return { word: stored.reason, rupiah: stored.amount };
  return { word: "replayed", rupiah: stored.amount };
}

/** Money that went on to another worker is with us: its reference is answered as its slip says. */
export const isWithUs = ({ successor, returned }: ModelPayment): boolean => successor !== "" && !returned;

function whyNot(state: ModelState, quote: ModelQuote | undefined, ask: Pay): string | undefined {
  if (!ask.advice && isClosed(ask.partner, state.now)) return "service-closed";
  if (!quote) return "quote-unknown";
  return whyNotFitting(state, quote, ask, ask.advice);
}

/** Whether a payment fits its quote; `late` where the cash was taken before we were told. */
export function whyNotFitting(
  state: ModelState,
  quote: ModelQuote,
  ask: Pay,
  late: boolean,
): string | undefined {
  if (quote.member !== ask.member) return "number-differs";
  if (ask.named > 0 && ask.named !== quote.months.length) return "months-differ";
  const today = dayAt(state.now);
  if (!late && quote.day !== today) return "quote-expired";
  if (late && today > daysLater(quote.day, 1)) return "advice-too-late";
  return quote.total === ask.amount ? undefined : "amount-differs";
}

export interface Bought {
  readonly months: readonly ModelMonth[];
  readonly creditUsed: number;
  readonly creditGiven: number;
  readonly runBefore: ModelRun | null;
  readonly runAfter: ModelRun | null;
}

/** The quoted months; for cash that was taken before and whose months are gone, as many whole next ones as the money pays, and credit. */
export function buy(state: ModelState, quote: ModelQuote, ask: Pay, late: boolean): Bought | string {
  const coverage = coverageOf(state, ask.member);
  const taken = isTaken(coverage, quote.months);
  const moved = !sameRun(coverage.run, quote.runBefore) || coverage.credit < quote.creditUsed;
  const { months, creditUsed, runBefore, runAfter } = quote;
  if (!taken && !moved) return { months, creditUsed, creditGiven: 0, runBefore, runAfter };
  if (!late) return taken ? "already-paid" : "quote-overtaken";
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

export function bookIt(state: ModelState, ask: Pay, bought: Bought): void {
  const { member, amount, named } = ask;
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
    named,
    day: dayAt(state.now),
  };
}

function refuse(state: ModelState, ask: Pay, because: string): Step {
  const number = `${ask.partner}/payment/${ask.number}`;
  const reason = state.numbers[number] ? "external-id-reused" : because;
  state.numbers[number] = true;
  const { member, amount, named } = ask;
  const day = dayAt(state.now);
  state.payments[keyOf(ask)] = { ...NOTHING_BOUGHT, state: "refused", member, amount, named, day, reason };
  return { state, answer: { word: reason, rupiah: amount } };
}
