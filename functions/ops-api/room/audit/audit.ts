import type { AuditEntry } from "../../../../shared/audit/audit-entry.ts";
import { readAuditDay } from "../../../../shared/audit/read-audit-day.ts";
import { businessDateOf } from "../../../../shared/calendar/calendar.ts";
import { html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { dayAsked, daySwitch } from "../../page/day-switch.ts";
import { searchForm, textField } from "../../page/form.ts";
import { moment } from "../../page/moment.ts";
import { pager, table } from "../../page/table.ts";
import type { Room, RoomAnswer, Visit } from "../../room.ts";

/** Who did what, why, when and from where. */
export const AUDIT: Room = {
  name: { indonesia: "Jejak audit", english: "Audit trail" },
  path: "/audit",
  routes: [{ method: "GET", path: "/audit", act: "see-audit", serve: showAudit }],
};

const PAGE = 50;
/** How many pages of a busy day are looked through for a filter before the person is asked to go on. */
const PAGES_SEARCHED = 10;

async function showAudit({ deps, say, query }: Visit): Promise<RoomAnswer> {
  const today = businessDateOf(deps.clock.machineNow());
  const day = dayAsked(query, today);
  const filter = { actor: query.get("actor")?.trim() ?? "", subject: query.get("subject")?.trim() ?? "" };
  const { entries, next } = await entriesOf(deps.ledger, day, filter, query.get("before") ?? undefined);
  const more = new URLSearchParams({ day, ...filter, ...(next !== undefined && { before: next }) });
  const search = searchForm({
    action: "/audit",
    fields: html`${textField({ name: "day", label: say("Hari", "Day"), value: day, type: "date" })}${textField({ name: "actor", label: say("Siapa", "Who"), value: filter.actor, isOptional: true })}${textField({ name: "subject", label: say("Atas apa", "On what"), value: filter.subject, isOptional: true })}`,
    submit: say("Saring", "Filter"),
  });
  return {
    kind: "page",
    title: say("Jejak audit", "Audit trail"),
    content: html`<p class="lead">${say("Setiap entri terikat pada yang sebelumnya; akar harian ditandatangani. Tidak ada yang bisa mengubah atau menghapusnya.", "Each entry is chained to the one before, and each day's root is signed. Nobody can change or remove one.")}</p>
${daySwitch(say, "/audit", day, today)}<div class="panel">${search}${entryTable(say, entries)}${pager(say("Yang lebih lama", "Older ones"), next && `/ops/audit?${more}`)}</div>`,
  };
}

interface Filter {
  readonly actor: string;
  readonly subject: string;
}

/** A page of entries that pass the filter. It reads on until the page is full, but never a whole busy day at once. */
async function entriesOf(
  ledger: Visit["deps"]["ledger"],
  day: Parameters<typeof readAuditDay>[1]["day"],
  { actor, subject }: Filter,
  before: string | undefined,
): Promise<{ readonly entries: readonly AuditEntry[]; readonly next: string | undefined }> {
  const passes = (entry: AuditEntry) =>
    (actor === "" || entry.actor === actor) && (subject === "" || entry.subject.includes(subject));
  const found: AuditEntry[] = [];
  let next = before;
  for (let pages = 0; pages < PAGES_SEARCHED; pages++) {
    const page = await readAuditDay(ledger, { day, limit: PAGE - found.length, before: next });
    found.push(...page.entries.filter(passes));
    next = page.next;
    if (next === undefined || found.length >= PAGE) break;
  }
  return { entries: found, next };
}

function entryTable(say: Say, entries: readonly AuditEntry[]) {
  return table({
    caption: say("Entri", "Entries"),
    columns: [
      { head: say("Kapan", "When") },
      { head: say("Siapa", "Who"), kind: "code" },
      { head: say("Apa", "What"), kind: "code" },
      { head: say("Atas apa", "On what"), kind: "code" },
      { head: say("Mengapa", "Why") },
      { head: say("Dari mana", "From where"), kind: "code" },
    ],
    rows: entries.map(({ at, actor, action, subject, reason, origin }) => [
      moment(say, at),
      actor,
      action,
      subject,
      reason,
      origin,
    ]),
    empty: say("Tidak ada entri yang cocok pada hari ini.", "No entry of this day fits."),
  });
}
