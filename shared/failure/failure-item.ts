import * as z from "zod/mini";
import { formatInstant, type Instant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey, shardOf } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import { MemberKey } from "../member/member.ts";
import { RupiahAmount } from "../money/rupiah-schema.ts";
import { type Failure, FailureCause, type StandingFailure } from "./failure.ts";

export const FAILURE_PREFIX = "FAILURE#";

const FailureItem = z.object({
  schemaVersion: z.literal(1),
  failureId: z.string(),
  cause: FailureCause,
  subject: z.object({ kind: z.enum(["payment", "message", "record"]), id: z.string() }),
  reason: z.string(),
  openedAt: InstantMs,
  held: z.optional(
    z.object({
      memberKey: z.nullable(MemberKey),
      amountRupiah: RupiahAmount,
      months: z.number(),
      dueRupiah: z.nullable(RupiahAmount),
      otherAmountsRupiah: z.array(RupiahAmount),
    }),
  ),
  status: z.enum(["open", "closed"]),
  closedAt: z._default(z.nullable(InstantMs), null),
});

export function failureLedgerKey(failureId: string): LedgerKey {
  return { PK: `${FAILURE_PREFIX}${failureId}`, SK: "FAILURE" };
}

/** An open failure as stored; the sparse index lists open ones by age. */
export function openFailureItem(failure: Failure): LedgerItem {
  return {
    ...failureLedgerKey(failure.failureId),
    schemaVersion: 1,
    ...failure,
    status: "open",
    closedAt: null,
    openFailuresPK: joinKey("OPEN", shardOf(failure.failureId)),
    openFailuresSK: joinKey(formatInstant(failure.openedAt, "milliseconds"), failure.failureId),
  };
}

/** Closes a failure that is open: what it was stays, it only leaves the list of open ones. */
export function closingWrite(failureId: string, closedAt: Instant): LedgerWrite {
  return {
    kind: "update",
    key: failureLedgerKey(failureId),
    update: {
      expression: "SET #status = :closed, closedAt = :at REMOVE openFailuresPK, openFailuresSK",
      names: { "#status": "status" },
      values: { ":closed": "closed", ":at": closedAt },
    },
    guard: { expression: "#status = :open", values: { ":open": "open" } },
  };
}

/** Reads a failure. @throws LedgerFault */
export function failureFrom(item: LedgerItem): StandingFailure {
  const { schemaVersion: _, ...failure } = decodeItem("failure", FailureItem, item);
  return failure;
}
