import { addDays, type BusinessDate, businessDateOf } from "../../../../shared/calendar/calendar.ts";
import type { Ledger } from "../../../../shared/ledger/ledger.ts";
import { dayKey, dayOf } from "../../../../shared/settlement/day-item.ts";
import { handInFile } from "../../../../shared/settlement/hand-in-file.ts";
import { listDifferences } from "../../../../shared/settlement/list-differences.ts";
import { listSettlements } from "../../../../shared/settlement/list-settlements.ts";
import { readSettlement } from "../../../../shared/settlement/read-settlement.ts";
import { DifferenceClass } from "../../../../shared/settlement/settlement.ts";
import { mayDo } from "../../access/acts.ts";
import { dayNamed } from "../../day-named.ts";
import type { Room, RoomAnswer, Visit } from "../../room.ts";
import { calendarPage } from "./calendar-page.ts";
import { dayPage } from "./day-page.ts";
import { dayPath } from "./day-words.ts";
import { type HandInMistake, handInForm } from "./hand-in-form.ts";
import { settlementCsv } from "./settlement-csv.ts";

/** Two weeks: what a person still acts on. */
const DAYS = 14;
const ROWS = 40;

/** What partners say they collected, day by day, held against the ledger. */
export const SETTLEMENTS: Room = {
  name: { indonesia: "Rekonsiliasi", english: "Settlements" },
  path: "/settlements",
  routes: [
    { method: "GET", path: "/settlements", act: "look", serve: showCalendar },
    {
      method: "GET",
      path: "/settlements/:partnerId/:businessDate",
      act: "look",
      serve: (visit) => showDay(visit),
    },
    {
      method: "POST",
      path: "/settlements/:partnerId/:businessDate/files",
      act: "upload-settlement",
      serve: handIn,
    },
    ...(["statement", "differences"] as const).map((what) => ({
      ...({ method: "GET", act: "look" } as const),
      path: `/settlements/:partnerId/:businessDate/${what}.csv`,
      serve: (visit: Visit) => download(visit, what),
    })),
  ],
};

async function showCalendar({ deps, say, query }: Visit): Promise<RoomAnswer> {
  const now = deps.clock.businessNow();
  const today = businessDateOf(now);
  const asked = dayNamed(query.get("until") ?? "") ?? today;
  const to = asked > today ? today : asked;
  const from = addDays(to, 1 - DAYS);
  const all = await listSettlements(deps.ledger, { from, to, now });
  const partners = [...new Map(all.map((day) => [day.partnerId, day])).values()];
  const partnerId = query.get("partner") || undefined;
  const days = all.filter((day) => partnerId === undefined || day.partnerId === partnerId);
  const content = calendarPage(say, { days, partners, partnerId, from, to });
  return { kind: "page", title: say("Rekonsiliasi", "Settlements"), content };
}

async function showDay(visit: Visit, mistake?: HandInMistake): Promise<RoomAnswer> {
  const { deps, say, person, params, query } = visit;
  const { ledger, clock } = deps;
  const day = dayIn(params);
  const settlement =
    day && (await readSettlement(ledger, day.partnerId, day.businessDate, clock.businessNow()));
  if (!settlement) return { kind: "not-found" };
  const { partnerId, businessDate } = settlement;
  const chosen = DifferenceClass.options.find((name) => name === query.get("class"));
  const cursor = query.get("after") ?? undefined;
  const [differences, suspects, revisions] = await Promise.all([
    listDifferences(ledger, partnerId, businessDate, { class: chosen, limit: ROWS, cursor }),
    listDifferences(ledger, partnerId, businessDate, { says: "suspect", limit: ROWS }),
    revisionsOf(ledger, partnerId, businessDate),
  ]);
  const isLive = settlement.state === "matching";
  // Not while the page loads itself again every few seconds: a picked file would be lost with it.
  const mayHandIn = mayDo(person, "upload-settlement") && (!isLive || mistake !== undefined);
  const view = {
    ...{ settlement, differences, suspects, revisions, class: chosen },
    mayPropose: mayDo(person, "propose-correction"),
    handIn: mayHandIn && handInForm(visit, settlement, mistake),
  };
  return {
    kind: "page",
    title: `${settlement.partnerName} · ${businessDate}`,
    content: dayPage(say, view),
    ...(mistake ? { status: 422 } : { isLive }),
  };
}

/** A file that came another way, laid where the partner would have laid it. */
async function handIn(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, params, form, files } = visit;
  const day = dayIn(params);
  if (!day) return { kind: "not-found" };
  const file = files.get("file") ?? { name: "", content: new Uint8Array() };
  const reason = form.get("reason") ?? "";
  const handed = { ...day, fileName: file.name, content: file.content, reason };
  const outcome = await handInFile(deps, actor, handed);
  if (outcome.kind === "refused") return showDay(visit, { because: outcome.because, reason });
  return { kind: "see-other", to: dayPath(day), did: "uploaded" };
}

function dayIn({ partnerId = "", businessDate = "" }: Visit["params"]) {
  const date = dayNamed(businessDate);
  return date && { partnerId, businessDate: date };
}

async function revisionsOf(ledger: Ledger, partnerId: string, date: BusinessDate) {
  const item = await ledger.read(dayKey(partnerId, date));
  return item ? dayOf(item).revisions : [];
}

async function download(visit: Visit, what: "statement" | "differences"): Promise<RoomAnswer> {
  const day = dayIn(visit.params);
  const body = day && (await settlementCsv(visit.deps, day, what));
  if (!day || body === undefined) return { kind: "not-found" };
  const name = `kanal-${day.partnerId}-${day.businessDate}-${what}.csv`;
  return { kind: "download", name, type: "text/csv; charset=utf-8", body };
}
