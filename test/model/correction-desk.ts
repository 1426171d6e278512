import * as z from "zod/mini";
import { CorrectionFacts } from "../../shared/correction/correction-facts.ts";
import { decideCorrection } from "../../shared/correction/decide-correction.ts";
import { proposeCorrection } from "../../shared/correction/propose-correction.ts";
import type { Nik } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import type { PaymentDeps } from "../../shared/payment/deps.ts";
import type { OpsDeed } from "./action.ts";
import { priceNow } from "./model-inquiry.ts";
import { standingKey } from "./model-reversal.ts";
import { keyOf, type ModelState, type Request } from "./model-state.ts";
import { personOf } from "./snap-bodies.ts";

type Proposal = Extract<Request, { kind: "propose" }>;
type Decision = Extract<Request, { kind: "decide" }>;

const DAY_MS = 86_400_000;

/** Turns what a person of ops means to do into a request, or undefined where there is nothing to decide. */
export function requestOfOps(deed: OpsDeed, state: ModelState, id: string): Proposal | Decision | undefined {
  const { person } = deed;
  if (deed.kind === "decide") {
    const { approves } = deed;
    const all = Object.keys(state.corrections);
    const waiting = all.filter((one) => state.corrections[one]?.now === "proposed");
    const chosen = (waiting.length > 0 ? waiting : all).at(-1 - deed.pick);
    return chosen === undefined ? undefined : { kind: "decide", id: chosen, person, approves };
  }
  const { what, member, months } = deed;
  const own = keyOf({ partner: deed.partner, reference: `R${deed.ref}` });
  const payment = what === "forced-booking" || what === "credit" ? own : standingKey(state, own);
  const paidAt = state.now - deed.daysAgo * DAY_MS;
  const priced = priceNow({ ...state, now: paidAt }, { member, months });
  const price = typeof priced === "string" || priced.total === 0 ? 8_400 : priced.total;
  const amount = price + { price: 0, more: 1_000, less: -100 }[deed.amount];
  return { kind: "propose", id, person, facts: { what, payment, member, months, amount, paidAt } };
}

/** Does it, as the console does. @returns the outcome in a word */
export async function performOps(deps: PaymentDeps, request: Proposal | Decision): Promise<string> {
  const actor = { subject: request.person, origin: "127.0.0.1" };
  if (request.kind === "decide") {
    const verdict = request.approves ? "approve" : "reject";
    const decision = { verdict, reason: "seen the file", seenVersion: 1 } as const;
    const outcome = await decideCorrection(deps, actor, request.id, decision);
    return outcome.kind === "not-possible" ? `${outcome.kind} ${outcome.because}` : outcome.kind;
  }
  const facts = factsOf(deps, request);
  const outcome = await proposeCorrection(naming(deps, request.id), actor, facts, "the file has it");
  return outcome.kind === "refused" ? outcome.because : outcome.kind;
}

/** The first id that is asked for names the correction: what stands under it can be foreseen then. */
function naming(deps: PaymentDeps, id: string): PaymentDeps {
  let named = false;
  const next = () => {
    if (named) return deps.ids.next();
    named = true;
    return id;
  };
  return { ...deps, ids: { next } };
}

function factsOf({ keys }: PaymentDeps, { facts }: Proposal): CorrectionFacts {
  const { what, payment, member, months, amount, paidAt } = facts;
  const [partnerId, reference] = payment.split("#");
  const memberKey = memberKeyOf(keys.nikHashKey, personOf(member).nik as Nik);
  const collected = { partnerId, reference, memberKey, amountRupiah: amount, paidAt, source: "settlement" };
  const about = { paymentKey: payment, toMember: memberKey };
  return z.parse(CorrectionFacts, { kind: what, months, ...collected, ...about });
}
