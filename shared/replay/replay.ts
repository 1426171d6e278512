import * as z from "zod/mini";
import type { Instant } from "../calendar/calendar.ts";
import type { FailureCause } from "../failure/failure.ts";

/** Which failures a person wants tried again. */
export type ReplaySelection =
  | { readonly kind: "ids"; readonly failureIds: readonly string[] }
  | {
      readonly kind: "filter";
      readonly cause?: FailureCause | undefined;
      readonly partnerId?: string | undefined;
      /** Never later than the request itself: what goes wrong afterwards was not seen by whoever asked. */
      readonly openedBefore: Instant;
    };

/** What a stored replay keeps of its selection; the picked ids themselves stand in its chunks, since every attempt writes this item. */
export type ReplayScope =
  | { readonly kind: "ids"; readonly count: number }
  | (ReplaySelection & { readonly kind: "filter" });

/** What became of one failure of a replay. */
export const ReplayOutcome = z.enum([
  "activated",
  "already-active",
  "revoked",
  "already-revoked",
  /** Its event is on the bus, under the id that it always had. */
  "published",
  /** Closed by something else before its turn came. */
  "closed-meanwhile",
  /** The core gave no answer. */
  "core-silent",
  /** The core refused again; the detail is its reason. */
  "core-refused",
  "slice-owned",
  /** The bus did not take the event. */
  "not-published",
  /** Money has to move: a correction by two people, not a replay. */
  "needs-correction",
  /** There is nothing to try again: a message that nobody can read stays one. */
  "not-replayable",
  /** A fault of ours; the detail is its code. */
  "faulted",
  /** No such failure, or no such payment. */
  "vanished",
]);
export type ReplayOutcome = z.infer<typeof ReplayOutcome>;

/** `listing` fixes what is in it, `running` tries, `halted` ended before its end and says why. */
export const ReplayState = z.enum(["listing", "running", "halted", "done"]);
export type ReplayState = z.infer<typeof ReplayState>;

/** A replay as it stands. At every moment `done` is the sum of `outcomes` and the number of attempts that are stored. */
export interface Replay {
  readonly replayId: string;
  readonly requestedBy: string;
  readonly reason: string;
  readonly requestedAt: Instant;
  readonly scope: ReplayScope;
  readonly state: ReplayState;
  /** How many failures are in it, and their money; both grow while it is listing and are fixed from then on. */
  readonly total: number;
  readonly amountRupiah: number;
  readonly done: number;
  readonly outcomes: Readonly<Record<ReplayOutcome, number>>;
  readonly endedAt: Instant | null;
  /** Why it was halted. */
  readonly because: "core-silent" | "faults" | null;
  /** True when more matched than a replay may hold: ask for the rest by another one. */
  readonly isCapped: boolean;
}

/** One failure's turn in a replay: `<replayId>.<failureId>`. */
export interface ReplayAttempt {
  readonly attemptId: string;
  readonly replayId: string;
  readonly failureId: string;
  readonly at: Instant;
  readonly outcome: ReplayOutcome;
  /** The core's reason or a fault's code; empty when there is none. */
  readonly detail: string;
}

export const attemptIdOf = (replayId: string, failureId: string): string => `${replayId}.${failureId}`;

/** The most that one replay takes on. What matches beyond is left to the next one. */
export const REPLAY_MAX = 100_000;
/** The most that may be picked one by one. */
export const PICKED_MAX = 500;
/** Failures that are worked on between two moves of the cursor; as many as one BatchGetItem reads. */
export const CHUNK = 100;
