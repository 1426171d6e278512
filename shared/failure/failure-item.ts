import * as z from "zod/mini";
import { formatInstant, type Instant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey, shardOf } from "../ledger/key.ts";
import type { Expression, LedgerItem, LedgerWrite } from "../ledger/write.ts";
import { MemberKey } from "../member/member.ts";
import { RupiahAmount } from "../money/rupiah-schema.ts";
import { type Failure, FailureCause, partnerOf, type StandingFailure } from "./failure.ts";

const FAILURE_PREFIX = "FAILURE#";
export const FAILURE_SORT_KEY = "FAILURE";

export const SUBJECT = z.object({ kind: z.enum(["payment", "message", "record"]), id: z.string() });

const FailureItem = z.object({
  schemaVersion: z.number().check(z.lte(2)),
  failureId: z.string(),
  cause: FailureCause,
  subject: SUBJECT,
  reason: z.string(),
  openedAt: InstantMs,
  held: z.optional(
    z.object({
      memberKey: z.nullable(MemberKey),
      amountRupiah: RupiahAmount,
      months: z.nullable(z.number()),
      dueRupiah: z.nullable(RupiahAmount),
      otherAmountsRupiah: z.array(RupiahAmount),
    }),
  ),
  status: z.enum(["open", "closed"]),
  closedAt: z.nullable(InstantMs),
  version: z.number(),
  assignee: z.nullable(z.string()),
  amountRupiah: z.nullable(RupiahAmount),
});

/** What older items do not say. */
export const OF_VERSION_1 = { closedAt: null, version: 1, assignee: null, amountRupiah: null };

export function failureLedgerKey(failureId: string): LedgerKey {
  return { PK: `${FAILURE_PREFIX}${failureId}`, SK: FAILURE_SORT_KEY };
}

/** An open failure as stored; the sparse index lists open ones by age, with what a list of them shows. */
export function openFailureItem(failure: Failure, seen?: StandingFailure): LedgerItem {
  return {
    ...failureLedgerKey(failure.failureId),
    schemaVersion: 2,
    assignee: seen?.assignee ?? null,
    ...failure,
    status: "open",
    closedAt: null,
    version: (seen?.version ?? 0) + 1,
    openFailuresPK: joinKey("OPEN", shardOf(failure.failureId)),
    openFailuresSK: joinKey(formatInstant(failure.openedAt, "milliseconds"), failure.failureId),
  };
}

/** Holds as long as a failure is what was seen of it; items of version 1 count nothing. */
export function unchanged({ version }: StandingFailure): Expression {
  return {
    expression: "version = :seen OR attribute_not_exists(version)",
    values: { ":seen": version },
  };
}

/** Closes a failure that is open: what it was stays, it only leaves the list of open ones. A person who closes one leaves a note beside. */
export function closingWrite(
  failureId: string,
  closedAt: Instant,
): LedgerWrite & { readonly kind: "update" } {
  return {
    kind: "update",
    key: failureLedgerKey(failureId),
    update: {
      expression:
        "SET #status = :closed, closedAt = :at, version = if_not_exists(version, :one) + :one REMOVE openFailuresPK, openFailuresSK",
      names: { "#status": "status" },
      values: { ":closed": "closed", ":at": closedAt, ":one": 1 },
    },
    guard: { expression: "#status = :open", values: { ":open": "open" } },
  };
}

/** Reads a failure. @throws LedgerFault */
export function failureFrom(item: LedgerItem): StandingFailure {
  const { schemaVersion: _, ...failure } = decodeItem("failure", FailureItem, { ...OF_VERSION_1, ...item });
  return { ...failure, partnerId: partnerOf(failure.subject) };
}
