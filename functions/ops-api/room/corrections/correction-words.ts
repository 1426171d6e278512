import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import type { Correction, NotPossible } from "../../../../shared/correction/correction.ts";
import type { CorrectionKind } from "../../../../shared/correction/correction-facts.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { badge } from "../../page/mark.ts";
import { paymentLink } from "../../page/payment-link.ts";

const KINDS: Readonly<
  Record<CorrectionKind, { readonly name: InTwoLanguages; readonly means: InTwoLanguages }>
> = {
  "forced-booking": {
    name: { indonesia: "Bukukan bulannya", english: "Book the months" },
    means: {
      indonesia: "Uang yang dipegang mitra menjadi pembayaran, dengan harga pada saat uang diterima.",
      english:
        "Money that the partner holds becomes a payment, at the price of the moment when it was taken.",
    },
  },
  credit: {
    name: { indonesia: "Jadikan kredit", english: "Keep it as credit" },
    means: {
      indonesia: "Uangnya menunggu untuk bulan berikutnya milik peserta.",
      english: "The money waits for the worker's next months.",
    },
  },
  "late-reversal": {
    name: { indonesia: "Batalkan belakangan", english: "Reverse it late" },
    means: {
      indonesia: "Mitra sudah mengembalikan uangnya: bulannya dicabut dan bebas lagi.",
      english: "The partner gave the money back: its months are taken out and free again.",
    },
  },
  keep: {
    name: { indonesia: "Tetap simpan", english: "Keep the payment" },
    means: {
      indonesia: "Pembayaran tetap berlaku, walau mitra menyebut pembatalan.",
      english: "The payment stays, although the partner named a reversal.",
    },
  },
  "wrong-nik": {
    name: { indonesia: "Pindahkan ke NIK yang benar", english: "Move it to the right NIK" },
    means: {
      indonesia: "Pembayaran dibukukan untuk peserta yang dimaksud; yang keliru bebas lagi.",
      english: "The payment is booked for the worker who was meant; the other one's months are free again.",
    },
  },
};

export const kindName = (say: Say, kind: CorrectionKind): string => say.of(KINDS[kind].name);
export const kindMeaning = (say: Say, kind: CorrectionKind): string => say.of(KINDS[kind].means);

/** Where a proposal stands, in a word. */
export function stateBadge(say: Say, { state }: Pick<Correction, "state">): Html {
  switch (state) {
    case "proposed":
      return badge("warn", say("menunggu orang kedua", "waits for a second person"));
    case "approved":
      return badge("good", say("disetujui", "approved"));
    case "rejected":
      return badge("plain", say("ditolak", "rejected"));
  }
}

/** Why something cannot be booked, in words that say what to do. */
export function impossibleInWords(say: Say, why: NotPossible): Html {
  switch (why.because) {
    case "already-booked":
    case "already-corrected":
      return html`${say("Uang ini sudah tercatat", "This money is booked already")}: ${paymentLink(why.by)}`;
    case "money-went-back":
      return html`${say("Uangnya sudah dikembalikan", "The money went back")}: ${paymentLink(why.by)}`;
    case "later-claim":
      return html`${say("Bulan dari pembayaran lain melanjutkan yang ini; bereskan dulu", "Months of other payments continue these; settle them first")}: ${why.standing.map(({ paymentKey }) => html`${paymentLink(paymentKey)} `)}`;
    case "credit-spent":
      return html`${say("Kreditnya sudah terpakai", "Its credit is spent")}.`;
    case "preview-moved":
      return html`${say("Yang akan dibukukan sekarang lain dari yang diajukan. Perbarui pratinjaunya.", "What would be booked now is not what was proposed. Make the preview anew.")}`;
    default:
      return html`${say.of(SIMPLE[why.because])}`;
  }
}

type Simple = Exclude<
  NotPossible["because"],
  | "already-booked"
  | "already-corrected"
  | "money-went-back"
  | "later-claim"
  | "credit-spent"
  | "preview-moved"
>;

const SIMPLE: Readonly<Record<Simple, InTwoLanguages>> = {
  "partner-unknown": { indonesia: "Mitra tidak terdaftar.", english: "The partner is not registered." },
  "paid-at-unlikely": {
    indonesia: "Waktu bayar tidak masuk akal: di masa depan atau terlalu lama.",
    english: "The time of payment is not likely: it lies ahead, or too far back.",
  },
  "payment-unknown": { indonesia: "Pembayaran tidak dikenal.", english: "There is no such payment." },
  "not-under-review": {
    indonesia: "Pembayaran ini tidak menunggu keputusan.",
    english: "Nothing is to be decided about this payment.",
  },
  "under-review": {
    indonesia: "Pembatalannya harus diputuskan dulu.",
    english: "Its reversal has to be decided first.",
  },
  "same-member": {
    indonesia: "NIK itu milik peserta yang sama.",
    english: "That NIK is the same worker's.",
  },
  "member-unknown": { indonesia: "Peserta tidak terdaftar.", english: "The worker is not registered." },
  "member-unavailable": {
    indonesia: "Peserta ini hanya dapat dilayani di 175.",
    english: "This worker can only be served at 175.",
  },
  "wrong-segment": { indonesia: "Peserta bukan BPU.", english: "The worker is not in the BPU segment." },
  "age-limit": { indonesia: "Peserta melewati batas usia.", english: "The worker is past the age limit." },
  "re-entry-held": {
    indonesia: "Peserta belum boleh masuk lagi.",
    english: "The worker may not enter again yet.",
  },
  "paid-ahead-limit": {
    indonesia: "Bulan di muka sudah mencapai batas.",
    english: "The months ahead have reached their limit.",
  },
  "jht-alone": { indonesia: "JHT tidak dapat berdiri sendiri.", english: "JHT cannot be bought alone." },
  "inquiry-id-reused": { indonesia: "Nomor tagihan terpakai.", english: "The inquiry's id is used." },
  "external-id-reused": { indonesia: "Nomor pesan terpakai.", english: "The message's id is used." },
  "quote-expired": { indonesia: "Tagihan kedaluwarsa.", english: "The price is no longer good." },
  "capability-missing": {
    indonesia: "Mitra tidak berwenang di tempat itu.",
    english: "The partner has no such capability at that place.",
  },
  "partner-suspended": { indonesia: "Mitra dihentikan.", english: "The partner is suspended." },
};
