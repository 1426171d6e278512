import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import type { ReplayOutcome } from "../../../../shared/replay/replay.ts";
import type { Tone } from "../../page/mark.ts";

interface OutcomeWords extends InTwoLanguages {
  readonly tone: Tone;
}

const WORDS: Readonly<Record<ReplayOutcome, OutcomeWords>> = {
  activated: { indonesia: "Diaktifkan", english: "Activated", tone: "good" },
  "already-active": { indonesia: "Sudah aktif", english: "Active already", tone: "good" },
  revoked: { indonesia: "Dicabut", english: "Taken out of force", tone: "good" },
  "already-revoked": { indonesia: "Sudah dicabut", english: "Out of force already", tone: "good" },
  published: { indonesia: "Kabar terkirim", english: "Event published", tone: "good" },
  "closed-meanwhile": {
    indonesia: "Sudah tertutup sementara itu",
    english: "Closed meanwhile",
    tone: "good",
  },
  "core-silent": { indonesia: "Sistem inti tidak menjawab", english: "The core gave no answer", tone: "bad" },
  "core-refused": {
    indonesia: "Ditolak lagi oleh sistem inti",
    english: "Refused again by the core",
    tone: "bad",
  },
  "slice-owned": {
    indonesia: "Bulan milik pembayaran lain",
    english: "Month owned by another payment",
    tone: "bad",
  },
  "not-published": {
    indonesia: "Kabar tidak diterima bus",
    english: "The bus did not take the event",
    tone: "bad",
  },
  "needs-correction": { indonesia: "Perlu koreksi", english: "Needs a correction", tone: "warn" },
  "not-replayable": { indonesia: "Tidak dapat diputar ulang", english: "Cannot be replayed", tone: "warn" },
  faulted: { indonesia: "Kesalahan kami", english: "A fault of ours", tone: "bad" },
  vanished: { indonesia: "Tidak ada lagi", english: "No such thing any more", tone: "warn" },
};

/** What became of one failure of a replay, in words, and whether that is good. */
export const outcomeInWords = (outcome: ReplayOutcome): OutcomeWords => WORDS[outcome];

/** Whether the failure is over. */
export const isOver = (outcome: ReplayOutcome): boolean => WORDS[outcome].tone === "good";
