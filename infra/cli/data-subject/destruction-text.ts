import { formatInstant } from "../../../shared/calendar/calendar.ts";
import type { DestructionObstacle } from "../../../shared/data-subject/decide-destruction.ts";
import type { DestructionOutcome } from "../../../shared/data-subject/destroy-data-subject.ts";
import type { Destruction, DestructionCounts } from "../../../shared/data-subject/destruction-item.ts";
import type { ProposedDestruction } from "../../../shared/data-subject/propose-destruction.ts";

const OBSTACLES: Readonly<Record<DestructionObstacle, string>> = {
  "not-held": "Tidak ada data / Nothing is held",
  "too-much": "Terlalu banyak untuk satu kali / More than one reading holds",
  "failure-open": "Masih ada kegagalan terbuka / A failure is still open",
  "payment-pending": "Masih ada pembayaran yang belum aktif / A payment is not active yet",
  "correction-open": "Masih ada koreksi yang menunggu orang kedua / A correction waits for its second person",
  "correction-asked": "Permintaan pembetulan belum dijawab / A request to put data right has no answer yet",
};

const countsText = (counts: DestructionCounts) =>
  Object.entries(counts)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(", ");

/** What came of a proposal or a decision, in one or two lines. */
export function destructionText(outcome: ProposedDestruction | DestructionOutcome): string {
  switch (outcome.kind) {
    case "proposed":
      return `Diusulkan / Proposed: ${outcome.destruction.destructionId}\n${countsText(outcome.destruction.counts)}\nOrang kedua memutuskan / A second person decides: npm run data-subject -- approve ${outcome.destruction.destructionId}`;
    case "destroyed":
      return `Dimusnahkan / Destroyed: ${countsText(outcome.counts)}`;
    case "rejected":
      return "Ditolak, tidak ada yang dimusnahkan / Rejected, nothing was destroyed";
    case "unknown":
      return "Tidak ada usul dengan nomor itu / There is no such proposal";
    case "same-person":
      return "Pengusul tidak boleh memutuskan sendiri / Who proposed cannot decide";
    case "stale":
      return `Sudah diputuskan orang lain / Somebody else has decided: ${outcome.now.state}`;
    case "refused":
      return "Mengapa? / Why? --why";
    case "retained":
      return `Belum boleh: wajib disimpan sampai / Not yet, the law keeps it until: ${outcome.mayFrom}`;
    case "credit-left":
      return `Masih ada uang pekerja / The worker still has money here: Rp${outcome.rupiah.toLocaleString("id-ID")}`;
    case "not-possible":
      return OBSTACLES[outcome.because];
  }
}

/** One proposed or decided destruction as a row of a list. */
export const destructionRow = (destruction: Destruction): readonly string[] => [
  destruction.destructionId,
  destruction.state,
  formatInstant(destruction.proposedAt),
  destruction.proposedBy,
  destruction.decidedBy ?? "-",
  countsText(destruction.counts),
];
