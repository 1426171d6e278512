import { TYPED_TEXT_MAX } from "../../../../shared/audit/typed-text.ts";
import { isDismissible } from "../../../../shared/failure/act-on-failure.ts";
import type { StandingFailure } from "../../../../shared/failure/failure.ts";
import type { ReplayWay } from "../../../../shared/replay/replayable.ts";
import { type Html, html } from "../../../html.ts";
import { form, longField, textField } from "../../page/form.ts";
import type { Visit } from "../../room.ts";

/** What the acts of a failure's page are made of. */
export interface ActView {
  readonly failure: StandingFailure;
  readonly way: ReplayWay;
  /** What of the acts the person may do. */
  readonly may: { readonly work: boolean; readonly replay: boolean; readonly propose: boolean };
}

/** What the person can do about an open failure. Each form sends the version that it was made of. */
export function failureActs(
  visit: Pick<Visit, "say" | "formToken" | "person">,
  { failure, way, may }: ActView,
): Html {
  const { say, person } = visit;
  const { failureId, version, assignee } = failure;
  const to = (act: string) => ({
    action: `/failures/${failureId}/${act}`,
    hidden: { seenVersion: version },
  });
  const reasonField = (id: string, label: string) =>
    longField({ name: "reason", id, label, maxLength: TYPED_TEXT_MAX });
  const isMine = assignee === person.subject;
  return html`<p class="row">${
    may.replay &&
    (way === "errand" || way === "publish") &&
    html`<a class="button primary" href="/ops/replays/new?failure=${failureId}">${say("Jalankan ulang...", "Replay...")}</a>`
  }${
    may.propose &&
    way === "needs-correction" &&
    html`<a class="button primary" href="/ops/corrections/new?failure=${failureId}">${say("Ajukan koreksi...", "Propose a correction...")}</a>`
  }${!may.work && html`<span class="soft">${say("Menangani kegagalan adalah tugas operator.", "Working on failures is an operator's task.")}</span>`}</p>${
    may.work &&
    html`<div class="acts">${form(visit, {
      ...to("assign"),
      hidden: { seenVersion: version, assignee: isMine ? "" : person.subject },
      fields: "",
      submit: isMine ? say("Lepaskan", "Give it back") : say("Ambil untuk saya", "Take it myself"),
      tone: "plain",
    })}
${form(visit, {
  ...to("assign"),
  fields: textField({
    name: "assignee",
    label: say("Tugaskan ke", "Assign to"),
    hint: say("nama akun rekan", "a colleague's account name"),
    maxLength: 100,
  }),
  submit: say("Tugaskan", "Assign"),
  tone: "plain",
})}
${form(visit, { ...to("note"), fields: reasonField("note", say("Catatan", "Note")), submit: say("Simpan catatan", "Keep the note"), tone: "plain" })}
${
  isDismissible(failure.cause) &&
  form(visit, {
    ...to("dismiss"),
    fields: reasonField("dismiss", say("Mengapa tidak perlu tindakan", "Why nothing needs to be done")),
    submit: say("Tutup tanpa tindakan", "Dismiss"),
    tone: "danger",
  })
}</div>`
  }`;
}
