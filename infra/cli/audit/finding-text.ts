import type { Finding, Witness } from "../../../shared/audit/proof/finding.ts";

const WITNESS: Readonly<Record<Witness, readonly [id: string, en: string]>> = {
  root: ["menurut akar harian", "by the day's root"],
  tip: ["menurut ujung yang ditandatangani", "by a signed tip"],
  head: ["menurut kepala rantai", "by the chain's head"],
};

/** Where something is wrong: day, shard and number as far as it has them. */
function placeOf(finding: Finding): string {
  if (!("shard" in finding)) return finding.day;
  const through = "through" in finding && finding.through > finding.sequence ? `-${finding.through}` : "";
  return `${finding.day} shard ${finding.shard} #${finding.sequence}${through}`;
}

/** A finding in one line: the place, then what is wrong there, Indonesian first. */
export function findingText(finding: Finding): string {
  const [id, en] = saying(finding);
  return `${placeOf(finding)}  ${id} / ${en}`;
}

function saying(finding: Finding): readonly [id: string, en: string] {
  switch (finding.kind) {
    case "entry-altered":
      return ["catatan diubah", "the entry was altered"];
    case "entry-replaced":
      return [
        "catatan diganti: catatan berikutnya terikat pada yang lain",
        "the entry was replaced: the next is linked to another",
      ];
    case "entry-moved":
      return [
        `catatan ini milik tempat lain: ${finding.from}`,
        `the entry belongs elsewhere: ${finding.from}`,
      ];
    case "entry-missing":
      return ["catatan hilang di tengah", "entries between others are gone"];
    case "tail-cut":
      return witnessed(finding.witness, "ekor dipotong", "the tail was cut");
    case "added-after-seal":
      return ["ditambahkan setelah hari disegel", "added after the day was sealed"];
    case "chain-rewritten":
      return witnessed(
        finding.witness,
        "rantai ditulis ulang sampai di sini",
        "the chain was rewritten up to here",
      );
    case "head-differs":
      return [
        "kepala rantai tidak cocok dengan catatannya",
        "the head is not that of the entries, which end here",
      ];
    case "day-dropped":
      return witnessed(
        finding.witness,
        `seluruh hari hilang: ${finding.count} catatan`,
        `the whole day is gone: ${finding.count} entries`,
      );
    case "root-missing":
      return ["akar harian hilang", "the day's root is gone"];
    case "root-forged":
      return ["akar harian palsu: bukan tanda tangan kita", "the day's root is forged: not our signature"];
    case "root-unlinked":
      return [
        "akar harian bukan yang diikat oleh hari berikutnya",
        "the day's root is not the one that the next day was linked to",
      ];
    case "tip-forged":
      return [`ujung palsu: ${finding.name}`, `a forged tip: ${finding.name}`];
    case "document-overlaid":
      return [`ditimpa atau ditandai hapus: ${finding.name}`, `laid over or marked deleted: ${finding.name}`];
    case "not-sealed":
      return [
        "sejak hari ini tidak disegel: penyegel tidak berjalan",
        "not sealed from this day on: the sealer does not run",
      ];
  }
}

function witnessed(witness: Witness, id: string, en: string): readonly [id: string, en: string] {
  const [byId, byEn] = WITNESS[witness];
  return [`${id} (${byId})`, `${en} (${byEn})`];
}
