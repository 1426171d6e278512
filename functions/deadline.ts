import type { Context } from "aws-lambda";
import type { Ledger } from "../shared/ledger/ledger.ts";

/** A bank gives up after 10 s; this leaves it time for the network on both sides (snap-bi.md 8.14). Until the partner is known, and where its profile says nothing else. */
const ANSWER_MS_MAX = 7_500;
/** Kept back to write the answer and the log before Lambda itself stops us. */
const RESERVE_MS = 500;
/** One attempt of the ledger client may take this long; a booking that starts later may still commit after we said "timeout". */
const WRITE_MS = 2_000;

/** How long a request may still take, in milliseconds. */
export interface Deadline {
  remainingMs(): number;
  /** Sets the whole time from the request's beginning to what its partner's contract says, as far as Lambda's own limit allows. */
  agree(answerWithinMs: number): void;
}

/** No answer in time. What became of a booking is in doubt, so the edge answers 504, never a refusal (snap-bi.md 8.13). */
export class DeadlinePassed extends Error {
  readonly code = "DEADLINE_PASSED";
}

/** The deadline of a request that has just begun. */
export function deadlineOf(context: Pick<Context, "getRemainingTimeInMillis">): Deadline {
  const startedAt = performance.now();
  const limit = context.getRemainingTimeInMillis() - RESERVE_MS;
  let budget = Math.min(ANSWER_MS_MAX, limit);
  return {
    remainingMs: () => budget - (performance.now() - startedAt),
    agree(answerWithinMs) {
      budget = Math.min(answerWithinMs, limit);
    },
  };
}

/** Waits for the work until the deadline. @throws DeadlinePassed */
export async function beforeDeadline<T>(deadline: Deadline, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DeadlinePassed("no answer in time")),
      Math.max(0, deadline.remainingMs()),
    );
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}

/** The ledger for one request: it starts no write that could outlive the request (snap-bi.md 8.14). */
export function ledgerWithin(ledger: Ledger, deadline: Deadline): Ledger {
  const start = <T>(write: () => Promise<T>): Promise<T> =>
    deadline.remainingMs() < WRITE_MS ? Promise.reject(new DeadlinePassed("too late to write")) : write();
  return {
    ...ledger,
    write: (write) => start(() => ledger.write(write)),
    transact: (writes) => start(() => ledger.transact(writes)),
  };
}
