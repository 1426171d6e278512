import { formatInstant } from "../../../../shared/calendar/calendar.ts";
import { exportDataSubject } from "../../../../shared/data-subject/export-data-subject.ts";
import { findDataSubject } from "../../../../shared/data-subject/find-data-subject.ts";
import { listDestructions } from "../../../../shared/data-subject/propose-destruction.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { mayDo } from "../../access/acts.ts";
import { form, longField, textField } from "../../page/form.ts";
import { notice, panel } from "../../page/mark.ts";
import type { Room, RoomAnswer, Visit } from "../../room.ts";
import { carriedNik, postedNik } from "./carried-nik.ts";
import { askCorrection, askDestruction, decide, showDestruction } from "./data-subject-acts.ts";
import { destructionTable } from "./destruction-page.ts";
import { foundPage } from "./found-page.ts";

/** What a person may ask about his own data (UU 27/2022): see it, have it put right, have it destroyed. Nobody is ever listed; one is found by a whole NIK. */
export const DATA_SUBJECTS: Room = {
  name: { indonesia: "Subjek data", english: "Data subjects" },
  path: "/data-subjects",
  routes: [
    { method: "GET", path: "/data-subjects", act: "look", serve: (visit) => askPage(visit) },
    { method: "POST", path: "/data-subjects/find", act: "find-data-subject", serve: find },
    { method: "POST", path: "/data-subjects/export", act: "export-data-subject", serve: hand },
    { method: "POST", path: "/data-subjects/correction", act: "find-data-subject", serve: askCorrection },
    { method: "POST", path: "/data-subjects/destruction", act: "ask-destruction", serve: askDestruction },
    {
      method: "GET",
      path: "/data-subjects/destructions/:destructionId",
      act: "look",
      serve: showDestruction,
    },
    {
      method: "POST",
      path: "/data-subjects/destructions/:destructionId/decide",
      act: "decide-destruction",
      serve: decide,
    },
  ],
};

const titleOf = (say: Say): string => say("Subjek data", "Data subjects");

/** The room's first page: the question, and what was destroyed. `said` is why the last question was not answered. */
async function askPage(visit: Visit, said?: string): Promise<RoomAnswer> {
  const { say, deps, person } = visit;
  const destructions = await listDestructions(deps);
  const content = html`${said !== undefined && notice("warn", said)}${mayDo(person, "find-data-subject") && panel(say("Cari seseorang", "Find a person"), searchOf(visit))}
${panel(say("Pemusnahan", "Destructions"), destructionTable(say, destructions))}`;
  return { kind: "page", title: titleOf(say), content };
}

const searchOf = (visit: Visit): Html =>
  form(visit, {
    action: "/data-subjects/find",
    fields: html`${textField({ name: "nik", label: "NIK", hint: visit.say("Lengkap, 16 angka. Tidak ada daftar dan tidak ada pencarian nama.", "Whole, 16 digits. There is no list and no search by name."), isNumber: true, maxLength: 24 })}${longField({ name: "reason", label: visit.say("Alasan", "Reason"), hint: visit.say("Pencarian tercatat, juga bila tidak ada hasil.", "The search is recorded, also where it finds nothing."), maxLength: 500 })}`,
    submit: visit.say("Cari", "Find"),
  });

const wrongNik = (say: Say): string =>
  say("NIK harus 16 angka yang benar.", "A NIK has 16 digits in the right form.");

const said = (say: Say, kind: "not-held" | "refused"): string =>
  kind === "not-held"
    ? say("Tidak ada data dengan NIK itu.", "Nothing is held under that NIK.")
    : say("Alasan wajib diisi.", "A reason is needed.");

async function find(visit: Visit): Promise<RoomAnswer> {
  const { say, deps, actor, form: posted } = visit;
  const nik = postedNik(visit);
  if (!nik) return askPage(visit, wrongNik(say));
  const found = await findDataSubject(deps, actor, { nik, reason: posted.get("reason") ?? "" });
  if (found.kind !== "found") return askPage(visit, said(say, found.kind));
  return { kind: "page", title: titleOf(say), content: foundPage(visit, found, carriedNik(visit, nik)) };
}

async function hand(visit: Visit): Promise<RoomAnswer> {
  const { say, deps, actor, form: posted } = visit;
  const nik = postedNik(visit);
  if (!nik) return askPage(visit, wrongNik(say));
  const exported = await exportDataSubject(deps, actor, { nik, reason: posted.get("reason") ?? "" });
  if (exported.kind !== "exported") return askPage(visit, said(say, exported.kind));
  const day = formatInstant(deps.clock.machineNow()).slice(0, 10);
  const body = JSON.stringify(exported.document, null, 2);
  return { kind: "download", name: `data-subject-${day}.json`, type: "application/json", body };
}
