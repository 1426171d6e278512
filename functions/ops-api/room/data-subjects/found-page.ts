import { CorrectableField } from "../../../../shared/data-subject/data-correction-item.ts";
import type { FoundDataSubject } from "../../../../shared/data-subject/find-data-subject.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { mayDo } from "../../access/acts.ts";
import { form, longField, selectField } from "../../page/form.ts";
import { badge, facts, panel } from "../../page/mark.ts";
import { moment } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import type { Visit } from "../../room.ts";

type Found = Extract<FoundDataSubject, { kind: "found" }>;

/** The core's fields by name. */
function fieldName(say: Say, field: CorrectableField): string {
  switch (field) {
    case "nik":
      return "NIK";
    case "kpj":
      return "KPJ";
    case "name":
      return say("Nama", "Name");
    case "birth-date":
      return say("Tanggal lahir", "Birth date");
    case "declared-income":
      return say("Penghasilan", "Declared income");
    case "sector":
      return say("Bidang pekerjaan", "Sector");
    case "programmes":
      return say("Program", "Programmes");
  }
}

/** What is held of a person, masked, and what he may ask for. `carried` is his sealed number for the forms. */
export function foundPage(visit: Visit, found: Found, carried: string): Html {
  const { say, person } = visit;
  const { maskedNik, maskedName, standing, hasRegistration, payments, openFailures } = found;
  const yesNo = (is: boolean) => (is ? say("ada", "yes") : say("tidak ada", "no"));
  return html`${panel(
    say("Yang tersimpan", "What is held"),
    facts([
      ["NIK", html`<code>${maskedNik}</code>`],
      [say("Nama", "Name"), maskedName ?? "-"],
      [say("Keadaan", "Standing"), standing ?? "-"],
      [say("Pembayaran", "Payments"), payments],
      [say("Formulir pendaftaran", "Registration form"), yesNo(hasRegistration)],
      [say("Kegagalan terbuka", "Open failures"), openFailures],
    ]),
  )}
<div class="pair">${mayDo(person, "export-data-subject") && exportPanel(visit, carried)}${correctionPanel(visit, carried)}${
    mayDo(person, "ask-destruction") && destructionPanel(visit, carried)
  }</div>${panel(say("Permintaan pembetulan", "Requests to put right"), requestTable(say, found.corrections))}`;
}

const reasonField = (say: Say, id: string) =>
  longField({
    name: "reason",
    id,
    label: say("Alasan", "Reason"),
    hint: say("Masuk jejak audit; tanpa NIK dan nama.", "Goes into the audit trail; no NIK, no name."),
    maxLength: 500,
  });

const exportPanel = (visit: Visit, carried: string): Html =>
  panel(
    visit.say("Salinan untuk orangnya", "A copy for the person"),
    html`<p class="soft">${visit.say("Satu dokumen JSON dengan semua yang tersimpan, TIDAK tersamar. Serahkan hanya kepada orangnya.", "One JSON document with everything that is held, NOT masked. Hand it to the person only.")}</p>${form(
      visit,
      {
        action: "/data-subjects/export",
        hidden: { carried },
        fields: reasonField(visit.say, "export-reason"),
        submit: visit.say("Unduh salinan", "Download the copy"),
        tone: "plain",
      },
    )}`,
  );

const correctionPanel = (visit: Visit, carried: string): Html =>
  panel(
    visit.say("Minta dibetulkan", "Ask to put right"),
    form(visit, {
      action: "/data-subjects/correction",
      hidden: { carried },
      fields: html`${selectField({ name: "field", label: visit.say("Yang salah", "What is wrong"), options: CorrectableField.options.map((field) => [field, fieldName(visit.say, field)] as const) })}${longField({ name: "detail", label: visit.say("Yang benar menurut orangnya", "What the person says is right"), hint: visit.say("Disimpan terenkripsi, untuk sistem inti.", "Kept sealed, for the core."), maxLength: 2000 })}${reasonField(visit.say, "correction-reason")}`,
      submit: visit.say("Catat permintaan", "Record the request"),
      tone: "plain",
    }),
  );

const destructionPanel = (visit: Visit, carried: string): Html =>
  panel(
    visit.say("Musnahkan", "Destroy"),
    html`<p class="soft">${visit.say("Hanya setelah masa simpan, dan hanya dengan orang kedua. Tidak bisa dikembalikan.", "Only after its retention, and only with a second person. It cannot be brought back.")}</p>${form(
      visit,
      {
        action: "/data-subjects/destruction",
        hidden: { carried },
        fields: reasonField(visit.say, "destruction-reason"),
        submit: visit.say("Usulkan pemusnahan", "Propose destruction"),
        tone: "danger",
      },
    )}`,
  );

function requestTable(say: Say, requests: Found["corrections"]): Html {
  return table({
    caption: say("Permintaan pembetulan", "Requests to put right"),
    columns: [
      { head: say("Kapan", "When") },
      { head: say("Yang salah", "What") },
      { head: say("Dicatat oleh", "Recorded by"), kind: "code" },
      { head: say("Keadaan", "State") },
    ],
    rows: requests.map(({ askedAt, fields, askedBy, state }) => [
      moment(say, askedAt),
      fields.map((field) => fieldName(say, field)).join(", "),
      askedBy,
      state === "asked"
        ? badge("warn", say("menunggu sistem inti", "waits for the core"))
        : badge("good", say("dijawab", "answered")),
    ]),
    empty: say("Belum ada permintaan.", "No request yet."),
  });
}
