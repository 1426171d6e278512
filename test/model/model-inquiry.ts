import { coverageOf, planOf, priceOfAll } from "./model-coverage.ts";
import { dayAt, monthsLater } from "./model-days.ts";
import { floorOf, isClosed } from "./model-places.ts";
import { keyOf, type ModelQuote, type ModelState, type Request, type Step } from "./model-state.ts";

type Inquiry = Extract<Request, { kind: "inquire" }>;

/** What an inquiry is answered. The state is a copy and may be written to. */
export function inquire(state: ModelState, ask: Inquiry): Step {
  const say = (word: string): Step => ({ state, answer: { word } });
  const stored = state.quotes[keyOf(ask)];
  if (isClosed(ask.partner, state.now)) return stored ? repeated(state, stored, ask) : say("service-closed");
  const priced = priceNow(state, ask);
  if (typeof priced === "string") {
    return stored && priced === "paid-ahead-limit" ? repeated(state, stored, ask) : say(priced);
  }
  if (stored) return repeated(state, stored, ask);
  if (priced.total < floorOf(ask.partner)) return say("below-floor");
  const number = `${ask.partner}/inquiry/${ask.number}`;
  if (state.numbers[number]) return say("external-id-reused");
  state.quotes[keyOf(ask)] = priced;
  state.numbers[number] = true;
  return { state, answer: { word: "quoted", rupiah: priced.total } };
}

/** What so many months of a worker cost at this moment, or why they cost nothing at all. */
export function priceNow(
  state: ModelState,
  ask: { readonly member: string; readonly months: number },
): ModelQuote | string {
  const member = state.members[ask.member];
  if (!member) return "member-unknown";
  if (member.segment !== "BPU") return "wrong-segment";
  if (member.standing !== "registered") return "member-unavailable";
  const today = dayAt(state.now);
  const plan = planOf(state, ask.member, ask.months);
  if (!plan) return "paid-ahead-limit";
  if (plan.afresh && today >= monthsLater(member.birthDay, 65 * 12)) {
    return plan.runBefore ? "re-entry-held" : "age-limit";
  }
  const price = priceOfAll(plan.months);
  const creditUsed = Math.min(coverageOf(state, ask.member).credit, price);
  const { months, runBefore, runAfter } = plan;
  return {
    member: ask.member,
    day: today,
    months,
    total: price - creditUsed,
    creditUsed,
    runBefore,
    runAfter,
  };
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
