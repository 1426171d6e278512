import type { Correction } from "../../../../shared/correction/correction.ts";
import { subjectOf } from "../../../../shared/correction/plan-correction.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { panel } from "../../page/mark.ts";
import { moment } from "../../page/moment.ts";
import { paymentLink } from "../../page/payment-link.ts";
import { table } from "../../page/table.ts";
import { kindName, stateBadge } from "./correction-words.ts";

/** What waits for a second person, and what was decided lately. */
export function listPage(say: Say, waiting: readonly Correction[], decided: readonly Correction[]): Html {
  return html`${panel(
    say("Menunggu orang kedua", "Waiting for a second person"),
    rows(say, waiting, say("Tidak ada yang menunggu.", "Nothing waits.")),
  )}
${panel(say("Sudah diputuskan", "Decided"), rows(say, decided, say("Belum ada.", "None yet.")))}`;
}

function rows(say: Say, corrections: readonly Correction[], empty: string): Html {
  return table({
    caption: say("Koreksi, terbaru dulu", "Corrections, the newest first"),
    columns: [
      { head: say("Koreksi", "Correction") },
      { head: say("Keadaan", "State") },
      { head: say("Pembayaran", "Payment"), kind: "code" },
      { head: "Rupiah", kind: "number" },
      { head: say("Diajukan", "Proposed") },
      { head: say("Alasan", "Reason") },
    ],
    rows: corrections.map((correction) => {
      const { correctionId, facts, preview, proposedAt, proposedBy, reason, decision } = correction;
      const amount = preview.books?.amountRupiah ?? preview.frees?.amountRupiah;
      return [
        html`<a href="/ops/corrections/${correctionId}">${kindName(say, facts.kind)}</a>`,
        html`${stateBadge(say, correction)}${decision && html` <small class="soft">${decision.by}</small>`}`,
        paymentLink(subjectOf(facts)),
        amount === undefined ? "-" : rupiahText(amount),
        html`${moment(say, proposedAt)} <small class="soft">${proposedBy}</small>`,
        reason,
      ];
    }),
    empty,
  });
}
