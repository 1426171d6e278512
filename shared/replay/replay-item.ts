import * as z from "zod/mini";
import { formatInstant, type Instant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { FailureCause } from "../failure/failure.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import { attemptIdOf, CHUNK, type Replay, type ReplayAttempt, ReplayOutcome, ReplayState } from "./replay.ts";
import { REPLAY_SORT_KEY } from "./replay-event.ts";

/** A replay with the places where its runner goes on; only the runner looks at those. */
export interface StoredReplay extends Replay {
  /** The place in the open failures behind which listing goes on; empty at the beginning. */
  readonly listedUpTo: string;
  /** How many chunks are listed, and which one is worked on. */
  readonly chunks: number;
  readonly chunk: number;
  /** Attempts in a row that came to nothing for a reason that the next one shares. */
  readonly missesInARow: number;
  /** The highest slice that was handed on. */
  readonly handedOn: number;
}

const Scope = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ids"), count: z.number() }),
  z.object({
    kind: z.literal("filter"),
    cause: z.optional(FailureCause),
    partnerId: z.optional(z.string()),
    openedBefore: InstantMs,
  }),
]);

const ReplayItem = z.object({
  schemaVersion: z.literal(1),
  replayId: z.string(),
  requestedBy: z.string(),
  reason: z.string(),
  requestedAt: InstantMs,
  scope: Scope,
  state: ReplayState,
  total: z.number(),
  amountRupiah: z.number(),
  done: z.number(),
  outcomes: z.record(ReplayOutcome, z.number()),
  endedAt: z.nullable(InstantMs),
  because: z.nullable(z.enum(["core-silent", "faults"])),
  isCapped: z.boolean(),
  listedUpTo: z.string(),
  chunks: z.number(),
  chunk: z.number(),
  missesInARow: z.number(),
  handedOn: z.number(),
});

const AttemptItem = z.object({
  schemaVersion: z.literal(1),
  attemptId: z.string(),
  replayId: z.string(),
  failureId: z.string(),
  at: InstantMs,
  outcome: ReplayOutcome,
  detail: z.string(),
});

const ChunkItem = z.object({ failureIds: z.array(z.string()) });

const partitionOf = (replayId: string): string => joinKey("REPLAY", replayId);

export const replayKey = (replayId: string): LedgerKey => ({
  PK: partitionOf(replayId),
  SK: REPLAY_SORT_KEY,
});

export const chunkKey = (replayId: string, chunk: number): LedgerKey => ({
  PK: partitionOf(replayId),
  SK: joinKey("CHUNK", String(chunk).padStart(6, "0")),
});

export const attemptKey = (replayId: string, failureId: string): LedgerKey => ({
  PK: partitionOf(replayId),
  SK: joinKey("ATTEMPT", failureId),
});

export function replayItem(replay: StoredReplay): LedgerItem {
  return { ...replayKey(replay.replayId), schemaVersion: 1, ...replay };
}

/** The failures of a part of the replay, fixed once they are listed. */
export function chunkWrite(replayId: string, chunk: number, failureIds: readonly string[]): LedgerWrite {
  const item = { ...chunkKey(replayId, chunk), schemaVersion: 1, failureIds };
  return { kind: "put", item, guard: "absent" };
}

/** The replays of a month, newest last: people ask for a handful a day. */
export function replayListWrite(replayId: string, requestedAt: Instant): LedgerWrite {
  const at = formatInstant(requestedAt, "milliseconds");
  const item = {
    PK: replayListPartition(requestedAt),
    SK: joinKey(at, replayId),
    schemaVersion: 1,
    replayId,
  };
  return { kind: "put", item, guard: "absent" };
}

export const replayListPartition = (at: Instant): string => joinKey("REPLAYS", formatInstant(at).slice(0, 7));

export function attemptItem(attempt: Omit<ReplayAttempt, "attemptId">): LedgerItem {
  const { replayId, failureId } = attempt;
  return {
    ...attemptKey(replayId, failureId),
    schemaVersion: 1,
    attemptId: attemptIdOf(replayId, failureId),
    ...attempt,
  };
}

/** @throws LedgerFault LEDGER_ITEM_UNREADABLE, like those below */
export function storedReplayFrom(item: LedgerItem): StoredReplay {
  const { schemaVersion: _, ...replay } = decodeItem("replay", ReplayItem, item);
  return replay;
}

export function attemptFrom(item: LedgerItem): ReplayAttempt {
  const { schemaVersion: _, ...attempt } = decodeItem("replay attempt", AttemptItem, item);
  return attempt;
}

export function chunkFrom(item: LedgerItem): readonly string[] {
  return decodeItem("replay chunk", ChunkItem, item).failureIds;
}

/** A list of ids in chunks. */
export function chunksOf(failureIds: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(failureIds.length / CHUNK);
  return Array.from({ length: count }, (_, n) => failureIds.slice(n * CHUNK, (n + 1) * CHUNK));
}
