import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import type { FailureCause } from "../../../../shared/failure/failure.ts";

/** A cause as a person reads it: its name, what it means for the worker and the money, and what to do. */
export interface CauseWords {
  readonly name: InTwoLanguages;
  readonly means: InTwoLanguages;
  readonly next: InTwoLanguages;
}

const words = (
  name: readonly [string, string],
  means: readonly [string, string],
  next: readonly [string, string],
): CauseWords => ({ name: both(name), means: both(means), next: both(next) });

const both = ([indonesia, english]: readonly [string, string]): InTwoLanguages => ({ indonesia, english });

const CAUSES: Readonly<Record<FailureCause, CauseWords>> = {
  "core-refused": words(
    ["Ditolak sistem inti", "Refused by the core"],
    [
      "Sistem kepesertaan menolak mengaktifkan perlindungan. Uangnya sudah tercatat; perlindungan belum aktif.",
      "The membership system refused to activate the cover. The money is booked; the cover is not active.",
    ],
    [
      "Baca alasannya. Bereskan dulu di sistem inti, lalu jalankan ulang; kalau NIK-nya keliru, ajukan koreksi.",
      "Read the reason. Put it right in the core first, then replay; where the NIK is wrong, propose a correction.",
    ],
  ),
  "core-unavailable": words(
    ["Sistem inti tidak menjawab", "The core does not answer"],
    [
      "Uang sudah tercatat dan pesertanya terlindungi sejak saat bayar; sistem inti belum mengonfirmasi.",
      "The money is booked and the worker is covered from the moment he paid; the core has not confirmed yet.",
    ],
    [
      "Gateway mencoba terus sendiri. Kalau sistem inti sudah pulih dan ini belum tertutup, jalankan ulang.",
      "The gateway keeps trying by itself. If the core is back and this is still open, replay it.",
    ],
  ),
  "slice-owned-by-another": words(
    ["Bulan milik pembayaran lain", "Month in force for another payment"],
    [
      "Bulan yang dibayar sudah berlaku atas nama pembayaran lain.",
      "A month of this payment is already in force for another payment.",
    ],
    [
      "Bandingkan kedua pembayaran. Kalau yang lain sudah dibatalkan, jalankan ulang; kalau dibayar dua kali, ajukan koreksi.",
      "Compare the two payments. If the other was reversed, replay; if it was paid twice, propose a correction.",
    ],
  ),
  "activation-exhausted": words(
    ["Aktivasi gagal berkali-kali", "Activation failed every time"],
    [
      "Semua percobaan otomatis habis. Uang tercatat; perlindungan belum dikonfirmasi.",
      "All automatic attempts are used up. The money is booked; the cover is not confirmed.",
    ],
    ["Kalau penyebabnya sudah hilang, jalankan ulang.", "If what was in the way is gone, replay."],
  ),
  "consumer-crashed": words(
    ["Kesalahan di gateway", "A fault of ours"],
    [
      "Percobaan berakhir dengan kesalahan di pihak kita, bukan di sistem inti.",
      "The attempts end in a fault on our side, not the core's.",
    ],
    [
      "Laporkan kode alasannya ke teknisi; sesudah diperbaiki, jalankan ulang.",
      "Report the reason's code to the engineers; once it is mended, replay.",
    ],
  ),
  "found-by-sweeper": words(
    ["Ditemukan penyapu", "Found by the sweeper"],
    [
      "Pembayaran menunggu melampaui batas dan tidak ada pesan yang membawanya.",
      "The payment waited beyond its bound, and no message carries it.",
    ],
    ["Jalankan ulang: keadaannya dibaca dari buku.", "Replay: what to do is read from the ledger."],
  ),
  "revocation-exhausted": words(
    ["Pencabutan gagal berkali-kali", "Taking out of force failed every time"],
    [
      "Pembayaran sudah dibatalkan, tetapi sistem inti masih menganggapnya berlaku.",
      "The payment was reversed, but the core still has it in force.",
    ],
    ["Kalau sistem inti sudah pulih, jalankan ulang.", "If the core is back, replay."],
  ),
  "message-unreadable": words(
    ["Pesan tidak terbaca", "Unreadable message"],
    [
      "Sebuah pesan tidak dapat dibaca dalam percobaan mana pun.",
      "A message could not be read in any attempt.",
    ],
    [
      "Minta teknisi memeriksa pesannya. Tutup kalau ternyata bukan apa-apa.",
      "Let the engineers look at the message. Dismiss it if it turns out to be nothing.",
    ],
  ),
  "record-unreadable": words(
    ["Perubahan buku tidak terbaca", "Unreadable ledger change"],
    [
      "Satu perubahan di buku tidak dapat dijadikan kabar, jadi pihak lain belum diberi tahu.",
      "A change in the ledger could not be turned into an event, so nobody was told.",
    ],
    ["Minta teknisi memeriksanya, lalu jalankan ulang.", "Let the engineers look at it, then replay."],
  ),
  "reversal-needs-review": words(
    ["Pembatalan perlu diputuskan", "Reversal to be decided"],
    [
      "Mitra mengembalikan uangnya, tetapi bulannya tidak dapat begitu saja dicabut. Perlindungan tetap sampai diputuskan.",
      "The partner gave the money back, but its months cannot simply be taken out. The cover stays until it is decided.",
    ],
    [
      "Ajukan koreksi: batalkan belakangan, atau tetap simpan. Orang kedua yang memutuskan.",
      "Propose a correction: reverse it late, or keep it. A second person decides.",
    ],
  ),
  "advice-too-late": words(
    ["Pemberitahuan terlambat", "Told too late"],
    [
      "Kasir sudah menerima uang dan baru memberi tahu sesudah batas waktu. Uangnya belum tercatat sebagai pembayaran.",
      "A till took the money and told us only after the limit. It is not booked as a payment yet.",
    ],
    [
      "Periksa dengan mitra. Kalau uangnya memang dipegang mitra, ajukan koreksi.",
      "Check with the partner. If it does hold the money, propose a correction.",
    ],
  ),
  "unquoted-undecided": words(
    ["Uang tanpa tagihan", "Money without a price"],
    [
      "Mitra menerima uang tanpa menanyakan harga, dan jumlahnya tidak cocok dengan apa pun.",
      "The partner took money without asking for the price, and the amount fits nothing.",
    ],
    [
      "Cari tahu apa yang dimaksud, lalu ajukan koreksi: bukukan bulannya atau jadikan kredit.",
      "Find out what was meant, then propose a correction: book the months, or keep it as credit.",
    ],
  ),
  "event-not-published": words(
    ["Kabar belum terkirim", "Event not published"],
    [
      "Perubahan ada di buku, tetapi kabarnya belum diterima bus peristiwa.",
      "The change stands in the ledger, but the event bus did not take its event.",
    ],
    ["Jalankan ulang: kabar yang sama dikirim lagi.", "Replay: the same event is sent again."],
  ),
  "replay-unfinished": words(
    ["Putar ulang tidak selesai", "A replay that did not finish"],
    [
      "Sebuah putar ulang berhenti sebelum selesai dan habis percobaannya.",
      "A replay came to no end within its own attempts.",
    ],
    [
      "Lihat halamannya; sisanya masih terbuka dan dapat diputar ulang lagi.",
      "Look at its page; what is left is still open and can be replayed again.",
    ],
  ),
  "settlement-file-late": words(
    ["Berkas rekonsiliasi terlambat", "Settlement file late"],
    [
      "Berkas mitra untuk satu tanggal belum datang: hari itu belum terbukti. Perlindungan peserta tidak terganggu.",
      "A partner's file for a business date has not come: that day is not proved yet. Nobody's cover is touched.",
    ],
    [
      "Tagih berkasnya ke mitra; begitu datang, ini tertutup sendiri.",
      "Ask the partner for it; this closes itself when it comes.",
    ],
  ),
  "settlement-file-refused": words(
    ["Berkas rekonsiliasi ditolak", "Settlement file refused"],
    [
      "Berkas mitra ditolak seluruhnya; alasannya menyebut baris dan sebabnya. Tidak ada yang berubah.",
      "A partner's file was refused whole; the reason says line and why. Nothing has changed.",
    ],
    [
      "Kirim alasannya ke mitra dan minta berkas yang benar.",
      "Send the partner the reason and ask for a sound file.",
    ],
  ),
};

/** The words of a cause. */
export const causeInWords = (cause: FailureCause): CauseWords => CAUSES[cause];
