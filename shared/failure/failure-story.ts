import type { Ledger } from "../ledger/ledger.ts";
import { FailureCause, failureIdOf, type StandingFailure } from "./failure.ts";
import { FAILURE_SORT_KEY, failureFrom, failureLedgerKey } from "./failure-item.ts";
import { type FailureNote, notesFrom, openingNotes } from "./failure-note.ts";

export interface FailureStory {
  readonly failure: StandingFailure;
  /** Oldest first: each opening and closing, and what people did about it. */
  readonly history: readonly FailureNote[];
}

/** A history longer than this is told from its newest end. */
const NOTES_MAX = 500;

/** Everything that is known of a failure, in one Query; undefined for an id that names none. @throws LedgerFault */
export async function failureStory(
  ledger: Pick<Ledger, "readRange">,
  failureId: string,
): Promise<FailureStory | undefined> {
  // `FAILURE` sorts before every `NOTE#...`, so read backwards it would come last: it is asked for by itself.
  const partition = failureLedgerKey(failureId).PK;
  const [[item], notes] = await Promise.all([
    ledger.readRange({ partition, from: FAILURE_SORT_KEY, to: FAILURE_SORT_KEY }),
    ledger.readRange({ partition, from: "NOTE#", to: "NOTE$", newestFirst: true, limit: NOTES_MAX }),
  ]);
  if (!item) return undefined;
  const failure = failureFrom(item);
  const lines = [...notes.toReversed().flatMap(notesFrom), ...openingNotes(failure)];
  return { failure, history: lines.sort((a, b) => a.at - b.at || rank(a) - rank(b)) };
}

/** What happened at one instant is told in the order in which it can have happened. */
const rank = ({ kind }: FailureNote): number => (kind === "opened" ? 0 : kind === "closed" ? 2 : 1);

/** All failures that a payment ever had, open and closed, of every cause. One BatchGetItem. @throws LedgerFault */
export async function failuresOfPayment(
  ledger: Pick<Ledger, "readTogether">,
  paymentKey: string,
): Promise<readonly StandingFailure[]> {
  const subject = { kind: "payment", id: paymentKey } as const;
  const keys = FailureCause.options.map((cause) => failureLedgerKey(failureIdOf(cause, subject)));
  const items = await ledger.readTogether(keys);
  const failures = items.flatMap((item) => (item ? [failureFrom(item)] : []));
  return failures.sort((a, b) => a.openedAt - b.openedAt);
}
