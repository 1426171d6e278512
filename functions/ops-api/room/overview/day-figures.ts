import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { ReportDay } from "../../../../shared/report/read-report-day.ts";
import type { Say } from "../../../say.ts";
import type { Figure } from "../../page/mark.ts";
import { countText, durationText } from "../../page/moment.ts";

/** The day's money in one line of numbers. */
export function dayFigures(say: Say, { total, verdicts }: ReportDay): readonly Figure[] {
  const { payments, rupiah, reversed, reversedRupiah, activated, credited } = total;
  // Money that became credit waits for no activation; a reversed payment mostly was active before.
  const awaited = payments - credited;
  const share = awaited > 0 ? Math.min(1, activated / awaited) : undefined;
  return [
    {
      label: say("Pembayaran", "Payments"),
      value: countText(say, payments),
      note: say(`${countText(say, credited)} menjadi kredit`, `${countText(say, credited)} became credit`),
    },
    {
      label: say("Rupiah diterima", "Rupiah taken"),
      value: rupiahText(rupiah),
      note: say(
        `${countText(say, reversed)} dibatalkan, ${rupiahText(reversedRupiah)}`,
        `${countText(say, reversed)} reversed, ${rupiahText(reversedRupiah)}`,
      ),
    },
    successFigure(say, verdicts),
    {
      label: say("Sudah aktif", "In force"),
      value: share === undefined ? "-" : percentText(say, share),
      note: say(
        `${countText(say, activated)} dari ${countText(say, awaited)} yang dibayar`,
        `${countText(say, activated)} of ${countText(say, awaited)} paid`,
      ),
      tone: share === undefined ? "plain" : share > 0.995 ? "good" : share > 0.95 ? "warn" : "bad",
    },
    {
      label: say("Waktu sampai aktif", "Time to activation"),
      value: total.p50Ms === undefined ? "-" : durationText(say, total.p50Ms),
      note: `p95 ${total.p95Ms === undefined ? "-" : durationText(say, total.p95Ms)}`,
    },
  ];
}

/** How payments went that a partner signed: what we refused, and what left the partner in doubt. */
function successFigure(say: Say, { ok, refused, failed }: ReportDay["verdicts"]): Figure {
  const all = ok + refused + failed;
  return {
    label: say("Permintaan berhasil", "Requests that went well"),
    value: all === 0 ? "-" : percentText(say, ok / all),
    note: say(
      `${countText(say, refused)} ditolak, ${countText(say, failed)} gagal`,
      `${countText(say, refused)} refused, ${countText(say, failed)} failed`,
    ),
    tone: failed > 0 ? "warn" : "plain",
  };
}

/** A share with one digit behind the comma, never rounded up to all. */
export function percentText(say: Say, share: number): string {
  const text = (Math.floor(share * 1000) / 10).toFixed(share === 1 ? 0 : 1);
  return `${say.language === "id" ? text.replace(".", ",") : text}%`;
}
