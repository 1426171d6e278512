import { ANY_WORD } from "./any-word.ts";
import { decide, propose } from "./model-correction.ts";
import { inquire } from "./model-inquiry.ts";
import { isWithUs, pay } from "./model-payment.ts";
import { takesFirst } from "./model-places.ts";
import { reverse } from "./model-reversal.ts";
import { keyOf, type ModelPayment, type ModelState, type Request, type Step } from "./model-state.ts";
import { payUnasked } from "./model-unasked.ts";

/**
 * The gateway as the design describes it, a hundred times simpler: no wire, no store, no faults, one request after the other. Shares no code with what it
 * judges.
 */
export function step(before: ModelState, request: Request): Step {
  const state = structuredClone(before);
  switch (request.kind) {
    case "inquire":
      return inquire(state, request);
    case "pay":
      return takesFirst(request.partner) ? payUnasked(state, request) : pay(state, request);
    case "reverse":
      return reverse(state, request);
    case "status":
      return { state, answer: status(state, request) };
    case "describe": {
      const known = state.members[request.member];
      if (known && known.version >= request.told.version) return { state, answer: { word: "older" } };
      state.members[request.member] = request.told;
      return { state, answer: { word: "written" } };
    }
    case "propose":
      return propose(state, request);
    case "decide":
      return decide(state, request);
    case "activate":
      return { state, answer: { word: activate(state, request.payment, request.refused) } };
    case "revoke":
      return { state, answer: { word: revoke(state, request.payment) } };
    case "replay":
    case "slice":
      // Asking changes nothing of what the model knows; for a slice, `stepsOfSlice` says what may come of it.
      return { state, answer: { word: ANY_WORD } };
  }
}

function status(state: ModelState, ask: Extract<Request, { kind: "status" }>) {
  const payment = state.payments[keyOf(ask)];
  const isOthers = payment && payment.state !== "tombstone" && payment.member !== ask.member;
  if (!payment || isOthers) return { word: "unknown" };
  if (payment.state === "reversed" && isWithUs(payment))
    return { word: toldState(state, payment), rupiah: payment.amount };
  return payment.state === "tombstone"
    ? { word: payment.state }
    : { word: payment.state, rupiah: payment.amount };
}

/** In force with the worker whose NIK was typed, as long as it was, or else with the right one. */
function toldState(state: ModelState, { months, activated, successor }: ModelPayment): string {
  if (months.length === 0) return "credited";
  return activated || state.payments[successor]?.state === "active" ? "active" : "accepted";
}

const slicesOf = (state: ModelState, key: string): readonly string[] => {
  const payment = state.payments[key];
  return (payment?.months ?? []).flatMap(({ month }) =>
    ["JKK", "JKM"].map((programme) => `${payment?.member}#${month}#${programme}`),
  );
};

/** Failures that end once core and ledger agree. */
export function mend(state: ModelState, key: string): void {
  for (const cause of ["slice-owned-by-another", "core-refused"]) delete state.failures[`${cause}:${key}`];
}

export function activate(state: ModelState, key: string, refused: boolean): string {
  const payment = state.payments[key];
  if (payment?.state === "active") {
    mend(state, key);
    return "already-active";
  }
  if (payment?.state !== "accepted") return "not-accepted";
  if (refused) {
    state.failures[`core-refused:${key}`] = "";
    return "failed";
  }
  const slices = slicesOf(state, key);
  // The month's former owner is still on its way out: no answer, the message comes back.
  if (slices.some((slice) => (state.slices[slice] ?? key) !== key)) return "comes-back";
  for (const slice of slices) state.slices[slice] = key;
  payment.state = "active";
  payment.activated = true;
  mend(state, key);
  return "activated";
}

export function revoke(state: ModelState, key: string): string {
  const payment = state.payments[key];
  if (payment?.state !== "reversed") return "not-reversed";
  mend(state, key);
  if (payment.revoked) return "already-revoked";
  for (const slice of slicesOf(state, key)) if (state.slices[slice] === key) delete state.slices[slice];
  payment.revoked = true;
  return "revoked";
}
