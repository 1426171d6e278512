import { type H2hRow, row } from "./outcome-row.ts";

/** What we say when a request never became a question: the second half of the outcome table. */

const ASK_STATUS = [
  "Keep the money and ask the status with the same reference",
  "Simpan uang dan cek status dengan nomor referensi yang sama",
] as const;
const NOT_SERVED = [
  "Not served; ask the status before money goes back, and call IT support",
  "Tidak dilayani; cek status sebelum uang dikembalikan, dan hubungi petugas IT",
] as const;

/** Why a caller is not let in. `signature-stale` is only reached by a genuine signature. */
export type AuthenticationFailure =
  | "signature-missing"
  | "signature-malformed"
  | "key-unknown"
  | "algorithm-differs"
  | "component-missing"
  | "digest-wrong"
  | "signature-wrong"
  | "signature-stale";

const refused = (problem: string, english: string, indonesia: string): H2hRow =>
  row(401, problem, [english, indonesia], NOT_SERVED);

export const AUTHENTICATION_ROWS: Readonly<Record<AuthenticationFailure, H2hRow>> = {
  "signature-missing": refused("signature-missing", "No signature", "Tanda tangan tidak ada"),
  "signature-malformed": refused(
    "signature-malformed",
    "Signature headers are not readable",
    "Header tanda tangan tidak terbaca",
  ),
  "key-unknown": refused("key-unknown", "Unknown key id", "Kunci tidak dikenal"),
  "algorithm-differs": refused(
    "algorithm-differs",
    "Algorithm is not the key's own",
    "Algoritma bukan milik kunci ini",
  ),
  "component-missing": refused(
    "component-missing",
    "The signature does not cover what it must",
    "Tanda tangan tidak mencakup bagian wajib",
  ),
  "digest-wrong": refused(
    "digest-wrong",
    "Content-Digest does not match the body",
    "Content-Digest tidak cocok dengan isi",
  ),
  "signature-wrong": refused("signature-wrong", "Wrong signature", "Tanda tangan salah"),
  "signature-stale": refused(
    "signature-stale",
    "The signature's time is outside the window",
    "Waktu tanda tangan di luar batas",
  ),
};

/** What can be wrong with a request before it means anything. */
export type RequestFailure =
  | "route-unknown"
  | "method-not-allowed"
  | "query-not-allowed"
  | "body-too-large"
  | "media-type-unsupported"
  | "body-unreadable"
  | "field-missing"
  | "field-malformed"
  | "billing-code-unknown"
  | "billing-code-ended"
  | "capability-missing";

const unfit = (status: number, problem: RequestFailure, english: string, indonesia: string): H2hRow =>
  row(status, problem, [english, indonesia], NOT_SERVED);

export const REQUEST_ROWS: Readonly<Record<RequestFailure, H2hRow>> = {
  "route-unknown": unfit(404, "route-unknown", "No such service", "Layanan tidak ada"),
  "method-not-allowed": unfit(405, "method-not-allowed", "Method is not served", "Metode tidak dilayani"),
  "query-not-allowed": unfit(
    400,
    "query-not-allowed",
    "No query string is taken",
    "Query string tidak diterima",
  ),
  "body-too-large": unfit(413, "body-too-large", "Body is too large", "Isi permintaan terlalu besar"),
  "media-type-unsupported": unfit(
    415,
    "media-type-unsupported",
    "Body has to be application/json",
    "Isi permintaan harus application/json",
  ),
  "body-unreadable": unfit(
    400,
    "body-unreadable",
    "Body is not readable JSON",
    "Isi permintaan bukan JSON yang sah",
  ),
  "field-missing": unfit(400, "field-missing", "A mandatory field is missing", "Ada isian wajib yang kosong"),
  // Mostly a number that was mistyped: a NIK with no such birthday in it, a code whose check digit does not fit.
  "field-malformed": row(
    400,
    "field-malformed",
    ["A field has a wrong format", "Ada isian yang salah format"],
    [
      "Type the number again; else ask the status before money goes back, and call IT",
      "Ketik ulang nomornya; jika tetap ditolak, cek status sebelum uang kembali, hubungi IT",
    ],
  ),
  "billing-code-unknown": row(
    404,
    "billing-code-unknown",
    ["No such billing code", "Kode iuran tidak dikenal"],
    ["Take no money; check the code or ask for the NIK", "Jangan terima uang; periksa kode atau minta NIK"],
  ),
  "billing-code-ended": row(
    409,
    "billing-code-ended",
    ["The billing code has expired", "Masa berlaku kode iuran sudah habis"],
    ["Take no money; ask for a new code or the NIK", "Jangan terima uang; minta kode baru atau NIK"],
  ),
  "capability-missing": unfit(
    403,
    "capability-missing",
    "The partner may not use this service",
    "Mitra tidak berhak atas layanan ini",
  ),
};

/** Our own faults: what became of a payment is in doubt. */
export type H2hFault = "unexpected" | "busy" | "deadline-passed";

export const FAULT_ROWS: Readonly<Record<H2hFault, H2hRow>> = {
  unexpected: row(500, "unexpected", ["Something failed here", "Terjadi gangguan"], ASK_STATUS),
  busy: row(503, "busy", ["Too busy for the moment", "Sistem sedang sibuk"], ASK_STATUS),
  "deadline-passed": row(504, "deadline-passed", ["No result in time", "Belum ada hasil"], ASK_STATUS),
};
