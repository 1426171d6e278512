import { type Html, html } from "../../../../../functions/html.ts";
import type { Say } from "../../../../../functions/say.ts";
import type { Step } from "../visit.ts";
import { stepHead } from "./layout.ts";
import { type PaperWidth, papers } from "./papers.ts";

type Of<K extends Step["kind"]> = Extract<Step, { kind: K }>;

/** No answer came. The money is in the drawer, so there are two right things to do and two wrong ones. */
export function unansweredPage(say: Say, action: string): Html {
  return html`${stepHead(say, 2, say("Belum ada jawaban", "No answer yet"))}
<div class="note warn"><p><b>${say("Belum tentu gagal.", "Not failed.")}</b> ${say(
    "Jangan kembalikan uang, dan jangan membuat pembayaran baru.",
    "Do not hand the money back, and make no new payment.",
  )}</p></div>
<form method="post" action="${action}" class="stack">
<button class="primary" name="act" value="advice">${say("Kirim ulang pembayaran yang sama (advice)", "Send the same payment again (advice)")}</button>
<button name="act" value="status">${say("Tanya status dahulu", "Ask for the status first")}</button>
</form>`;
}

/** The gateway said no: what the cashier does now comes first, the reason after it. */
export function refusedPage(say: Say, { refusal, during }: Of<"refused">, action: string): Html {
  const heading = {
    inquiry: say("Tidak bisa dibayar", "Cannot be paid"),
    payment: say("Pembayaran ditolak", "Payment refused"),
    reversal: say("Pembatalan ditolak", "Reversal refused"),
  }[during];
  return html`${stepHead(say, 2, heading)}
<div class="note bad"><p class="order">${say.of(refusal.cashier)}</p>
<p>${say("Alasan", "Reason")}: ${say.of(refusal.reason)} <code>${refusal.code}</code></p></div>
<form method="post" action="${action}" class="stack">
<button class="primary" name="act" value="back">${say("Kembali ke awal", "Back to the start")}</button>
</form>`;
}

/** A question got no answer at all; nothing has happened. */
export function unreachablePage(say: Say, action: string): Html {
  return html`${stepHead(say, 1, say("Kanal tidak menjawab", "Kanal does not answer"))}
<div class="note bad"><p class="order">${say("Jangan terima uang.", "Take no money.")}</p>
<p>${say("Belum ada yang dibukukan. Coba lagi sebentar.", "Nothing was booked. Try again in a moment.")}</p></div>
<form method="post" action="${action}" class="stack">
<button class="primary" name="act" value="back">${say("Kembali ke awal", "Back to the start")}</button>
</form>`;
}

/** The slip, with what may still be done. */
export function paidPage(
  say: Say,
  { receipt }: Of<"paid">,
  {
    action,
    width,
    canReverse,
  }: { readonly action: string; readonly width: PaperWidth; readonly canReverse: boolean },
): Html {
  return html`${stepHead(say, 3, say("Pembayaran tercatat", "Payment is booked"))}
<p class="seal ${receipt.isActive && "on"}" data-seal>${sealText(say, receipt.isActive)}</p>
${papers(say, receipt.slip, width, action)}
<form method="post" action="${action}" class="row">
<button name="act" value="status">${say("Tanya status, cetak ulang", "Ask status, print again")}</button>
${canReverse && html`<button class="danger" name="act" value="reverse">${say("Batalkan, uang kembali", "Reverse, money back")}</button>`}
</form>
${
  !canReverse &&
  html`<p class="aside">${say(
    "Bank tidak membatalkan lewat SNAP; uang yang kembali diselesaikan lewat rekonsiliasi.",
    "Banks do not reverse through SNAP; money that went back is settled in reconciliation.",
  )}</p>`
}
<p><a class="next" href="/sandbox/till">${say("Pekerja berikutnya", "Next worker")}</a></p>`;
}

/** What the till knows of cover: by the answers it got, nothing else. */
export function sealText(say: Say, isActive: boolean): string {
  return isActive
    ? say("Perlindungan aktif", "Cover is active")
    : say("Dicatat; perlindungan segera aktif", "Booked; cover follows in a moment");
}

export function reversedPage(say: Say, action: string): Html {
  return html`${stepHead(say, 3, say("Pembayaran dibatalkan", "Payment reversed"))}
<div class="note warn"><p class="order">${say("Kembalikan uang kepada peserta.", "Hand the money back.")}</p>
<p>${say(
    "Bulan-bulannya bebas lagi; siapa pun dapat membayarnya.",
    "Its months are free again; anybody can pay them.",
  )}</p></div>
<form method="post" action="${action}" class="row">
<button name="act" value="status">${say("Tanya status", "Ask for the status")}</button>
</form>
<p><a class="next" href="/sandbox/till">${say("Pekerja berikutnya", "Next worker")}</a></p>`;
}
