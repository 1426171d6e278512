import * as z from "zod/mini";
import { typedText } from "../../../../shared/audit/typed-text.ts";
import { type Instant, parseInstant } from "../../../../shared/calendar/calendar.ts";
import { type Breach, breachClock, parseBreachStep } from "../../../../shared/data-subject/breach/breach.ts";
import {
  listBreaches,
  openBreach,
  readBreach,
  tickBreachStep,
} from "../../../../shared/data-subject/breach/breach-desk.ts";
import {
  type PersonsConcerned,
  personsConcerned,
} from "../../../../shared/data-subject/breach/persons-concerned.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { mayDo } from "../../access/acts.ts";
import { form, longField, selectField, textField } from "../../page/form.ts";
import { notice, panel } from "../../page/mark.ts";
import { moment } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import { pageWithMistake } from "../../page/with-mistake.ts";
import type { Room, RoomAnswer, Visit } from "../../room.ts";
import { breachPage, breachPath, clockBadge, kindName } from "./breach-page.ts";

/** What to do when data were seen by who should not have, and the drill of it: the law gives three times 24 hours. */
export const BREACHES: Room = {
  name: { indonesia: "Kebocoran data", english: "Data breaches" },
  path: "/breaches",
  routes: [
    { method: "GET", path: "/breaches", act: "look", serve: (visit) => listPage(visit) },
    { method: "POST", path: "/breaches", act: "run-breach-drill", serve: open },
    { method: "GET", path: "/breaches/:breachId", act: "look", serve: show },
    { method: "POST", path: "/breaches/:breachId/tick", act: "run-breach-drill", serve: tick },
    { method: "POST", path: "/breaches/:breachId/persons", act: "run-breach-drill", serve: countPersons },
  ],
};

async function listPage(visit: Visit, said?: string): Promise<RoomAnswer> {
  const { say, deps, person } = visit;
  const content = html`${said !== undefined && notice("warn", said)}${panel(say("Kejadian dan latihan", "Incidents and drills"), breachTable(visit, await listBreaches(deps)))}
${mayDo(person, "run-breach-drill") && panel(say("Mulai", "Begin"), openForm(visit))}`;
  return { kind: "page", title: say("Kebocoran data", "Data breaches"), content };
}

function breachTable({ say, deps }: Visit, breaches: readonly Breach[]): Html {
  const now = deps.clock.machineNow();
  return table({
    caption: say("Kejadian dan latihan", "Incidents and drills"),
    columns: [
      { head: say("Diketahui", "Discovered") },
      { head: say("Jenis", "Kind") },
      { head: say("Keadaan", "State") },
      { head: say("Ringkasan", "Summary") },
    ],
    rows: breaches.map((breach) => [
      html`<a href="/ops${breachPath(breach)}">${moment(say, breach.discoveredAt)}</a>`,
      kindName(say, breach),
      clockBadge(say, breachClock(breach, now)),
      breach.summary,
    ]),
    empty: say(
      "Belum ada. Latihan tiap kuartal membuat 72 jam cukup.",
      "None yet. A drill every quarter makes 72 hours enough.",
    ),
  });
}

const openForm = (visit: Visit): Html =>
  form(visit, {
    action: "/breaches",
    fields: html`${selectField({
      name: "kind",
      label: visit.say("Jenis", "Kind"),
      options: [
        ["drill", kindName(visit.say, { kind: "drill" })],
        ["incident", kindName(visit.say, { kind: "incident" })],
      ],
    })}${textField({ name: "discoveredAt", label: visit.say("Kapan diketahui (WIB)", "When it was discovered (WIB)"), type: "datetime-local", hint: visit.say("72 jam dihitung dari sini.", "The 72 hours run from here.") })}${longField({ name: "summary", label: visit.say("Apa yang terjadi", "What happened"), hint: visit.say("Tanpa nama dan NIK.", "No names, no NIK."), maxLength: 500 })}`,
    submit: visit.say("Mulai hitungan", "Start the clock"),
  });

