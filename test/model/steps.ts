import { ANY_WORD } from "./any-word.ts";
import type { PlannedFault } from "./faulty-wire.ts";
import type { Reply } from "./front.ts";
import { takesFirst } from "./model-places.ts";
import { stepsOfSlice } from "./model-replay.ts";
import { type Answer, keyOf, type ModelState, type Request, type Step } from "./model-state.ts";
import { step } from "./reference-model.ts";

/**
 * What an answered request may have come to: one thing. A single put has no token that makes a second sending the same one, though: after a lost answer the client
 * meets its own write, and the request is answered as the repeat that it then is.
 */
export function stepsOfAnswer(
  before: ModelState,
  request: Request,
  fault: PlannedFault | undefined,
): readonly Step[] {
  if (request.kind === "slice") return stepsOfSlice(before, request);
  const once = step(before, request);
  const isPut = request.kind === "describe" || once.answer.word === "reversed tombstone";
  return fault?.fault === "lost-answer" && isPut ? [once, step(once.state, request)] : [once];
}

/** Where a request without an answer may have left the ledger. A failure is opened before what it is about, and closed after it. */
export function stepsOfSilence(before: ModelState, request: Request): readonly Step[] {
  if (request.kind === "slice") return stepsOfSlice(before, request);
  const after = step(before, request);
  const { answer } = after;
  const failures = { ...before.failures, ...after.state.failures };
  return [
    { state: before, answer },
    after,
    { state: { ...before, failures }, answer },
    { state: { ...after.state, failures }, answer },
  ];
}

/**
 * What two requests at once may have come to: what one after the other gives, in either order. The first may have had no answer; answers stand in the order of the
 * arguments.
 */
export function stepsOfRace(
  before: ModelState,
  [one, other]: readonly [Request, Request],
  oneAnswered: boolean,
): readonly RaceStep[] {
  const stepsOfOne = (state: ModelState) =>
    oneAnswered ? stepsOfAnswer(state, one, undefined) : stepsOfSilence(state, one);
  const oneFirst = stepsOfOne(before).map(({ state, answer }): RaceStep => {
    const then = step(state, other);
    return { state: then.state, answers: [answer, then.answer] };
  });
  const first = step(before, other);
  const otherFirst = stepsOfOne(first.state).map(
    ({ state, answer }): RaceStep => ({ state, answers: [answer, first.answer] }),
  );
  const between = one.kind === "slice" ? betweenErrands(oneFirst, stepsOfOne) : [];
  return [
    ...oneFirst,
    ...otherFirst,
    ...between,
    ...besideEachOther([one, other], stepsOfOne(before), first),
  ];
}

/** A replay's slice is one errand after the other: somebody else may come between two of them. */
function betweenErrands(
  afterOther: readonly RaceStep[],
  stepsOfSlice: (state: ModelState) => readonly Step[],
): readonly RaceStep[] {
  return afterOther.flatMap(({ state, answers }) =>
    stepsOfSlice(state).map((then) => ({ state: then.state, answers })),
  );
}

/**
 * An inquiry looks first and keeps its quote last. Money that is told of in between under the same reference, by a partner that does not wait for the price, is booked
 * at that price; the quote then stands beside a payment that is answered as it is stored, and does no harm.
 */
function besideEachOther(
  [one, other]: readonly [Request, Request],
  stepsOfOne: readonly Step[],
  stepOfOther: Step,
): readonly RaceStep[] {
  const pay = [one, other].find((request) => request.kind === "pay");
  const inquiry = [one, other].find((request) => request.kind === "inquire");
  if (!pay || !inquiry || !takesFirst(pay.partner) || keyOf(pay) !== keyOf(inquiry)) return [];
  return stepsOfOne.map((stepOfOne) => {
    const [asked, paid] =
      one === inquiry ? [stepOfOne.state, stepOfOther.state] : [stepOfOther.state, stepOfOne.state];
    const quotes = { ...paid.quotes, ...asked.quotes };
    const numbers = { ...paid.numbers, ...asked.numbers };
    return { state: { ...paid, quotes, numbers }, answers: [stepOfOne.answer, stepOfOther.answer] };
  });
}

export interface RaceStep {
  readonly state: ModelState;
  readonly answers: readonly [Answer, Answer];
}

/** Whether a reply says what was foreseen. No reply contradicts nothing. */
export const fits = (answer: Answer, reply: Reply): boolean =>
  reply.kind !== "answered" ||
  answer.word === ANY_WORD ||
  (answer.word === reply.word && (answer.rupiah ?? reply.rupiah) === reply.rupiah);
