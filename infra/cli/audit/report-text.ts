import type { TrailReport } from "../../../shared/audit/proof/verify-trail.ts";
import { textColumns } from "../partner/text-columns.ts";
import { findingText } from "./finding-text.ts";

/** More lines than this help nobody; the count says how many there are. */
const FINDINGS_SHOWN = 200;

/** The whole report as a person reads it. */
export function reportText(name: string, report: TrailReport): string {
  const { findings } = report;
  const lines = [
    `Jejak audit / Audit trail   ${name}`,
    textColumns([
      ["Hari / Days", `${report.days}${report.first ? ` (${report.first} ...)` : ""}`],
      ["Catatan / Entries", String(report.entries)],
      ["Akar harian / Roots", `${report.roots}${report.lastSealed ? ` (... ${report.lastSealed})` : ""}`],
      ["Ujung / Tips", String(report.tips)],
      ...(report.unchained > 0
        ? [["Dari sebelum rantai / From before the chain", String(report.unchained)]]
        : []),
    ]),
    "",
    ...findings.slice(0, FINDINGS_SHOWN).map((finding) => `  ! ${findingText(finding)}`),
    ...(findings.length > FINDINGS_SHOWN ? [`  ... ${findings.length - FINDINGS_SHOWN}`] : []),
  ];
  const verdict =
    findings.length === 0
      ? "UTUH / WHOLE: setiap catatan, ekor, dan hitungan terbukti / every entry, tail and count is proved"
      : `TIDAK UTUH / NOT WHOLE: ${findings.length} temuan / findings`;
  return [...lines, verdict].join("\n");
}