/** A time as a form's field writes it, in WIB. */
const wibTime = (text: string): Instant | undefined =>
  parseInstant(`${text.length === 16 ? `${text}:00` : text}+07:00`);

const Opened = z.object({
  kind: z.enum(["drill", "incident"]),
  discoveredAt: z.string(),
  summary: z.string(),
});

async function open(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, say, form: posted } = visit;
  const told = z.safeParse(Opened, Object.fromEntries(posted));
  const discoveredAt = told.success ? wibTime(told.data.discoveredAt) : undefined;
  if (!told.success || discoveredAt === undefined)
    return listPage(visit, say("Waktu tidak terbaca.", "The time cannot be read."));
  const outcome = await openBreach(deps, actor, { ...told.data, discoveredAt });
  if (outcome.kind === "opened") return { kind: "see-other", to: breachPath(outcome.breach) };
  return listPage(visit, whyNot(say, outcome.because));
}

const whyNot = (say: Say, because: "summary-missing" | "discovered-in-future"): string =>
  because === "summary-missing"
    ? say("Tulis apa yang terjadi.", "Write what happened.")
    : say("Waktu diketahui tidak bisa di masa depan.", "It cannot have been discovered in the future.");

async function show(visit: Visit, mistake?: string): Promise<RoomAnswer> {
  const breach = await readBreach(visit.deps, visit.params.breachId ?? "");
  return breach ? pageOf(visit, breach, { mistake }) : { kind: "not-found" };
}

/** The page of a breach; `mistake` tells why nothing was ticked or counted. */
function pageOf(
  visit: Visit,
  breach: Breach,
  { concerned, mistake }: { readonly concerned?: PersonsConcerned; readonly mistake?: string | undefined },
): RoomAnswer {
  const title = `${kindName(visit.say, breach)}: ${visit.say("kebocoran data", "data breach")}`;
  return pageWithMistake(title, breachPage(visit, breach, concerned), mistake);
}

const Ticked = z.object({
  step: z.string(),
  note: z.string(),
  seenVersion: z.coerce.number().check(z.int()),
});

async function tick(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, say, params, form: posted } = visit;
  const breachId = params.breachId ?? "";
  const ticked = z.safeParse(Ticked, Object.fromEntries(posted));
  const step = ticked.success ? parseBreachStep(ticked.data.step) : undefined;
  if (!ticked.success || !step) return { kind: "not-found" };
  const outcome = await tickBreachStep(deps, actor, breachId, { ...ticked.data, step });
  switch (outcome.kind) {
    case "ticked":
      return { kind: "see-other", to: breachPath({ breachId }), did: "noted" };
    case "stale":
    case "already-ticked": {
      const done = Object.keys(outcome.now.ticks).length;
      return {
        kind: "stale",
        now: html`<p>${say(`${done} langkah sudah selesai.`, `${done} steps are done.`)}</p>`,
        back: breachPath({ breachId }),
      };
    }
    case "unknown":
      return { kind: "not-found" };
    case "refused":
      return show(visit, say("Tulis apa yang dilakukan.", "Write what was done."));
  }
}

async function countPersons(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, say, params, form: posted } = visit;
  const breach = await readBreach(deps, params.breachId ?? "");
  const since = wibTime(posted.get("since") ?? "");
  const reason = typedText(posted.get("reason") ?? "");
  if (!breach) return { kind: "not-found" };
  if (since === undefined || reason === "") {
    const mistake = say("Tulis sejak kapan dan alasannya.", "Write since when, and the reason.");
    return pageOf(visit, breach, { mistake });
  }
  const only = (posted.get("actor") ?? "").trim();
  const concerned = await personsConcerned(deps, actor, {
    since,
    reason,
    ...(only !== "" && { actor: only }),
  });
  return pageOf(visit, breach, { concerned });
}
