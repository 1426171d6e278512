import type { FailureCause } from "../failure/failure.ts";

/** What a replay does about a failure of each cause. */
export type ReplayWay =
  /** Whatever the payment's state asks for at the core. */
  | "errand"
  /** The event is published again. */
  | "publish"
  /** Money would have to move: two people decide. */
  | "needs-correction"
  /** Trying again is the same again. */
  | "not-replayable";

const WAYS: Readonly<Record<FailureCause, ReplayWay>> = {
  "core-refused": "errand",
  "core-unavailable": "errand",
  "slice-owned-by-another": "errand",
  "activation-exhausted": "errand",
  "consumer-crashed": "errand",
  "found-by-sweeper": "errand",
  "revocation-exhausted": "errand",
  "event-not-published": "publish",
  "record-unreadable": "publish",
  "reversal-needs-review": "needs-correction",
  "advice-too-late": "needs-correction",
  "unquoted-undecided": "needs-correction",
  "message-unreadable": "not-replayable",
  "replay-unfinished": "not-replayable",
  "settlement-file-late": "not-replayable",
  "settlement-file-refused": "not-replayable",
};

export const replayWayOf = (cause: FailureCause): ReplayWay => WAYS[cause];
