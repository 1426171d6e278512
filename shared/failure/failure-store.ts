import type { Instant } from "../calendar/calendar.ts";
import { LedgerFault } from "../ledger/fault.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Failure, StandingFailure } from "./failure.ts";
import { closingWrite, failureFrom } from "./failure-item.ts";
import { writeOpening } from "./write-opening.ts";

/** How often an opening follows a failure that is closed or acted on at the same moment. */
const MOVES_MAX = 4;

/**
 * Opens a failure, or leaves the one that already stands open for the same trouble as it is. One that was closed is opened anew: to look twice is better
 * than not to look. One conditional put; a transaction more where it was closed.
 * @throws LedgerFault
 */
export async function openFailure(ledger: Ledger, failure: Failure): Promise<"opened" | "known"> {
  let seen: StandingFailure | undefined;
  for (let move = 0; move < MOVES_MAX; move++) {
    const result = await writeOpening(ledger, failure, seen);
    if (result.kind === "committed") return "opened";
    const item = result.failed[0]?.item;
    seen = item && failureFrom(item);
    if (seen?.status === "open") return "known";
  }
  throw new LedgerFault("LEDGER_CONTENDED", "a failure kept moving");
}

/** Closes a failure whose trouble is over. One that was never opened, or is closed already, stays so. */
export async function closeFailure(
  ledger: Ledger,
  failureId: string,
  closedAt: Instant,
): Promise<"closed" | "not-open"> {
  const result = await ledger.write(closingWrite(failureId, closedAt));
  return result.kind === "committed" ? "closed" : "not-open";
}
