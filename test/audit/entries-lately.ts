import type { AuditEntry } from "../../shared/audit/audit-entry.ts";
import { readAuditDay } from "../../shared/audit/read-audit-day.ts";
import { addDays, businessDateOf, type Instant } from "../../shared/calendar/calendar.ts";
import type { TestLedger } from "../engine/test-ledger.ts";

const LIMIT = 200;

/** What the trail has of today and yesterday, the newest first: what a test did a moment ago may lie on the other side of midnight in Jakarta. */
export async function entriesLately(
  ledger: Pick<TestLedger["ledger"], "readRange">,
  now: Instant,
): Promise<readonly AuditEntry[]> {
  const today = businessDateOf(now);
  const days = await Promise.all(
    [today, addDays(today, -1)].map((day) => readAuditDay(ledger, { day, limit: LIMIT })),
  );
  return days.flatMap(({ entries }) => entries);
}
