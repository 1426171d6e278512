import fc from "fast-check";
import type { Action, History } from "./action.ts";
import type { Bench } from "./bench.ts";
import type { Plant } from "./gateway.ts";
import { runHistory } from "./history-run.ts";
import { historyUpTo } from "./random-history.ts";
import { newTally, type Tally } from "./tally.ts";

/** A history on which gateway and model part, as short as leaving out actions makes it. */
export interface Counterexample {
  readonly seed: number;
  /** How many histories were played up to this one. */
  readonly histories: number;
  readonly message: string;
  readonly story: string;
}

interface Search {
  readonly seed: number;
  readonly histories: number;
  /** Most parts of a history; a part is an action or a short story. */
  readonly longest?: number;
  /** Where to crash next, by what calls met so far. */
  readonly seek?: (met: ReadonlyMap<string, number>) => readonly string[];
  readonly tally?: Tally;
  readonly plant?: Plant;
  /** How long a history that fails may be shortened, in milliseconds. */
  readonly shortenMs?: number;
}

/** Plays random histories until one fails. @returns undefined when all hold */
export async function search(
  bench: Bench,
  {
    seed,
    histories,
    tally = newTally(),
    plant = {},
    shortenMs = 20_000,
    longest = 11,
    seek = () => [],
  }: Search,
): Promise<Counterexample | undefined> {
  const property = fc.asyncProperty(historyUpTo(longest), (one) => {
    bench.main.wire.seek(seek(bench.main.wire.met));
    return runHistory(bench, one, tally, plant);
  });
  const result = await fc.check(property, { seed, numRuns: histories, endOnFailure: true });
  const [found] = result.counterexample ?? [];
  if (!result.failed || !found) return undefined;
  const fails = (one: History) => failureOf(runHistory(bench, one, newTally(), plant));
  const shortest = await shortened(found, fails, Date.now() + shortenMs);
  const error = (await fails(shortest)) ?? result.errorInstance;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { seed, histories: result.numRuns, message, story: storyOf(shortest) };
}

const failureOf = (run: Promise<void>): Promise<unknown> =>
  run.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Leaves out actions, and faults of actions, for as long as it goes on failing. */
async function shortened(
  found: History,
  fails: (one: History) => Promise<unknown>,
  until: number,
): Promise<History> {
  let best = found;
  for (let at = best.actions.length - 1; at >= 0 && Date.now() < until; at--) {
    const without: History = { ...best, actions: best.actions.toSpliced(at, 1) };
    const action = best.actions[at];
    if (await fails(without)) best = without;
    else if (action?.fault) {
      const calm: History = { ...best, actions: best.actions.with(at, { ...action, fault: undefined }) };
      if (await fails(calm)) best = calm;
    }
  }
  return best;
}

function storyOf({ startsAt, actions }: History): string {
  const line = ({ deed, fault, race, unanswered }: Action) =>
    [
      `  ${JSON.stringify(deed)}`,
      ...(fault ? [`call ${fault.at}: ${fault.fault}, then ${unanswered}`] : []),
      ...(race ? [`before call ${race.at}: ${JSON.stringify(race.deed)}`] : []),
    ].join(" ");
  return [startsAt, ...actions.map(line)].join("\n");
}
