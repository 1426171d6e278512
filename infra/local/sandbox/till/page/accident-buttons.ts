import { type Html, html } from "../../../../../functions/html.ts";
import type { Say } from "../../../../../functions/say.ts";

/** The accidents that can be made to happen to this payment, each with what it does. */
export function accidentButtons(say: Say, action: string, otherPartner: string | undefined): Html {
  const accident = (act: string, name: string, does: string) =>
    html`<button class="accident" name="act" value="${act}"><b>${name}</b> <span class="does">${does}</span></button>`;
  return html`<section class="accidents"><h2>${say("Coba kecelakaannya", "Try an accident")}</h2>
<p>${say(
    "Bayar juga, tetapi ada yang salah di jalan. Uang pekerja tetap aman; lihat sebabnya di balik layar.",
    "Pays as well, but something goes wrong on the way. The worker's money stays safe; see why behind the screen.",
  )}</p>
<form method="post" action="${action}">
${accident("lose-answer", say("Jawaban hilang", "Lost answer"), say("Uang dibukukan, jawabannya tidak sampai.", "The money is booked, the answer never arrives."))}
${accident("tap-twice", say("Ketuk dua kali", "Double tap"), say("Pembayaran yang sama dikirim dua kali sekaligus.", "The same payment is sent twice at once."))}
${
  otherPartner &&
  accident(
    "second-till",
    say("Kasir kedua", "Second till"),
    say(
      `${otherPartner.toUpperCase()} membayar bulan yang sama sesaat kemudian.`,
      `${otherPartner.toUpperCase()} pays the same months a moment later.`,
    ),
  )
}
${accident("core-down", say("Sistem inti mati", "Core down"), say("Sistem kepesertaan tidak menjawab saat uang diterima.", "The membership system does not answer while money is taken."))}
</form></section>`;
}
