import { LedgerFault } from "../ledger/fault.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import { listReplay } from "./list-replay.ts";
import { isMiss, noteAttempt } from "./note-attempt.ts";
import type { ReplayDeps } from "./replay-deps.ts";
import {
  attemptKey,
  chunkFrom,
  chunkKey,
  replayKey,
  type StoredReplay,
  storedReplayFrom,
} from "./replay-item.ts";
import { tryFailure } from "./try-failure.ts";

/** How a slice ended: the replay is over, or there is more to do for the next slice. */
export type SliceEnd = "over" | "goes-on" | "unknown";

/** Failures that are tried at once. The counts of one replay are one item, so what came of them is written one after the other. */
const LANES = 8;

/** A core that was silent so often in a row is down: the replay ends instead of burning through time-outs, and says so. */
export const MISSES_MAX = 20;

/**
 * Works on a replay for as long as there is time: lists what is in it, then tries chunk after chunk. Everything that moves is in the ledger and moves by condition, so a slice may crash anywhere, come twice or run beside
 * another one: what is tried twice comes out the same, and is counted once.
 * @throws LedgerFault: the message comes back
 */
export async function runReplay(
  deps: ReplayDeps,
  replayId: string,
  hasTime: () => boolean,
): Promise<SliceEnd> {
  // Each round moves the replay or finds it moved by somebody else; the bound is for a fault that does neither.
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const item = await deps.ledger.read(replayKey(replayId));
    if (!item) return "unknown";
    const replay = storedReplayFrom(item);
    if (replay.state === "done" || replay.state === "halted") return "over";
    if (!hasTime()) return "goes-on";
    if (replay.state === "listing" && replay.scope.kind === "filter") {
      await listReplay(deps.ledger, replay, replay.scope, hasTime);
    } else if (replay.missesInARow >= MISSES_MAX) await end(deps, replay, "halted");
    else if (replay.chunk === replay.chunks) await end(deps, replay, "done");
    else await workChunk(deps, replay, hasTime);
  }
  throw new LedgerFault("LEDGER_CONTENDED", "a replay does not move");
}

const ROUNDS_MAX = 10_000;

/** Tries what of a chunk has no attempt yet, and moves on when all of it has one. */
async function workChunk(deps: ReplayDeps, replay: StoredReplay, hasTime: () => boolean): Promise<void> {
  const { ledger } = deps;
  const { replayId, chunk } = replay;
  const item = await ledger.read(chunkKey(replayId, chunk));
  const failureIds = item ? chunkFrom(item) : [];
  const attempts = await ledger.readTogether(failureIds.map((id) => attemptKey(replayId, id)));
  const waiting = failureIds.filter((_, index) => !attempts[index]);
  const isThrough = await tryAll(deps, replay, waiting, hasTime);
  if (isThrough) await ledger.write(nextChunk(replay));
}

/** @returns false when it stopped before the last one */
async function tryAll(
  deps: ReplayDeps,
  replay: StoredReplay,
  failureIds: readonly string[],
  hasTime: () => boolean,
): Promise<boolean> {
  let next = 0;
  let misses = replay.missesInARow;
  let writing: Promise<unknown> = Promise.resolve();
  let fault: { readonly error: unknown } | undefined;

  async function lane(): Promise<void> {
    while (next < failureIds.length && hasTime() && misses < MISSES_MAX && !fault) {
      const failureId = failureIds[next++] ?? "";
      const trial = await tryFailure(deps, failureId);
      misses = isMiss(trial.outcome) ? misses + 1 : 0;
      writing = writing.then(() =>
        noteAttempt(deps.ledger, replay, failureId, trial, deps.clock.businessNow()),
      );
      await writing;
    }
  }
  // A lane that fails lets the others finish what they hold: nothing of this slice may go on after it has ended.
  const stop = (error: unknown) => {
    fault ??= { error };
  };
  await Promise.all(Array.from({ length: LANES }, () => lane().catch(stop)));
  if (fault) throw fault.error;
  return next >= failureIds.length && misses < MISSES_MAX;
}

function nextChunk({ replayId, chunk }: StoredReplay): LedgerWrite {
  return {
    kind: "update",
    key: replayKey(replayId),
    update: { expression: "SET chunk = :next", values: { ":next": chunk + 1 } },
    guard: { expression: "chunk = :seen", values: { ":seen": chunk } },
  };
}

/** Ends a replay that is still as it was seen. */
async function end(
  { ledger, clock }: ReplayDeps,
  seen: StoredReplay,
  state: "done" | "halted",
): Promise<void> {
  const { replayId, chunk, missesInARow } = seen;
  const because = state === "done" ? null : whyMissed(seen);
  await ledger.write({
    kind: "update",
    key: replayKey(replayId),
    update: {
      expression: "SET #state = :state, endedAt = :at, because = :because",
      names: { "#state": "state" },
      values: { ":state": state, ":at": clock.businessNow(), ":because": because },
    },
    guard: {
      expression: "#state = :running AND chunk = :chunk AND missesInARow = :misses",
      values: { ":running": "running", ":chunk": chunk, ":misses": missesInARow },
    },
  });
}

/** Silence is the core's; everything else in a row is ours. */
function whyMissed({ outcomes }: StoredReplay): "core-silent" | "faults" {
  return outcomes["core-silent"] >= outcomes.faulted + outcomes["not-published"] ? "core-silent" : "faults";
}
