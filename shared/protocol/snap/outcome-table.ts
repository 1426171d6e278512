import type { SnapProfile } from "../../partner/snap-profile.ts";
import type {
  InquiryOutcome,
  InquiryRefusal,
  PaymentOutcome,
  StaleCause,
  StatusOutcome,
} from "../../payment/outcome.ts";
import type { PaymentRefusal, RefusedPayment } from "../../payment/payment.ts";
import { type OutcomeRow, recoded, row } from "./outcome-row.ts";
import { inNumbers } from "./reason-in-numbers.ts";

/**
 * The one place where an outcome becomes a SNAP code (snap-bi.md 4.1; 5.2, BRI column). BRI gives the customer's money back on nearly every
 * 4xx of a payment and holds it in suspense on 5xx, so a payment row is 4xx only where it is certain that nothing is booked.
 */

const SUCCESS = row("200xx00", "00", "Success", "Sukses");
const EXPIRED = row(
  "404xx19",
  "01",
  "Inquiry has expired, inquire again",
  "Inquiry kedaluwarsa, ulangi inquiry",
);
const EXTERNAL_ID = row(
  "409xx00",
  "01",
  "X-EXTERNAL-ID was used today",
  "X-EXTERNAL-ID sudah dipakai hari ini",
);
const SUSPENDED = row("403xx01", "01", "Service is closed for now", "Layanan sedang ditutup");
const NOT_ALLOWED = row("403xx01", "01", "No payments at this place", "Tempat ini tidak melayani pembayaran");
const NEEDS_CHECK = row("500xx00", null, "Needs a check by both sides", "Perlu pemeriksaan kedua pihak");
const CLOSED = row("403xx06", "01", "Closed at this hour", "Tutup pada jam ini");

/** A worker who cannot be served is 404xx12, which every bank knows; to a till all of these are "no bill for this person". */
export const INQUIRY_ROWS: Readonly<Record<InquiryRefusal | "quoted", OutcomeRow>> = {
  quoted: SUCCESS,
  "member-unknown": row("404xx12", "01", "Number is not registered", "Nomor belum terdaftar"),
  // Never why: behind it may stand a death or a claim (domain.md case 24).
  "member-unavailable": row("404xx12", "01", "Please call 175", "Silakan hubungi 175"),
  "wrong-segment": row(
    "404xx12",
    "01",
    "Not a BPU member, use the other menu",
    "Bukan peserta BPU, gunakan menu lain",
  ),
  "age-limit": row("404xx12", "01", "Past the age limit to begin", "Melewati batas usia kepesertaan baru"),
  "re-entry-held": row("404xx12", "01", "Needs a check, call 175", "Perlu pemeriksaan, hubungi 175"),
  "jht-alone": row("404xx12", "01", "JHT needs JKK and JKM as well", "JHT harus bersama JKK dan JKM"),
  "paid-ahead-limit": row("404xx14", "01", "Already paid 12 months ahead", "Sudah lunas 12 bulan ke depan"),
  "inquiry-id-reused": row("409xx00", "01", "inquiryRequestId was used", "inquiryRequestId sudah dipakai"),
  "external-id-reused": EXTERNAL_ID,
  "quote-expired": EXPIRED,
  "below-floor": row("404xx13", "01", "Amount is too low at this place", "Jumlah di bawah batas tempat ini"),
  "above-ceiling": row(
    "403xx02",
    "01",
    "Amount is too high at this place",
    "Jumlah di atas batas tempat ini",
  ),
  "service-closed": CLOSED,
  // Nothing is said about the bill, only that it was asked for too often.
  "too-many-requests": row("429xx00", "01", "Asked too often", "Terlalu sering ditanyakan"),
  "capability-missing": NOT_ALLOWED,
  "partner-suspended": SUSPENDED,
};

/** A billing code that stands for nobody, or no longer (domain.md 3.1). */
export const CODE_ROWS = {
  "billing-code-unknown": row("404xx12", "01", "Number is not registered", "Nomor belum terdaftar"),
  "billing-code-ended": row(
    "404xx19",
    "01",
    "Code has ended, ask for a new one",
    "Kode iuran habis, minta yang baru",
  ),
} as const satisfies Readonly<Record<string, OutcomeRow>>;

