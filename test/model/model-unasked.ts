import { priceNow } from "./model-inquiry.ts";
import { type Bought, bookIt, buy, type Pay, repeatOf, whyNotFitting } from "./model-payment.ts";
import { keyOf, type ModelState, type Step } from "./model-state.ts";

/** First amount and ten others. */
const AMOUNTS_MAX = 11;

/** Money that was taken before we were told: booked where it fits, never refused; what does not fit is shown to ops until it does. */
export function payUnasked(state: ModelState, ask: Pay): Step {
  const failure = `unquoted-undecided:${keyOf(ask)}`;
  const stored = state.payments[keyOf(ask)];
  const bought = stored ?? whatItBuys(state, ask);
  if (!bought) {
    const known = (state.failures[failure] ?? "").split(" ").filter((amount) => amount !== "");
    const amounts = [...new Set([...known, String(ask.amount)])].slice(0, AMOUNTS_MAX);
    state.failures[failure] = amounts.join(" ");
    return { state, answer: { word: "undecided" } };
  }
  delete state.failures[failure];
  if (stored) return { state, answer: repeatOf(stored, ask) };
  state.numbers[`${ask.partner}/payment/${ask.number}`] = true;
  bookIt(state, ask, bought);
  return { state, answer: { word: "accepted", rupiah: ask.amount } };
}

/** The months of a quote that it fits, or else those of this moment if they cost just so much. */
function whatItBuys(state: ModelState, ask: Pay): Bought | undefined {
  if (state.numbers[`${ask.partner}/payment/${ask.number}`]) return undefined;
  const quote = state.quotes[keyOf(ask)];
  if (quote) {
    if (whyNotFitting(state, quote, ask, true)) return undefined;
    const bought = buy(state, quote, ask, true);
    return typeof bought === "string" ? undefined : bought;
  }
  const priced = priceNow(state, { member: ask.member, months: ask.named || 1 });
  if (typeof priced === "string" || priced.total !== ask.amount) return undefined;
  return { ...priced, creditGiven: 0 };
}
