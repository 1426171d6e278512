import { type H2hRow, row } from "./outcome-row.ts";
import { CALL_175, INQUIRY_ROWS, MEMBER_UNKNOWN, SUSPENDED, TOO_MANY } from "./outcome-table.ts";

/** What H2H says of a worker where no money moves: the members' part of the outcome table. */

export const LOOKUP_ROWS: Readonly<
  Record<"found" | "unknown" | "too-many-requests" | "partner-suspended", H2hRow>
> = {
  found: row(
    200,
    null,
    ["Success", "Sukses"],
    ["Let the worker confirm the name", "Minta peserta memastikan nama"],
  ),
  unknown: MEMBER_UNKNOWN,
  "too-many-requests": TOO_MANY,
  "partner-suspended": SUSPENDED,
};

export const BILLING_CODE_ROWS: Readonly<
  Record<"issued" | "unknown" | "too-many-requests" | "partner-suspended", H2hRow>
> = {
  issued: row(
    201,
    null,
    ["Success", "Sukses"],
    [
      "Give the worker the code; it can be paid with until it ends",
      "Beri peserta kode ini; bisa dibayar sampai masanya habis",
    ],
  ),
  unknown: MEMBER_UNKNOWN,
  "too-many-requests": TOO_MANY,
  "partner-suspended": SUSPENDED,
};

const REGISTERED = row(
  201,
  null,
  ["Success", "Sukses"],
  [
    "Give the worker the billing code; cover begins with the first payment",
    "Beri peserta kode iuran; perlindungan mulai sejak pembayaran pertama",
  ],
);

export const REGISTRATION_ROWS: Readonly<
  Record<
    | "registered"
    | "known"
    | "pending"
    | "age-limit"
    | "needs-check"
    | "too-many-requests"
    | "partner-suspended",
    H2hRow
  >
> = {
  registered: REGISTERED,
  known: { ...REGISTERED, status: 200 },
  pending: row(
    202,
    null,
    ["Registration is being processed", "Pendaftaran sedang diproses"],
    [
      "Send the same form again in a few minutes; take no money yet",
      "Kirim lagi formulir yang sama beberapa menit lagi; jangan terima uang dulu",
    ],
  ),
  "age-limit": INQUIRY_ROWS["age-limit"],
  "needs-check": row(
    403,
    "registration-needs-check",
    ["The registration needs a check", "Pendaftaran perlu pemeriksaan"],
    CALL_175,
  ),
  "too-many-requests": TOO_MANY,
  "partner-suspended": SUSPENDED,
};
