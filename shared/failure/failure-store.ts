import type { Instant } from "../calendar/calendar.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Failure } from "./failure.ts";
import { closingWrite, openFailureItem } from "./failure-item.ts";

/**
 * Opens a failure, or leaves the one that already stands open for the same trouble as it is. One that was closed is opened anew: to look twice is better
 * than not to look.
 */
export async function openFailure(ledger: Ledger, failure: Failure): Promise<"opened" | "known"> {
  const result = await ledger.write({
    kind: "put",
    item: openFailureItem(failure),
    guard: {
      expression: "attribute_not_exists(PK) OR #status = :closed",
      names: { "#status": "status" },
      values: { ":closed": "closed" },
    },
  });
  return result.kind === "committed" ? "opened" : "known";
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
