import * as z from "zod/mini";
import { formatInstant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, shardOf } from "../ledger/key.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { type Failure, FailureCause } from "./failure.ts";

export const FAILURE_PREFIX = "FAILURE#";

const FailureItem = z.object({
  schemaVersion: z.literal(1),
  failureId: z.string(),
  cause: FailureCause,
  subject: z.object({ kind: z.enum(["payment", "message", "record"]), id: z.string() }),
  reason: z.string(),
  openedAt: InstantMs,
  status: z.enum(["open", "closed"]),
});

/** An open failure as stored; the sparse index lists open ones by age. */
export function openFailureItem(failure: Failure): LedgerItem {
  return {
    PK: `${FAILURE_PREFIX}${failure.failureId}`,
    SK: "FAILURE",
    schemaVersion: 1,
    ...failure,
    status: "open",
    openFailuresPK: joinKey("OPEN", shardOf(failure.failureId)),
    openFailuresSK: joinKey(formatInstant(failure.openedAt, "milliseconds"), failure.failureId),
  };
}

/** Reads a failure. @throws LedgerFault */
export function failureFrom(item: LedgerItem): Failure & { readonly status: "open" | "closed" } {
  const { schemaVersion: _, ...failure } = decodeItem("failure", FailureItem, item);
  return failure;
}
