import * as z from "zod/mini";
import type { InTwoLanguages } from "../calendar/month-name.ts";

/** Why a file is refused whole. */
export const FileRefusalReason = z.enum([
  "no-form-fits",
  "date-in-future",
  "too-large",
  "too-many-lines",
  "not-a-settlement-file",
  "not-text",
  "line-too-long",
  "quote-open",
  "cell-count",
  "reference-malformed",
  "amount-malformed",
  "time-malformed",
  "type-unknown",
  "months-malformed",
  "date-differs",
  "trailer-malformed",
  "after-the-trailer",
  "truncated",
  "count-differs",
  "total-differs",
]);
export type FileRefusalReason = z.infer<typeof FileRefusalReason>;

/** Why and where. `line` is 0 where no line is to blame. Nothing of the file's content is in it: a cell may hold a NIK. */
export interface FileRefusal {
  readonly line: number;
  readonly reason: FileRefusalReason;
}

const SAYS: Readonly<Record<FileRefusalReason, InTwoLanguages>> = {
  "no-form-fits": {
    indonesia: "Nama berkas tidak sesuai dengan bentuk berkas mitra",
    english: "The name fits no form of file agreed with the partner",
  },
  "date-in-future": {
    indonesia: "Tanggal transaksi belum tiba",
    english: "The business date has not come yet",
  },
  "too-large": { indonesia: "Berkas terlalu besar", english: "The file is too large" },
  "too-many-lines": { indonesia: "Baris terlalu banyak", english: "The file has too many lines" },
  "not-a-settlement-file": {
    indonesia: "Bukan berkas rekonsiliasi: baris pertama tidak sesuai",
    english: "Not a settlement file: it does not begin like one",
  },
  "not-text": {
    indonesia: "Baris bukan teks UTF-8 yang bersih",
    english: "The line is not clean UTF-8 text",
  },
  "line-too-long": { indonesia: "Baris terlalu panjang", english: "The line is too long" },
  "quote-open": { indonesia: "Tanda kutip tidak ditutup", english: "A quotation mark is not closed" },
  "cell-count": {
    indonesia: "Jumlah kolom tidak sesuai",
    english: "The line has another number of columns than agreed",
  },
  "reference-malformed": {
    indonesia: "Referensi bukan 1-128 karakter ASCII",
    english: "The reference is not 1-128 printable ASCII characters",
  },
  "amount-malformed": {
    indonesia: "Jumlah bukan rupiah bulat dalam bentuk yang disepakati",
    english: "The amount is not whole rupiah in the form agreed",
  },
  "time-malformed": {
    indonesia: "Waktu tidak dalam bentuk yang disepakati",
    english: "The time is not in the form agreed",
  },
  "type-unknown": { indonesia: "Jenis transaksi tidak dikenal", english: "The type is not known" },
  "months-malformed": { indonesia: "Jumlah bulan bukan 1-12", english: "The months are not 1-12" },
  "date-differs": {
    indonesia: "Berkas menyebut tanggal lain dari foldernya",
    english: "The file names another business date than its folder",
  },
  "trailer-malformed": { indonesia: "Baris penutup tidak terbaca", english: "The trailer does not read" },
  "after-the-trailer": {
    indonesia: "Ada baris setelah baris penutup",
    english: "Something follows the trailer",
  },
  truncated: {
    indonesia: "Berkas terpotong: baris penutup tidak ada",
    english: "The file breaks off: it has no trailer",
  },
  "count-differs": {
    indonesia: "Jumlah baris berbeda dengan baris penutup",
    english: "The lines are not as many as the trailer says",
  },
  "total-differs": {
    indonesia: "Jumlah rupiah berbeda dengan baris penutup",
    english: "The rupiah do not add up to what the trailer says",
  },
};

/** A refusal in words, `line 17: ...` in English, `baris 17: ...` in Indonesian. */
export function refusalInWords({ line, reason }: FileRefusal): InTwoLanguages {
  const { indonesia, english } = SAYS[reason];
  if (line === 0) return { indonesia, english };
  return { indonesia: `Baris ${line}: ${indonesia}`, english: `Line ${line}: ${english}` };
}
