import { formatInstant } from "../calendar/calendar.ts";
import { joinKey } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite, WriteResult } from "../ledger/write.ts";
import type { Failure, StandingFailure } from "./failure.ts";
import { failureLedgerKey, openFailureItem, unchanged } from "./failure-item.ts";

/** Notes stand in the failure's own partition, in the order in which things happened. */
export const NOTE_PREFIX = "NOTE";

/**
 * Writes an open failure where none stands, or over what was seen of it. The item itself tells how it was opened last, so that is one conditional put; only an opening that was over, and
 * would be forgotten, moves into a note beside, in the same transaction.
 */
export function writeOpening(
  ledger: Pick<Ledger, "write" | "transact">,
  failure: Failure,
  seen: StandingFailure | undefined,
): Promise<WriteResult> {
  const item = openFailureItem(failure, seen);
  const write: LedgerWrite = { kind: "put", item, guard: seen ? unchanged(seen) : "absent" };
  if (seen?.status !== "closed") return ledger.write(write);
  const { openedAt, closedAt, reason, version } = seen;
  const note = {
    PK: failureLedgerKey(seen.failureId).PK,
    SK: joinKey(NOTE_PREFIX, formatInstant(openedAt, "milliseconds"), `${version}`),
    schemaVersion: 1,
    ...{ kind: "past-opening", openedAt, closedAt, reason },
  };
  return ledger.transact([write, { kind: "put", item: note, guard: "absent" }]);
}
