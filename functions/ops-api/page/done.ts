import type { InTwoLanguages } from "../../../shared/calendar/month-name.ts";

/** What a page says after a post, by the word in `?did=`. Only these: an address that somebody made up says nothing in our name. */
export const DONE: Readonly<Record<string, InTwoLanguages>> = {
  assigned: { indonesia: "Sudah ditugaskan.", english: "Assigned." },
  noted: { indonesia: "Catatan tersimpan.", english: "Note kept." },
  dismissed: { indonesia: "Kegagalan ditutup.", english: "Failure dismissed." },
  proposed: {
    indonesia: "Koreksi diajukan; orang kedua yang memutuskan.",
    english: "Correction proposed; a second person decides.",
  },
  approved: { indonesia: "Disetujui dan dijalankan.", english: "Approved and carried out." },
  rejected: { indonesia: "Ditolak; tidak ada yang berubah.", english: "Rejected; nothing has changed." },
  suspended: {
    indonesia: "Mitra dihentikan: dalam 10 detik pembayaran baru ditolak di mana-mana.",
    english: "Partner suspended: within 10 seconds new payments are refused everywhere.",
  },
  resumed: {
    indonesia: "Mitra aktif lagi di mana-mana dalam 10 detik.",
    english: "Partner active again everywhere within 10 seconds.",
  },
  requested: { indonesia: "Permintaan tercatat.", english: "Request recorded." },
  uploaded: {
    indonesia: "Berkas diterima dan sedang dicocokkan.",
    english: "File received; it is being matched.",
  },
};