export type CodeRefusal = keyof typeof CODE_ROWS;

export const PAYMENT_ROWS: Readonly<
  Record<PaymentRefusal | "accepted" | "conflict" | "reversed" | "undecided", OutcomeRow>
> = {
  accepted: SUCCESS,
  "quote-unknown": row(
    "404xx19",
    "01",
    "No inquiry for this payment",
    "Tidak ada inquiry untuk pembayaran ini",
  ),
  "quote-expired": EXPIRED,
  "quote-overtaken": row(
    "404xx19",
    "01",
    "Bill has changed, inquire again",
    "Tagihan berubah, ulangi inquiry",
  ),
  // Not 404xx18: the standard reads that as success of a payment, and nothing is booked here (snap-bi.md 4.1).
  "number-differs": row("404xx12", "01", "Number differs from the inquiry", "Nomor berbeda dari inquiry"),
  "months-differ": row("404xx12", "01", "Months differ from the inquiry", "Bulan berbeda dari inquiry"),
  "amount-differs": row("404xx13", "01", "Amount differs from the inquiry", "Jumlah berbeda dari inquiry"),
  "already-paid": row("404xx14", "01", "Months are already paid", "Bulan ini sudah dibayar"),
  // The bank's own advice came after its window: the money goes back to the customer, and ops look why (design section 6).
  "advice-too-late": EXPIRED,
  "external-id-reused": EXTERNAL_ID,
  // A quote's own payment that the cut-off overtook as well: the till still has the cash in hand, and the bank gives it back in this conversation.
  "service-closed": CLOSED,
  "capability-missing": NOT_ALLOWED,
  "partner-suspended": SUSPENDED,
  // The money went back before; whoever sends it again has to give it back again (404xx04, Transaction Cancelled).
  reversed: row("404xx04", "01", "Payment was reversed before", "Pembayaran sudah dibatalkan"),
  // The first payment stands, so the bank must neither refund nor book; people decide (snap-bi.md 5.2 row 4).
  conflict: NEEDS_CHECK,
  // The partner took the money before it asked: it must neither give it back nor take it for booked.
  undecided: NEEDS_CHECK,
};

export const STATUS_ROWS: Readonly<Record<"accepted" | "refused" | "unknown" | "forgotten", OutcomeRow>> = {
  accepted: SUCCESS,
  // The question was answered; the flag tells what became of the payment.
  refused: row("200xx00", "01", "Payment was refused", "Pembayaran ditolak"),
  // No flag: never seen is not the same as failed (domain.md case 9).
  unknown: row("404xx01", null, "Not seen so far", "Belum tercatat"),
  // Some banks take 404xx01 for "failed" and give back what we booked before the ledger was restored (snap-bi.md 5.3): they have to hold it and send it again.
  forgotten: row("500xx00", null, "Please send it again", "Silakan kirim ulang"),
};

/** Why a caller is not let in. Both stale causes are only reached by a genuine signature. */
export type AuthenticationFailure =
  | StaleCause
  | "client-unknown"
  | "token-not-used"
  | "partner-differs"
  | "signature-wrong"
  | "token-missing"
  | "token-invalid";

export const AUTHENTICATION_ROWS: Readonly<Record<AuthenticationFailure, OutcomeRow>> = {
  "client-unknown": row("401xx00", null, "Unknown client", "Klien tidak dikenal"),
  // Genuine, but a token would open nothing: its calls are signed with its key (snap-bi.md 2.1, type 2).
  "token-not-used": row(
    "403xx01",
    "01",
    "Sign each call, no token is used",
    "Tanda tangani tiap panggilan, tanpa token",
  ),
  "partner-differs": row("401xx00", null, "X-PARTNER-ID", "X-PARTNER-ID tidak cocok"),
  "signature-wrong": row("401xx00", null, "Signature", "Tanda tangan salah"),
  "timestamp-outside-window": row("401xx00", null, "X-TIMESTAMP", "X-TIMESTAMP di luar batas"),
  "token-missing": row("401xx03", null, "No token", "Token tidak ada"),
  "token-invalid": row("401xx01", null, "Invalid token", "Token tidak sah"),
  "token-expired": row("401xx01", null, "Expired token", "Token kedaluwarsa"),
};

