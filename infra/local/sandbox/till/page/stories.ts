import { type Html, html } from "../../../../../functions/html.ts";
import type { Say } from "../../../../../functions/say.ts";
import type { InTwoLanguages } from "../../../../../shared/calendar/month-name.ts";
import type { Story, StoryName } from "../visit.ts";

interface Telling {
  readonly title: InTwoLanguages;
  readonly happened: InTwoLanguages;
  /** Why the worker loses nothing, in one sentence. */
  readonly safe: InTwoLanguages;
}

const TELLINGS: Readonly<Record<StoryName, Telling>> = {
  "lost-answer": {
    title: { indonesia: "Jawaban hilang", english: "Lost answer" },
    happened: {
      indonesia:
        "Uang sudah dibukukan, tetapi sambungan putus sebelum jawabannya sampai. Kasir mengirim pembayaran yang sama lagi, ditandai advice.",
      english:
        "The money was booked, but the connection broke before the answer arrived. The till sends the same payment again, marked as an advice.",
    },
    safe: {
      indonesia:
        "Aman karena nomor referensi yang menentukan, bukan jawabannya: satu referensi membukukan paling banyak satu kali, dan pengulangannya dijawab dengan struk yang sama.",
      english:
        "Safe because the reference decides, not the answer: one reference books at most once, and its repeat is answered with the same slip.",
    },
  },
  "double-tap": {
    title: { indonesia: "Ketuk dua kali", english: "Double tap" },
    happened: {
      indonesia:
        "Dua permintaan yang sama berlomba. Yang menang membukukan; yang lain menemukan pembukuan itu.",
      english: "Two equal requests raced. The winner booked; the other found that booking.",
    },
    safe: {
      indonesia:
        "Aman karena pembayaran hanya dapat ditulis bila referensinya belum ada: dua ketukan, satu pembayaran, satu struk.",
      english:
        "Safe because a payment can only be written while its reference is not there yet: two taps, one payment, one slip.",
    },
  },
  "second-till": {
    title: { indonesia: "Kasir kedua", english: "Second till" },
    happened: {
      indonesia:
        "Dua mitra melihat tagihan yang sama. Keduanya membayar; hanya satu yang dapat memiliki bulannya.",
      english: "Two partners saw the same bill. Both paid; only one can own the months.",
    },
    safe: {
      indonesia:
        "Aman karena satu bulan hanya punya satu pemilik: yang kedua ditolak selagi pekerja masih di depan kasir, dan uangnya kembali saat itu juga.",
      english:
        "Safe because a month has one owner: the second is refused while the worker still stands at the till, and gets the money back at once.",
    },
  },
  "core-down": {
    title: { indonesia: "Sistem inti mati", english: "Core down" },
    happened: {
      indonesia:
        "Kanal membukukan uang dan menjawab kasir tanpa menunggu sistem inti, lalu mencoba mengaktifkan berulang-ulang.",
      english:
        "Kanal books the money and answers the till without waiting for the core system, then tries to activate again and again.",
    },
    safe: {
      indonesia:
        "Aman karena perlindungan dihitung sejak uang diterima, bukan sejak sistem inti pulih; yang belum aktif terlihat petugas, tidak ada yang terlupa.",
      english:
        "Safe because cover counts from the money, not from the repair; what is not active yet is seen by ops staff, nothing is forgotten.",
    },
  },
  reversal: {
    title: { indonesia: "Pembatalan", english: "Reversal" },
    happened: {
      indonesia: "Kasir mengembalikan uang pada hari yang sama dan memberi tahu Kanal.",
      english: "The cashier gave the money back on the same day and told Kanal.",
    },
    safe: {
      indonesia:
        "Aman karena bulannya bebas seketika untuk dibayar lagi, dan kedua catatan tetap ada: uang masuk dan uang kembali.",
      english:
        "Safe because the months are free at once to be paid again, and both records stay: the money that came and the money that went back.",
    },
  },
};

/** What went wrong on purpose, what was seen of it, and why the worker is safe. The script keeps the number of bookings up to date. */
export function storyCard(say: Say, { name, facts }: Story, bookings: number): Html {
  const { title, happened, safe } = TELLINGS[name];
  return html`<section class="card story"><h3>${say.of(title)}</h3>
<p>${say.of(happened)}</p>
${
  facts.length > 0 &&
  html`<dl>${facts.map(([label, value]) => fact(say.of(label), say.of(value)))}${
    name === "double-tap" &&
    fact(say("Pembukuan diumumkan", "Bookings published"), html`<span data-bookings>${bookings}</span>`)
  }</dl>`
}
<p class="safe">${say.of(safe)}</p></section>`;
}

const fact = (label: string, value: string | Html) =>
  html`<div class="fact"><dt>${label}</dt><dd>${value}</dd></div>`;
