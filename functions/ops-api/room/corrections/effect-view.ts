import type { CorrectionPreview } from "../../../../shared/correction/correction.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { MoneyEffect } from "../../../../shared/payment/money-plan.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { facts, panel } from "../../page/mark.ts";
import { moment } from "../../page/moment.ts";
import { monthsTable } from "../../page/months-table.ts";
import { paymentLink } from "../../page/payment-link.ts";

/** What a correction would book and take out: for whom, which months by name at the price of their own time, and the credit that is left. */
export function previewView(say: Say, { books, frees }: CorrectionPreview): Html {
  return html`<div class="pair">${frees && panel(say("Yang dicabut", "What is taken out"), effectView(say, frees))}${
    books && panel(say("Yang dibukukan", "What is booked"), effectView(say, books))
  }</div>${
    !books &&
    !frees &&
    html`<p class="empty">${say("Uang dan bulan tidak berpindah; hanya keputusannya yang dicatat.", "No money and no month moves; only the decision is written down.")}</p>`
  }`;
}

function effectView(say: Say, effect: MoneyEffect): Html {
  const { months, coverFrom, paymentKey } = effect;
  return html`${facts([
    [say("Peserta", "Worker"), html`${effect.maskedName} <code>${effect.maskedNik}</code>`],
    [say("Jumlah", "Amount"), rupiahText(effect.amountRupiah)],
    [say("Kredit dipakai", "Credit used"), rupiahText(effect.creditUsedRupiah)],
    [say("Sisa menjadi kredit", "Left as credit"), rupiahText(effect.creditGivenRupiah)],
    [
      say("Berlaku sejak", "Cover counts from"),
      coverFrom === null ? say("saat disetujui", "the approval") : moment(say, coverFrom),
    ],
    [say("Pembayaran", "Payment"), paymentLink(paymentKey)],
  ])}${monthsTable(say, months)}`;
}