/** What can be wrong with a request before it means anything. */
export type RequestFailure =
  | "route-unknown"
  | "method-not-allowed"
  | "query-not-allowed"
  | "body-too-large"
  | "body-unreadable"
  | "field-missing"
  | "field-malformed";

export const REQUEST_ROWS: Readonly<Record<RequestFailure, OutcomeRow>> = {
  "route-unknown": row("404xx02", "01", "No such service", "Layanan tidak ada"),
  "method-not-allowed": row("405xx01", "01", "Only POST is served", "Hanya POST yang dilayani"),
  "query-not-allowed": row("400xx00", "01", "No query string is taken", "Query string tidak diterima"),
  "body-too-large": row("413xx00", "01", "Body is too large", "Isi permintaan terlalu besar"),
  "body-unreadable": row("400xx00", "01", "Body is not readable JSON", "Isi permintaan bukan JSON yang sah"),
  "field-missing": row("400xx02", "01", "A mandatory field is missing", "Ada isian wajib yang kosong"),
  "field-malformed": row("400xx01", "01", "A field has a wrong format", "Ada isian yang salah format"),
};

/** The token that was asked for. */
export const TOKEN_ROWS = { issued: SUCCESS } as const;

/** Our own faults. Always 5xx without a flag: whether money was booked is in doubt (snap-bi.md 5.2 rows 9 and 10). */
export type SnapFault = "unexpected" | "deadline-passed";

export const FAULT_ROWS: Readonly<Record<SnapFault, OutcomeRow>> = {
  unexpected: row("500xx00", null, "Please ask the status", "Silakan cek status"),
  "deadline-passed": row("504xx00", null, "Please ask the status", "Silakan cek status"),
};

/** Some banks expect a refusal under another code than the standard's: 403xx00 for the expired 404xx19 (snap-bi.md 4.2). */
function inDialect(refusal: string, standard: OutcomeRow, { codes }: SnapProfile): OutcomeRow {
  const code = codes[refusal];
  return code === undefined ? standard : recoded(standard, code);
}

export const rowOfCode = (refusal: CodeRefusal, snap: SnapProfile): OutcomeRow =>
  inDialect(refusal, CODE_ROWS[refusal], snap);

export function rowOfInquiry(outcome: InquiryOutcome, snap: SnapProfile): OutcomeRow {
  if (outcome.kind === "refused") {
    return inDialect(outcome.reason, inNumbers(INQUIRY_ROWS[outcome.reason], outcome), snap);
  }
  const unwelcome = outcome.repeated && snap.repeatedInquiry === "conflict";
  return INQUIRY_ROWS[unwelcome ? "inquiry-id-reused" : "quoted"];
}

export function rowOfPayment(outcome: PaymentOutcome, snap: SnapProfile): OutcomeRow {
  switch (outcome.kind) {
    case "accepted":
    case "conflict":
    case "reversed":
    case "undecided":
      return PAYMENT_ROWS[outcome.kind];
    case "refused":
      return inDialect(outcome.payment.reason, rowOfRefusal(outcome.payment), snap);
    case "unauthorised":
      return AUTHENTICATION_ROWS[outcome.because];
  }
}

/** A refused payment tells its own reason here as well. */
export function rowOfStatus(outcome: StatusOutcome): OutcomeRow {
  if (outcome.kind !== "found") return STATUS_ROWS[outcome.kind];
  const { payment } = outcome;
  if (payment.state === "reversed" || payment.state === "tombstone") {
    return { ...STATUS_ROWS.refused, reason: PAYMENT_ROWS.reversed.reason };
  }
  if (payment.state !== "refused") return STATUS_ROWS.accepted;
  return { ...STATUS_ROWS.refused, reason: rowOfRefusal(payment).reason };
}

const rowOfRefusal = (payment: Pick<RefusedPayment, "reason" | "opensAt">): OutcomeRow =>
  inNumbers(PAYMENT_ROWS[payment.reason], payment);
