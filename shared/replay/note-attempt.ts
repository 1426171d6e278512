import type { Instant } from "../calendar/calendar.ts";
import { noteWrite } from "../failure/failure-note.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import { attemptIdOf, type ReplayOutcome } from "./replay.ts";
import { attemptItem, replayKey, type StoredReplay } from "./replay-item.ts";
import type { Trial } from "./try-failure.ts";

/** Outcomes whose reason the next failure shares: so many in a row, and going on would only press what is down. */
const MISSES: readonly ReplayOutcome[] = ["core-silent", "not-published", "faulted"];

export const isMiss = (outcome: ReplayOutcome): boolean => MISSES.includes(outcome);

/**
 * Writes down what came of a failure's turn: the attempt, the replay's counts and a note in the failure's history, all or nothing. An attempt that is written already stays as it is, and nothing is counted twice.
 * @returns false when it was written before
 */
export async function noteAttempt(
  ledger: Ledger,
  replay: StoredReplay,
  failureId: string,
  { outcome, detail, failure }: Trial,
  at: Instant,
): Promise<boolean> {
  const { replayId, requestedBy, reason } = replay;
  const attemptId = attemptIdOf(replayId, failureId);
  const deed = { kind: "replayed", at, by: requestedBy, text: reason, replayId, attemptId, outcome } as const;
  const result = await ledger.transact([
    { kind: "put", item: attemptItem({ replayId, failureId, at, outcome, detail }), guard: "absent" },
    countWrite(replayId, outcome),
    ...(failure ? [noteWrite(failureId, replayId, deed)] : []),
  ]);
  return result.kind === "committed";
}

function countWrite(replayId: string, outcome: ReplayOutcome): LedgerWrite {
  return {
    kind: "update",
    key: replayKey(replayId),
    update: {
      expression: `SET done = done + :one, outcomes.#outcome = outcomes.#outcome + :one, missesInARow = ${isMiss(outcome) ? "missesInARow + :one" : ":none"}`,
      names: { "#outcome": outcome },
      values: isMiss(outcome) ? { ":one": 1 } : { ":one": 1, ":none": 0 },
    },
    guard: { expression: "attribute_exists(PK)" },
  };
}
