import type { FailureNote } from "../../../../shared/failure/failure-note.ts";
import { type Html, html, type Piece } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { moment } from "../../page/moment.ts";

/** What happened to a failure, the oldest first: who, what, and in which words. */
export function historyList(say: Say, history: readonly FailureNote[]): Html {
  return html`<ol class="history">${history.map(
    (note) => html`<li>${moment(say, note.at)} <div>${toldOf(say, note)}</div></li>`,
  )}</ol>`;
}

function toldOf(say: Say, note: FailureNote): Piece {
  switch (note.kind) {
    case "opened":
      return html`<b>${say("Dibuka", "Opened")}</b>${reason(note.reason)}`;
    case "closed":
      return html`<b>${say("Ditutup", "Closed")}</b>`;
    case "assigned":
      return note.assignee === null
        ? deed(say("dilepas", "given back"), note)
        : deed(say(`ditugaskan ke ${note.assignee}`, `assigned to ${note.assignee}`), note);
    case "noted":
      return deed(say("mencatat", "noted"), note);
    case "dismissed":
      return deed(say("menutup tanpa tindakan", "dismissed it"), note);
    case "corrected":
      return html`<b>${note.by}</b> ${say("menyelesaikan dengan", "settled it by")} <a href="/ops/corrections/${note.text}">${say("koreksi", "a correction")}</a>`;
    case "replayed":
      return html`<b>${note.by}</b> ${say("menjalankan ulang", "replayed it")}: <a href="/ops/replays/${note.replayId}">${note.outcome}</a>${reason(note.text)}`;
  }
}

const deed = (did: string, { by, text }: { readonly by: string; readonly text: string }): Html =>
  html`<b>${by}</b> ${did}${reason(text)}`;

const reason = (text: string): Piece => text !== "" && html`<q>${text}</q>`;
