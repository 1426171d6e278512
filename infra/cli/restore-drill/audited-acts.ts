import type { AuditEntry } from "../../../shared/audit/audit-entry.ts";
import { walkAuditDay } from "../../../shared/audit/walk-audit-day.ts";
import { addDays, businessDateOf } from "../../../shared/calendar/calendar.ts";
import type { PartnerDesk } from "../partner/desk.ts";

/** Corrections that the audit trail shows as proposed by one person and approved by another. */
export async function correctionsByTwo({ ledger, machineNow }: PartnerDesk): Promise<number> {
  // The trail is kept by the machine's day; a drill may begin on one and end on the next.
  const today = businessDateOf(machineNow());
  const entries: AuditEntry[] = [];
  for (const day of [addDays(today, -1), today]) {
    for await (const entry of walkAuditDay(ledger, day)) entries.push(entry);
  }
  return countByTwo(entries);
}

/** Counts the approvals whose subject somebody else has proposed. */
export function countByTwo(entries: readonly Pick<AuditEntry, "action" | "actor" | "subject">[]): number {
  const makers = new Map(
    entries
      .filter(({ action }) => action === "correction.propose")
      .map(({ subject, actor }) => [subject, actor]),
  );
  return entries.filter(({ action, actor, subject }) => {
    const maker = makers.get(subject);
    return action === "correction.approve" && maker !== undefined && maker !== actor;
  }).length;
}
