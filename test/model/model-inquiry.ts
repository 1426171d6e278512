import { coverageOf, planOf, priceOfAll } from "./model-coverage.ts";
import { dayAt, monthsLater } from "./model-days.ts";
import { keyOf, type ModelQuote, type ModelState, type Request, type Step } from "./model-state.ts";

type Inquiry = Extract<Request, { kind: "inquire" }>;

/** What an inquiry is answered. The state is a copy and may be written to. */
export function inquire(state: ModelState, ask: Inquiry): Step {
  const say = (word: string): Step => ({ state, answer: { word } });
  const member = state.members[ask.member];
  if (!member) return say("member-unknown");
  if (member.segment !== "BPU") return say("wrong-segment");
  if (member.standing !== "registered") return say("member-unavailable");
  const stored = state.quotes[keyOf(ask)];
  const today = dayAt(state.now);
  const plan = planOf(state, ask.member, ask.months);
  if (!plan) return stored ? repeated(state, stored, ask) : say("paid-ahead-limit");
  if (plan.afresh && today >= monthsLater(member.birthDay, 65 * 12)) {
    return say(plan.runBefore ? "re-entry-held" : "age-limit");
  }
  if (stored) return repeated(state, stored, ask);
  const number = `${ask.partner}/inquiry/${ask.number}`;
  if (state.numbers[number]) return say("external-id-reused");
  const price = priceOfAll(plan.months);
  const creditUsed = Math.min(coverageOf(state, ask.member).credit, price);
  const { months, runBefore, runAfter } = plan;
  const total = price - creditUsed;
  state.quotes[keyOf(ask)] = {
    member: ask.member,
    day: today,
    months,
    total,
    creditUsed,
    runBefore,
    runAfter,
  };
  state.numbers[number] = true;
  return { state, answer: { word: "quoted", rupiah: total } };
}

/** The same inquiry again holds for its day. */
function repeated(state: ModelState, stored: ModelQuote, ask: Inquiry): Step {
  if (stored.member !== ask.member || stored.months.length !== ask.months) {
    return { state, answer: { word: "inquiry-id-reused" } };
  }
  if (stored.day !== dayAt(state.now)) return { state, answer: { word: "quote-expired" } };
  // BNI's contract calls that a conflict, which names no price.
  const rupiah = ask.partner === "bni" ? {} : { rupiah: stored.total };
  return { state, answer: { word: "quote-repeated", ...rupiah } };
}
