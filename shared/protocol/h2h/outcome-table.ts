import type {
  InquiryOutcome,
  InquiryRefusal,
  PaymentOutcome,
  ReversalOutcome,
  StatusOutcome,
} from "../../payment/outcome.ts";
import type { PaymentRefusal } from "../../payment/payment.ts";
import { type H2hRow, row } from "./outcome-row.ts";
import { AUTHENTICATION_ROWS, REQUEST_ROWS } from "./refusal-table.ts";

/**
 * The one place where an outcome becomes an H2H answer (design 5.2). A payment is 4xx only where it is certain that this request booked nothing.
 * Callers go by the problem's name: several stand behind one status.
 */

const HAND_BACK = [
  "Hand the money back, then inquire again",
  "Kembalikan uang, lalu ulangi cek tagihan",
] as const;
const TAKE_NO_MONEY = ["Take no money", "Jangan terima uang"] as const;
export const CALL_175 = [
  "Take no money; refer the worker to 175",
  "Jangan terima uang; arahkan peserta ke 175",
] as const;
const CALL_OFFICE = [
  "Do not hand money back; call the head office",
  "Jangan kembalikan uang; hubungi kantor pusat mitra",
] as const;

export const SUSPENDED = row(
  403,
  "partner-suspended",
  ["Service is closed for now", "Layanan sedang ditutup"],
  ["Take no money, and hand back what was taken", "Jangan terima uang, dan kembalikan yang sudah diterima"],
);
const CLOSED = row(
  403,
  "service-closed",
  ["The service is closed at this hour", "Layanan tutup pada jam ini"],
  [
    "Take no money, hand back what was taken; inquire again when it opens",
    "Jangan terima uang, kembalikan yang sudah diterima; cek lagi saat layanan buka",
  ],
);
export const TOO_MANY = row(
  429,
  "too-many-requests",
  ["Asked too often", "Terlalu sering ditanyakan"],
  ["Take no money; try again later", "Jangan terima uang; coba lagi nanti"],
);
const KEY_REUSED = row(
  422,
  "idempotency-key-reused",
  ["Idempotency-Key was used for another payment", "Idempotency-Key sudah dipakai pembayaran lain"],
  HAND_BACK,
);
export const MEMBER_UNKNOWN = row(
  404,
  "member-unknown",
  ["Number is not registered", "Nomor belum terdaftar"],
  CALL_175,
);
const EXPIRED = row(
  409,
  "quote-expired",
  ["Inquiry has expired", "Masa berlaku cek tagihan sudah habis"],
  HAND_BACK,
);

export const INQUIRY_ROWS: Readonly<Record<InquiryRefusal | "quoted", H2hRow>> = {
  quoted: row(
    201,
    null,
    ["Success", "Sukses"],
    [
      "Let the worker confirm the name, then take the money",
      "Minta peserta memastikan nama, lalu terima uang",
    ],
  ),
  "member-unknown": MEMBER_UNKNOWN,
  // Never why: behind it may stand a death or a claim (domain.md case 24).
  "member-unavailable": row(422, "member-unavailable", ["Please call 175", "Silakan hubungi 175"], CALL_175),
  "wrong-segment": row(
    422,
    "wrong-segment",
    ["Not a BPU member", "Bukan peserta BPU"],
    ["Take no money; use the menu for wage earners", "Jangan terima uang; gunakan menu peserta lain"],
  ),
  "age-limit": row(
    422,
    "age-limit",
    ["Past the age limit to begin", "Melewati batas usia kepesertaan baru"],
    CALL_175,
  ),
  "re-entry-held": row(
    422,
    "re-entry-held",
    ["Membership needs a check first", "Kepesertaan perlu pemeriksaan"],
    CALL_175,
  ),
  "jht-alone": row(
    422,
    "jht-alone",
    ["JHT needs JKK and JKM as well", "JHT harus bersama JKK dan JKM"],
    CALL_175,
  ),
  "paid-ahead-limit": row(
    409,
    "paid-ahead-limit",
    ["Paid 12 months ahead already, or would be", "Iuran melewati batas 12 bulan ke depan"],
    ["Take no money; offer fewer months", "Jangan terima uang; tawarkan bulan lebih sedikit"],
  ),
  "inquiry-id-reused": row(
    409,
    "inquiry-id-reused",
    ["Inquiry id was used", "Nomor cek tagihan sudah dipakai"],
    TAKE_NO_MONEY,
  ),
  "external-id-reused": KEY_REUSED,
  "quote-expired": EXPIRED,
  "below-floor": row(
    422,
    "below-floor",
    ["The amount is too low for this place", "Jumlah di bawah batas tempat ini"],
    ["Take no money; offer more months", "Jangan terima uang; tawarkan bulan lebih banyak"],
  ),
  "above-ceiling": row(
    422,
    "above-ceiling",
    ["The amount is too high for this place", "Jumlah di atas batas tempat ini"],
    ["Take no money; offer fewer months", "Jangan terima uang; tawarkan bulan lebih sedikit"],
  ),
  "service-closed": CLOSED,
  "too-many-requests": TOO_MANY,
  "capability-missing": REQUEST_ROWS["capability-missing"],
  "partner-suspended": SUSPENDED,
};

const ACCEPTED = row(
  201,
  null,
  ["Payment is booked", "Pembayaran tercatat"],
  ["Hand over the slip", "Serahkan struk kepada peserta"],
);

