import type { InTwoLanguages } from "../../../../../shared/calendar/month-name.ts";

/**
 * What each programme buys, one plain sentence (domain.md 4; PP 82/2019). The full death benefit is never promised to who has just begun: before three
 * months it is Rp10 million.
 */
const BENEFITS: Readonly<Record<string, { readonly name: InTwoLanguages; readonly gives: InTwoLanguages }>> =
  {
    JKK: {
      name: { indonesia: "Jaminan Kecelakaan Kerja", english: "Work accident cover" },
      gives: {
        indonesia:
          "Celaka saat bekerja, sejak berangkat sampai pulang: diobati tanpa batas biaya sesuai kebutuhan medis, dan ahli waris menerima 48 kali dasar iuran bila meninggal karenanya.",
        english:
          "An accident at work, from leaving home to coming back: treatment without a ceiling by medical need, and 48 times the contribution base for the heirs if the worker dies of it.",
      },
    },
    JKM: {
      name: { indonesia: "Jaminan Kematian", english: "Death cover" },
      gives: {
        indonesia:
          "Meninggal bukan karena pekerjaan: ahli waris menerima Rp42 juta setelah tiga bulan iuran; sebelum itu Rp10 juta.",
        english:
          "Death from any other cause: the heirs get Rp42 million after three months of contributions; before that Rp10 million.",
      },
    },
    JHT: {
      name: { indonesia: "Jaminan Hari Tua", english: "Old-age savings" },
      gives: {
        indonesia:
          "Tabungan milik sendiri beserta hasilnya, diambil pada usia 56 tahun, saat cacat, meninggal, atau berhenti usaha.",
        english:
          "The worker's own savings with their return, paid out at 56, on disability, on death, or when the business ends.",
      },
    },
  };

/** What a programme is called and gives; undefined for one that this list does not know. */
export function benefitOf(programme: string) {
  return BENEFITS[programme];
}
