import { TYPED_TEXT_MAX } from "../../../../shared/audit/typed-text.ts";
import type { Correction } from "../../../../shared/correction/correction.ts";
import { subjectOf } from "../../../../shared/correction/plan-correction.ts";
import type { PreviewOutcome } from "../../../../shared/correction/propose-correction.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { form, longField } from "../../page/form.ts";
import { facts, notice, panel } from "../../page/mark.ts";
import { moment } from "../../page/moment.ts";
import { paymentLink } from "../../page/payment-link.ts";
import type { Visit } from "../../room.ts";
import { impossibleInWords, kindMeaning, kindName, stateBadge } from "./correction-words.ts";
import { previewView } from "./effect-view.ts";

export interface CorrectionView {
  readonly correction: Correction;
  /** What it would do at this moment; undefined once it is decided. */
  readonly now: PreviewOutcome | undefined;
  /** Whether that is still what was proposed. */
  readonly isAsProposed: boolean;
  readonly may: { readonly decide: boolean; readonly propose: boolean };
}

/** A proposal as its checker sees it: what, why, by whom, and what it would do now. */
export function correctionPage(
  visit: Pick<Visit, "say" | "formToken" | "person">,
  view: CorrectionView,
): Html {
  const { say } = visit;
  const { correction, now } = view;
  return html`<p class="lead">${kindMeaning(say, correction.facts.kind)}</p>
${now?.kind === "refused" && notice("bad", impossibleInWords(say, now))}
${now?.kind === "possible" && !view.isAsProposed && notice("warn", impossibleInWords(say, { because: "preview-moved", preview: now }))}
${panel(say("Usulan", "Proposal"), correctionFacts(say, correction))}
${previewView(say, correction.preview)}
${correction.state === "proposed" && panel(say("Putusan", "Decision"), decisionForms(visit, view))}`;
}

/** What is known of it, as names and values. */
export function correctionFacts(say: Say, correction: Correction): Html {
  const { facts: what, proposedBy, proposedAt, reason, decision } = correction;
  return facts([
    [say("Koreksi", "Correction"), kindName(say, what.kind)],
    [say("Keadaan", "State"), stateBadge(say, correction)],
    [say("Pembayaran", "Payment"), paymentLink(subjectOf(what))],
    [say("Diajukan oleh", "Proposed by"), proposedBy],
    [say("Kapan", "When"), moment(say, proposedAt)],
    [say("Alasan", "Reason"), html`<q>${reason}</q>`],
    ...("paidAt" in what
      ? [
          [say("Uang diterima", "Money taken"), moment(say, what.paidAt)] as const,
          [
            say("Diketahui dari", "Known from"),
            what.source === "settlement"
              ? say("berkas rekonsiliasi", "the settlement file")
              : say("kegagalan", "a failure"),
          ] as const,
        ]
      : []),
    ...(decision
      ? [
          [say("Diputuskan oleh", "Decided by"), decision.by] as const,
          [say("Pada", "At"), moment(say, decision.at)] as const,
          [say("Alasan putusan", "Reason of the decision"), html`<q>${decision.reason}</q>`] as const,
        ]
      : []),
  ]);
}

function decisionForms(visit: Pick<Visit, "say" | "formToken" | "person">, view: CorrectionView): Html {
  const { say, person } = visit;
  const { correction, now, isAsProposed, may } = view;
  const { correctionId, version, makers } = correction;
  const isOwn = makers.includes(person.subject);
  const to = (verdict: "approve" | "reject") => ({
    action: `/corrections/${correctionId}/${verdict}`,
    hidden: { seenVersion: version },
  });
  const why = (id: string) =>
    longField({ name: "reason", id, label: say("Alasan", "Reason"), maxLength: TYPED_TEXT_MAX });
  const canApprove = now?.kind === "possible" && isAsProposed;
  return html`${
    isOwn &&
    notice(
      "plain",
      say(
        "Ini usulan Anda sendiri: orang lain yang menyetujuinya. Anda boleh menariknya.",
        "This is your own proposal: somebody else approves it. You may take it back.",
      ),
    )
  }${!may.decide && html`<p class="soft">${say("Yang memutuskan adalah orang dengan peran approver.", "A person with the role approver decides.")}</p>`}${
    may.propose &&
    now?.kind === "possible" &&
    !isAsProposed &&
    form(visit, {
      action: `/corrections/${correctionId}/preview`,
      hidden: { seenVersion: version },
      fields: "",
      submit: say("Perbarui pratinjau", "Make the preview anew"),
      tone: "plain",
    })
  }${
    may.decide &&
    html`<div class="acts">${
      canApprove &&
      !isOwn &&
      form(visit, {
        ...to("approve"),
        fields: why("approve"),
        submit: say("Setujui dan jalankan", "Approve and carry out"),
      })
    }${form(visit, {
      ...to("reject"),
      fields: why("reject"),
      submit: isOwn ? say("Tarik usulan", "Take it back") : say("Tolak", "Reject"),
      tone: "danger",
    })}</div>`
  }`;
}
