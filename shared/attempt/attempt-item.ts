import * as z from "zod/mini";
import { type BusinessDate, businessDateOf, formatInstant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey } from "../ledger/key.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { Attempt } from "./attempt.ts";

export const ATTEMPT_PREFIX = "ATTEMPT#";

/** Traces of requests are kept 90 days, masked (domain.md 7.4). */
const KEPT_SECONDS = 90 * 86_400;

const AttemptItem = z.object({
  schemaVersion: z.literal(1),
  requestId: z.string(),
  at: InstantMs,
  loggedAt: InstantMs,
  partnerId: z.string(),
  channel: z.nullable(z.string()),
  isSigned: z.boolean(),
  operation: z.string(),
  responseCode: z.string(),
  outcome: z.nullable(z.string()),
  reference: z.nullable(z.string()),
  externalId: z.nullable(z.string()),
  conflict: z.array(z.string()),
  fault: z.nullable(z.string()),
  durationMs: z.number(),
  bodySha256: z.string(),
});

/** The partition of a partner's attempts about one id: its reference, or our inquiry's id. */
export const attemptPartition = (partnerId: string, id: string): string =>
  ATTEMPT_PREFIX + joinKey(partnerId, id);

/** The partition of a partner's day in the index. Above a minute's limit one in twenty is kept, so it is full where one partner makes some 20,000 attempts a second (docs/capacity.md). */
export const attemptDayPartition = (partnerId: string, date: BusinessDate): string =>
  joinKey("ATTEMPTS", partnerId, date);

/** An attempt as stored; its key is the line's own, so that a line that comes again is the same item. One that names no id has its own partition, where only its day finds it. */
export function attemptItem(attempt: Attempt): LedgerItem {
  const { partnerId, reference, externalId, requestId, at, loggedAt } = attempt;
  const moment = joinKey(formatInstant(loggedAt, "milliseconds"), requestId);
  return {
    PK: attemptPartition(partnerId, reference ?? externalId ?? requestId),
    SK: moment,
    schemaVersion: 1,
    ...attempt,
    partnerDayPK: attemptDayPartition(partnerId, businessDateOf(at)),
    partnerDaySK: moment,
    expiresAt: Math.ceil(at / 1000) + KEPT_SECONDS,
  };
}

/** Reads an attempt. @throws LedgerFault */
export function attemptFrom(item: LedgerItem): Attempt {
  const { schemaVersion: _, ...attempt } = decodeItem("attempt", AttemptItem, item);
  return attempt;
}
