import { ANY_WORD } from "./any-word.ts";
import type { ModelState, Request, Step } from "./model-state.ts";
import { activate, revoke } from "./reference-model.ts";

type Slice = Extract<Request, { kind: "slice" }>;

/** Causes that a replay carries out an errand for, as far as histories bring them about. */
const REPLAYABLE = /^(core-refused|slice-owned-by-another):(.+)$/;

/** More at once would be more orders than are worth looking at. */
const ORDERS_MAX = 3;

/**
 * Where a replay's slice may leave the world, wherever it ended: each failure that stands open may have been left as it was, brought to its end, or brought so far that only its failure is still open. Which of them are in
 * the replay the model does not follow; that nothing else may change, it insists on.
 */
export function stepsOfSlice(before: ModelState, request: Slice): readonly Step[] {
  const open = Object.keys(before.failures).filter((failure) => REPLAYABLE.test(failure));
  const orders = open.length <= ORDERS_MAX ? permutations(open) : [open, open.toReversed()];
  const found = new Map<string, ModelState>();
  for (const order of orders) {
    for (const state of order.reduce(
      (states, failure) => states.flatMap((state) => whatMayCome(state, failure, request)),
      [before] as readonly ModelState[],
    )) {
      found.set(JSON.stringify(state), state);
    }
  }
  return [...found.values()].map((state) => ({ state, answer: { word: ANY_WORD } }));
}

function whatMayCome(before: ModelState, failure: string, { refused, away }: Slice): readonly ModelState[] {
  const key = REPLAYABLE.exec(failure)?.[2] ?? "";
  if (before.failures[failure] === undefined) return [before];
  const after = structuredClone(before);
  const isDone = ["active", "reversed"].includes(after.payments[key]?.state ?? "") && isSettled(after, key);
  if (away && !isDone) return [before];
  if (after.payments[key]?.state === "reversed") revoke(after, key);
  else activate(after, key, refused);
  const stillShown = structuredClone(after);
  stillShown.failures[failure] = before.failures[failure] ?? "";
  return [before, stillShown, after];
}

const isSettled = ({ payments }: ModelState, key: string): boolean =>
  payments[key]?.state === "active" || payments[key]?.revoked === true;

function permutations<T>(list: readonly T[]): readonly (readonly T[])[] {
  if (list.length < 2) return [list];
  return list.flatMap((one, at) => permutations(list.toSpliced(at, 1)).map((rest) => [one, ...rest]));
}
