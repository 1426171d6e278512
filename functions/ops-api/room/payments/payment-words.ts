import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import type { Payment, PaymentRefusal } from "../../../../shared/payment/payment.ts";
import type { Html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { badge, type Tone } from "../../page/mark.ts";

const STATES: Readonly<Record<Payment["state"], InTwoLanguages & { readonly tone: Tone }>> = {
  accepted: { indonesia: "tercatat, belum aktif", english: "booked, not active yet", tone: "warn" },
  active: { indonesia: "aktif", english: "active", tone: "good" },
  credited: { indonesia: "menjadi kredit", english: "kept as credit", tone: "good" },
  reversed: { indonesia: "dibatalkan", english: "reversed", tone: "plain" },
  refused: { indonesia: "ditolak", english: "refused", tone: "bad" },
  tombstone: { indonesia: "dibatalkan sebelum datang", english: "reversed before it came", tone: "plain" },
};

/** A payment's state in a word. */
export const stateBadge = (say: Say, state: Payment["state"]): Html =>
  badge(STATES[state].tone, say.of(STATES[state]));

const REFUSALS: Readonly<Record<PaymentRefusal, InTwoLanguages>> = {
  "quote-unknown": { indonesia: "tagihan tidak dikenal", english: "no such price was given" },
  "quote-expired": { indonesia: "tagihan kedaluwarsa", english: "the price was no longer good" },
  "quote-overtaken": { indonesia: "tagihan sudah didahului", english: "the price was overtaken" },
  "number-differs": { indonesia: "nomor berbeda dari tagihan", english: "another number than the price's" },
  "months-differ": { indonesia: "jumlah bulan berbeda", english: "another number of months" },
  "amount-differs": { indonesia: "jumlah uang berbeda", english: "another amount" },
  "already-paid": { indonesia: "bulannya sudah dibayar", english: "the months were paid already" },
  "advice-too-late": { indonesia: "pemberitahuan terlambat", english: "the advice came too late" },
  "external-id-reused": { indonesia: "nomor pesan terpakai", english: "the message's number was used" },
  "service-closed": { indonesia: "layanan tutup", english: "the service was closed" },
  "capability-missing": { indonesia: "tidak berwenang di tempat itu", english: "no such capability there" },
  "partner-suspended": { indonesia: "mitra dihentikan", english: "the partner was suspended" },
};

/** Why a payment was refused. */
export const refusalInWords = (say: Say, because: PaymentRefusal): string => say.of(REFUSALS[because]);
