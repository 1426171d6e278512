import type { AuditEntry } from "../../shared/audit/audit-entry.ts";
import { parseInstant } from "../../shared/calendar/calendar.ts";
import { shardOf } from "../../shared/ledger/key.ts";

/** Noon of a day in Jakarta. */
export function noonOf(day: string) {
  const at = parseInstant(`${day}T12:00:00+07:00`);
  if (at === undefined) throw new RangeError(day);
  return at;
}

/** An act like those of a console, different in what the test says. */
export function act(auditId: string, more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    ...{ auditId, at: noonOf("2026-11-27"), actor: "ratna", action: "member.unmask" },
    ...{ subject: "MEMBER#abc", reason: "keluhan 17", origin: "10.0.0.7" },
    ...more,
  };
}

/** Ids that fall into one shard, so that their acts meet on one chain. */
export function idsOfShard(shard: string, count: number, prefix = "ID"): readonly string[] {
  const found: string[] = [];
  for (let number = 0; found.length < count; number++) {
    const id = `${prefix}${number}`;
    if (shardOf(id) === shard) found.push(id);
  }
  return found;
}
