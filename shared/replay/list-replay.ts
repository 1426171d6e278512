import type { FailureFilter, FailureRow } from "../failure/walk-open-failures.ts";
import { walkOpenFailures } from "../failure/walk-open-failures.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import { CHUNK, REPLAY_MAX } from "./replay.ts";
import { chunkWrite, replayKey, type StoredReplay } from "./replay-item.ts";

/** So many open failures that do not match are passed over before the place is noted, so that a crash does not begin again. */
const PASSED_OVER_MAX = 2_000;

/** What one move of the listing writes down. */
interface Listed {
  readonly failures: readonly FailureRow[];
  readonly upTo: string;
  readonly isLast: boolean;
}

/**
 * Fixes what is in a replay by filter: writes down the ids of the open failures that match, a chunk at a time, each chunk with the replay's count and the place behind which the next one begins in one transaction.
 * Whoever else lists at the same moment finds the place moved and stops. Ends early when time is up; the next slice goes on from the place.
 */
export async function listReplay(
  ledger: Ledger,
  replay: StoredReplay,
  filter: FailureFilter,
  hasTime: () => boolean,
): Promise<void> {
  let at = replay;
  for await (const listed of chunksFound(ledger, filter, replay)) {
    const moved = await write(ledger, at, listed);
    if (!moved || listed.isLast || !hasTime()) return;
    at = moved;
  }
}

async function* chunksFound(
  ledger: Ledger,
  filter: FailureFilter,
  { listedUpTo, total }: StoredReplay,
): AsyncGenerator<Listed> {
  let failures: FailureRow[] = [];
  let passedOver = 0;
  let found = total;
  let upTo = listedUpTo;
  for await (const { row, place } of walkOpenFailures(ledger, filter, listedUpTo || undefined)) {
    if (found === REPLAY_MAX && row) break;
    upTo = place;
    if (row) {
      failures.push(row);
      found += 1;
    } else passedOver += 1;
    if (failures.length === CHUNK || passedOver === PASSED_OVER_MAX) {
      yield { failures, upTo, isLast: false };
      failures = [];
      passedOver = 0;
    }
  }
  yield { failures, upTo, isLast: true };
}

/** @returns the replay as it stands then; undefined when somebody else moved it */
async function write(ledger: Ledger, at: StoredReplay, listed: Listed): Promise<StoredReplay | undefined> {
  const { failures, upTo, isLast } = listed;
  const total = at.total + failures.length;
  const next: StoredReplay = {
    ...at,
    ...{ listedUpTo: upTo, total, state: isLast ? "running" : "listing" },
    amountRupiah: failures.reduce((sum, { amountRupiah }) => sum + (amountRupiah ?? 0), at.amountRupiah),
    chunks: at.chunks + (failures.length > 0 ? 1 : 0),
    isCapped: isLast && total === REPLAY_MAX,
  };
  const move: LedgerWrite = {
    kind: "update",
    key: replayKey(at.replayId),
    update: {
      expression:
        "SET listedUpTo = :upTo, #total = :total, amountRupiah = :amount, chunks = :chunks, #state = :state, isCapped = :capped",
      names: { "#total": "total", "#state": "state" },
      values: {
        ...{ ":upTo": upTo, ":total": total, ":amount": next.amountRupiah },
        ...{ ":chunks": next.chunks, ":state": next.state, ":capped": next.isCapped },
      },
    },
    guard: {
      expression: "#state = :listing AND listedUpTo = :seen AND chunks = :seenChunks",
      values: { ":listing": "listing", ":seen": at.listedUpTo, ":seenChunks": at.chunks },
    },
  };
  const ids = failures.map(({ failureId }) => failureId);
  const chunk = ids.length > 0 ? [chunkWrite(at.replayId, at.chunks, ids)] : [];
  const result = await ledger.transact([move, ...chunk]);
  return result.kind === "committed" ? next : undefined;
}