export const PAYMENT_ROWS: Readonly<
  Record<PaymentRefusal | "accepted" | "repeated" | "conflict" | "reversed" | "undecided", H2hRow>
> = {
  accepted: ACCEPTED,
  repeated: { ...ACCEPTED, status: 200 },
  "quote-unknown": row(
    422,
    "quote-unknown",
    ["No inquiry for this payment", "Tidak ada cek tagihan untuk pembayaran ini"],
    HAND_BACK,
  ),
  "quote-expired": EXPIRED,
  "quote-overtaken": row(
    409,
    "quote-overtaken",
    ["The bill has changed since the inquiry", "Tagihan berubah sejak dicek"],
    HAND_BACK,
  ),
  "number-differs": row(
    422,
    "number-differs",
    ["Number differs from the inquiry", "Nomor berbeda dari cek tagihan"],
    HAND_BACK,
  ),
  "months-differ": row(
    422,
    "months-differ",
    ["Months differ from the inquiry", "Jumlah bulan berbeda dari cek tagihan"],
    HAND_BACK,
  ),
  "amount-differs": row(
    422,
    "amount-differs",
    ["Amount differs from the inquiry", "Jumlah berbeda dari cek tagihan"],
    HAND_BACK,
  ),
  "already-paid": row(
    409,
    "already-paid",
    ["These months are paid already", "Bulan ini sudah dibayar"],
    HAND_BACK,
  ),
  "advice-too-late": row(
    409,
    "advice-too-late",
    ["The advice came after its last day", "Pengiriman ulang melewati batas hari"],
    CALL_OFFICE,
  ),
  "external-id-reused": KEY_REUSED,
  // A quote's own payment that the cut-off overtook as well: the till still has the cash in hand.
  "service-closed": CLOSED,
  "capability-missing": REQUEST_ROWS["capability-missing"],
  "partner-suspended": SUSPENDED,
  // The first payment stands, and people decide (domain.md case 3).
  conflict: row(
    409,
    "reference-reused",
    ["The reference belongs to another payment", "Nomor referensi milik pembayaran lain"],
    CALL_OFFICE,
  ),
  reversed: row(
    409,
    "payment-reversed",
    ["The payment was reversed before", "Pembayaran sudah dibatalkan"],
    HAND_BACK,
  ),
  // Money whose inquiry a restored ledger has lost: the till handed out its receipt long ago, and must neither give the money back nor take it again.
  undecided: row(
    500,
    "payment-undecided",
    ["A person has to decide about this payment", "Pembayaran ini perlu keputusan petugas"],
    CALL_OFFICE,
  ),
};

export const STATUS_ROWS: Readonly<Record<"found" | "unknown", H2hRow>> = {
  found: row(
    200,
    null,
    ["Success", "Sukses"],
    ["Go by the state of the payment", "Ikuti keadaan pembayaran pada jawaban"],
  ),
  // Never seen is not failed (domain.md case 9).
  unknown: row(
    404,
    "payment-not-seen",
    ["Not seen so far, which is not failed", "Belum tercatat, belum tentu gagal"],
    ["Send the same payment again as an advice", "Kirim ulang pembayaran yang sama sebagai advice"],
  ),
};

export const REVERSAL_ROWS: Readonly<
  Record<"reversed" | "already-refused" | "needs-review" | "partial", H2hRow>
> = {
  reversed: row(
    200,
    null,
    ["Payment is reversed", "Pembayaran dibatalkan"],
    ["Hand the money back", "Kembalikan uang kepada peserta"],
  ),
  "already-refused": row(
    409,
    "payment-was-refused",
    ["The payment was refused, nothing is booked", "Pembayaran dulu ditolak, tidak ada yang tercatat"],
    ["Hand the money back", "Kembalikan uang kepada peserta"],
  ),
  "needs-review": row(
    409,
    "reversal-needs-review",
    ["A person has to decide about this reversal", "Pembatalan ini perlu keputusan petugas"],
    CALL_OFFICE,
  ),
  partial: row(
    422,
    "reversal-partial",
    ["Only the full amount can be reversed", "Hanya jumlah penuh yang dapat dibatalkan"],
    CALL_OFFICE,
  ),
};

export function rowOfInquiry(outcome: InquiryOutcome): H2hRow {
  return INQUIRY_ROWS[outcome.kind === "refused" ? outcome.reason : "quoted"];
}

export function rowOfPayment(outcome: PaymentOutcome): H2hRow {
  switch (outcome.kind) {
    case "accepted":
      return PAYMENT_ROWS[outcome.replayed ? "repeated" : "accepted"];
    case "refused":
      return PAYMENT_ROWS[outcome.payment.reason];
    case "conflict":
    case "reversed":
    case "undecided":
      return PAYMENT_ROWS[outcome.kind];
    case "unauthorised":
      return AUTHENTICATION_ROWS["signature-stale"];
  }
}

/** What is forgotten is "not seen" here as well: that is no failure by contract, and tells the till to send an advice, which is what mends it. */
export const rowOfStatus = ({ kind }: StatusOutcome): H2hRow =>
  STATUS_ROWS[kind === "found" ? "found" : "unknown"];

export const rowOfReversal = ({ kind }: ReversalOutcome): H2hRow => REVERSAL_ROWS[kind];
