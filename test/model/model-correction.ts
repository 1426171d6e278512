import { coverageOf, priceOfAll } from "./model-coverage.ts";
import { dayAt, midnightOf } from "./model-days.ts";
import { priceNow } from "./model-inquiry.ts";
import type { Bought } from "./model-payment.ts";
import { takeOut, whyStuck } from "./model-reversal.ts";
import {
  type ModelCorrection,
  type ModelPayment,
  type ModelState,
  NOTHING_BOUGHT,
  type Request,
  type Step,
} from "./model-state.ts";

type Facts = ModelCorrection["facts"];

/** What a correction would do: what to book where, and what to take out. */
interface Plan {
  readonly books?: { readonly key: string; readonly payment: ModelPayment; readonly bought: Bought };
  readonly frees?: string;
  readonly keeps?: string;
}

/** One person asks for a change of money. The state is a copy and may be written to. */
export function propose(state: ModelState, ask: Extract<Request, { kind: "propose" }>): Step {
  const say = (word: string): Step => ({ state, answer: { word } });
  const waits = Object.values(state.corrections).some(
    ({ now, pages }) => now === "proposed" && pages.includes(ask.facts.payment),
  );
  if (waits) return say("already-proposed");
  const plan = planOf(state, ask.id, ask.facts);
  if (typeof plan === "string") return say(plan);
  const pages = [ask.facts.payment, plan.books?.key ?? "", plan.frees ?? ""].filter((key) => key !== "");
  const { facts, person } = ask;
  state.corrections[ask.id] = {
    facts,
    maker: person,
    now: "proposed",
    decider: "",
    preview: previewOf(state, plan),
    pages,
  };
  return say("proposed");
}

/** Another one decides. What was previewed happens, or nothing. */
export function decide(state: ModelState, ask: Extract<Request, { kind: "decide" }>): Step {
  const say = (word: string): Step => ({ state, answer: { word } });
  const correction = state.corrections[ask.id];
  if (!correction) return say("unknown");
  if (correction.now !== "proposed") return say("stale");
  if (!ask.approves) {
    Object.assign(correction, { now: "rejected", decider: ask.person });
    return say("rejected");
  }
  if (correction.maker === ask.person) return say("same-person");
  const plan = planOf(state, ask.id, correction.facts);
  if (typeof plan === "string") return say(`not-possible ${plan}`);
  if (previewOf(state, plan) !== correction.preview) return say("not-possible preview-moved");
  carryOut(state, correction.facts, plan);
  Object.assign(correction, { now: "approved", decider: ask.person });
  return say("approved");
}

function planOf(state: ModelState, id: string, facts: Facts): Plan | string {
  switch (facts.what) {
    case "forced-booking":
    case "credit":
      return planRecovery(state, id, facts);
    case "late-reversal":
    case "keep":
    case "wrong-nik":
      return planOfStanding(state, id, facts);
  }
}

function planRecovery(state: ModelState, id: string, facts: Facts): Plan | string {
  const stored = state.payments[facts.payment];
  if (stored?.successor) return "already-corrected";
  if (stored?.state === "reversed" || stored?.state === "tombstone") return "money-went-back";
  if (stored && stored.state !== "refused") return "already-booked";
  const months = facts.what === "credit" ? 0 : facts.months;
  const bought = boughtBy(state, { ...facts, months });
  if (typeof bought === "string") return bought;
  const key = stored ? `${facts.payment}#${id}` : facts.payment;
  const named = stored?.named ?? 0;
  const day = dayAt(facts.paidAt);
  const origin = stored ? facts.payment : "";
  return { books: { key, bought, payment: paymentOf(facts, bought, { named, day, origin }) } };
}

