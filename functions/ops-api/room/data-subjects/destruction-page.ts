import type { Destruction } from "../../../../shared/data-subject/destruction-item.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { mayDo } from "../../access/acts.ts";
import { form, longField, selectField } from "../../page/form.ts";
import { facts, notice, panel } from "../../page/mark.ts";
import { moment } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import type { Visit } from "../../room.ts";
import { countsInWords, destructionBadge } from "./destruction-words.ts";

/** Where a destruction stands, below `/ops`. */
export const destructionPath = ({ destructionId }: Pick<Destruction, "destructionId">): string =>
  `/data-subjects/destructions/${encodeURIComponent(destructionId)}`;

export function destructionTable(say: Say, all: readonly Destruction[]): Html {
  return table({
    caption: say("Pemusnahan", "Destructions"),
    columns: [
      { head: say("Diusulkan", "Proposed") },
      { head: say("Oleh", "By"), kind: "code" },
      { head: say("Keadaan", "State") },
      { head: say("Isi", "What") },
      { head: say("Diputuskan oleh", "Decided by"), kind: "code" },
    ],
    rows: all.map((destruction) => [
      html`<a href="/ops${destructionPath(destruction)}">${moment(say, destruction.proposedAt)}</a>`,
      destruction.proposedBy,
      destructionBadge(say, destruction),
      countsInWords(say, destruction.counts),
      destruction.decidedBy ?? "",
    ]),
    empty: say("Belum ada pemusnahan.", "No destruction yet."),
  });
}

/** What is known of one, all of it impersonal. */
export const destructionFacts = (say: Say, destruction: Destruction): Html =>
  facts([
    [say("Keadaan", "State"), destructionBadge(say, destruction)],
    [say("Isi", "What"), countsInWords(say, destruction.counts)],
    [say("Diusulkan", "Proposed"), html`${moment(say, destruction.proposedAt)}, ${destruction.proposedBy}`],
    [say("Alasan", "Reason"), destruction.reason],
    ...(destruction.decidedAt === null
      ? []
      : [
          [
            say("Diputuskan", "Decided"),
            html`${moment(say, destruction.decidedAt)}, ${destruction.decidedBy}: ${destruction.decidedReason}`,
          ] as const,
        ]),
    ...(destruction.doneAt === null
      ? []
      : [[say("Selesai", "Done"), moment(say, destruction.doneAt)] as const]),
  ]);

/** One destruction, and the second person's form. `said` is why an attempt did not go through. */
export function destructionPage(visit: Visit, destruction: Destruction, said?: string): Html {
  const { say, person } = visit;
  const isOwn = destruction.proposedBy === person.subject;
  const isOpen = destruction.state === "proposed" || destruction.state === "approved";
  const may = isOpen && mayDo(person, "decide-destruction");
  return html`${said !== undefined && notice("bad", said)}${panel(say("Usulan", "Proposal"), destructionFacts(say, destruction))}
${may && isOwn && notice("warn", say("Anda yang mengusulkan; orang lain yang memutuskan.", "You proposed it; another person decides."))}
${may && !isOwn && panel(say("Putuskan", "Decide"), decisionForm(visit, destruction))}`;
}

const decisionForm = (visit: Visit, destruction: Destruction): Html =>
  form(visit, {
    action: `${destructionPath(destruction)}/decide`,
    hidden: { seenVersion: destruction.version },
    fields: html`${selectField({
      name: "verdict",
      label: visit.say("Keputusan", "Decision"),
      options: [
        ["reject", visit.say("Tolak: tidak ada yang dimusnahkan", "Reject: nothing is destroyed")],
        ["approve", visit.say("Setujui dan musnahkan sekarang", "Approve and destroy now")],
      ],
    })}${longField({ name: "reason", label: visit.say("Alasan", "Reason"), maxLength: 500 })}`,
    submit: visit.say("Jalankan keputusan", "Carry the decision out"),
    tone: "danger",
  });
