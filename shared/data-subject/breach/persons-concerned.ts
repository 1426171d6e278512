import { type Actor, actOf } from "../../audit/actor.ts";
import { appendAudit } from "../../audit/append-audit.ts";
import type { AuditEntry } from "../../audit/audit-entry.ts";
import { walkAuditDay } from "../../audit/walk-audit-day.ts";
import { addDays, type BusinessDate, businessDateOf, type Instant } from "../../calendar/calendar.ts";
import type { DataSubjectDeps } from "../deps.ts";

/** Acts that showed somebody's data in clear, or gave them away, whatever the room: the last word of their names says so. */
const SHOWN = /\.(?:unmask|export|find|lookup)$/;

/** A quarter of a year of entries; more than this is asked for in parts. */
const DAYS_MAX = 92;
const ENTRIES_MAX = 200_000;
const SUBJECTS_SHOWN = 1_000;

/** What one person did to others' data. */
export interface ActorTally {
  readonly actor: string;
  readonly acts: Readonly<Record<string, number>>;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** Where he acted from. */
  readonly origins: readonly string[];
}

export interface PersonsConcerned {
  readonly since: Instant;
  readonly until: Instant;
  /** How many subjects are concerned, and the first thousand of them: keys of ours, from which nobody learns a NIK. */
  readonly count: number;
  readonly subjects: readonly string[];
  /** Who has seen or taken most comes first. */
  readonly byActor: readonly ActorTally[];
  /** True when the stretch held more than was read: the counts are then lower bounds. */
  readonly isCapped: boolean;
}

interface Stretch {
  readonly since: Instant;
  readonly until?: Instant;
  /** Only what this person did: an account that was taken over. */
  readonly actor?: string;
  readonly reason: string;
}

/**
 * Who is concerned by a breach, from the audit trail: whose data were shown in clear, exported or looked up since an instant, by whom, how often and from where. That this was
 * asked is entered too. Reads at most 92 days, sixteen Queries a day: a whole quarter takes some seconds. @throws LedgerFault
 */
export async function personsConcerned(
  deps: Pick<DataSubjectDeps, "ledger" | "clock" | "ids">,
  by: Actor,
  { since, until = deps.clock.machineNow(), actor, reason }: Stretch,
): Promise<PersonsConcerned> {
  await appendAudit(
    deps.ledger,
    actOf(by, {
      ...{ auditId: deps.ids.next(), at: deps.clock.machineNow(), reason },
      ...{ action: "breach.persons", subject: `AUDIT#${businessDateOf(since)}` },
    }),
  );
  const days = daysOf(since, until);
  const subjects = new Set<string>();
  const tallies = new Map<string, ActorTally>();
  let read = 0;
  let isCapped = days.length > DAYS_MAX;
  for (const day of days.slice(0, DAYS_MAX)) {
    for await (const entry of walkAuditDay(deps.ledger, day)) {
      if (++read > ENTRIES_MAX) {
        isCapped = true;
        break;
      }
      if (!SHOWN.test(entry.action) || entry.at < since || entry.at > until) continue;
      if (actor !== undefined && entry.actor !== actor) continue;
      subjects.add(entry.subject);
      tallies.set(entry.actor, counted(tallies.get(entry.actor), entry));
    }
    if (read > ENTRIES_MAX) break;
  }
  const total = ({ acts }: ActorTally) => Object.values(acts).reduce((sum, count) => sum + count, 0);
  return {
    ...{ since, until, isCapped, count: subjects.size },
    subjects: [...subjects].sort().slice(0, SUBJECTS_SHOWN),
    byActor: [...tallies.values()].sort((a, b) => total(b) - total(a) || (a.actor < b.actor ? -1 : 1)),
  };
}

/** From the day of the beginning to the one after the end: an entry that came late for its day stands in the next. */
function daysOf(since: Instant, until: Instant): readonly BusinessDate[] {
  const days: BusinessDate[] = [];
  const end = addDays(businessDateOf(until), 1);
  for (let day = businessDateOf(since); day <= end && days.length <= DAYS_MAX; day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}

function counted(tally: ActorTally | undefined, { actor, action, at, origin }: AuditEntry): ActorTally {
  const acts = { ...tally?.acts, [action]: (tally?.acts[action] ?? 0) + 1 };
  const origins = [...new Set([...(tally?.origins ?? []), origin])].sort();
  const firstAt = tally && tally.firstAt < at ? tally.firstAt : at;
  const lastAt = tally && tally.lastAt > at ? tally.lastAt : at;
  return { actor, acts, firstAt, lastAt, origins };
}