function planOfStanding(state: ModelState, id: string, facts: Facts): Plan | string {
  const stored = state.payments[facts.payment];
  if (!stored) return "payment-unknown";
  if (stored.successor) return "already-corrected";
  if (!["accepted", "active", "credited"].includes(stored.state)) return "money-went-back";
  if (facts.what === "keep") {
    return stored.review && !stored.kept ? { keeps: facts.payment } : "not-under-review";
  }
  if (facts.what === "late-reversal")
    return whyStuck(state, facts.payment, stored) ?? { frees: facts.payment };
  if (stored.member === facts.member) return "same-member";
  if (stored.review && !stored.kept) return "under-review";
  const { amount, named, day } = stored;
  const months = stored.months.length;
  const bought = boughtBy(state, { ...facts, amount, months, paidAt: midnightOf(day) });
  if (typeof bought === "string") return bought;
  const stuck = whyStuck(state, facts.payment, stored);
  if (stuck) return stuck;
  const key = `${facts.payment.split("#").slice(0, 2).join("#")}#${id}`;
  const origin = stored.origin || facts.payment;
  const payment = paymentOf({ member: facts.member, amount }, bought, { named, day, origin });
  return { books: { key, bought, payment }, frees: facts.payment };
}

/** What money buys that is found later: the months of its own day at their price, over what is covered now. */
function boughtBy(
  state: ModelState,
  { member, months, amount, paidAt }: Pick<Facts, "member" | "months" | "amount" | "paidAt">,
): Bought | string {
  if (!state.members[member]) return "member-unknown";
  for (let count = months; count > 0; count--) {
    const priced = priceNow({ ...state, now: paidAt }, { member, months: count });
    if (priced === "paid-ahead-limit") continue;
    if (typeof priced === "string") return priced;
    const price = priceOfAll(priced.months);
    if (amount + (count === months ? priced.creditUsed : 0) < price) continue;
    const creditUsed = Math.max(0, price - amount);
    const creditGiven = Math.max(0, amount - price);
    return {
      months: priced.months,
      creditUsed,
      creditGiven,
      runBefore: priced.runBefore,
      runAfter: priced.runAfter,
    };
  }
  const { run } = coverageOf(state, member);
  return { months: [], creditUsed: 0, creditGiven: amount, runBefore: run, runAfter: run };
}

function paymentOf(
  { member, amount }: Pick<Facts, "member" | "amount">,
  bought: Bought,
  more: Pick<ModelPayment, "named" | "day" | "origin">,
): ModelPayment {
  const state = bought.months.length > 0 ? "accepted" : "credited";
  return { ...NOTHING_BOUGHT, ...bought, ...more, state, member, amount };
}

/** What a person sees before he agrees: whom it gives what, and from whom it takes. */
function previewOf(state: ModelState, { books, frees }: Plan): string {
  const said = (key: string, payment: ModelPayment | undefined) =>
    payment && [key, payment.member, payment.amount, payment.months, payment.creditUsed, payment.creditGiven];
  return JSON.stringify([
    books ? said(books.key, books.payment) : null,
    frees ? said(frees, state.payments[frees]) : null,
  ]);
}

function carryOut(state: ModelState, { what, payment }: Facts, { books, frees, keeps }: Plan): void {
  const ends = {
    "forced-booking": MISSING,
    credit: MISSING,
    "late-reversal": REVIEW,
    keep: REVIEW,
    "wrong-nik": [],
  };
  for (const cause of ends[what]) delete state.failures[`${cause}:${payment}`];
  const kept = keeps && state.payments[keeps];
  if (kept) kept.kept = true;
  const freed = frees && state.payments[frees];
  if (frees && freed) takeOut(state, frees, freed, books?.key);
  if (!books) return;
  const { member } = books.payment;
  const coverage = coverageOf(state, member);
  const { months, creditUsed, creditGiven, runAfter } = books.bought;
  state.coverages[member] = {
    run: runAfter,
    credit: coverage.credit - creditUsed + creditGiven,
    claims: months.length > 0 ? { ...coverage.claims, [books.key]: months } : coverage.claims,
  };
  state.payments[books.key] = books.payment;
  const root = state.payments[books.payment.origin];
  if (root) root.successor = books.key;
}

const MISSING = ["advice-too-late", "unquoted-undecided"];
const REVIEW = ["reversal-needs-review"];
