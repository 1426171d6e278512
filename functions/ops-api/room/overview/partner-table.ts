import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import { figuresOfCells, type ReportDay } from "../../../../shared/report/read-report-day.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { channelName } from "../../page/channel-name.ts";
import { shareBar } from "../../page/chart/share-bar.ts";
import { countText, durationText } from "../../page/moment.ts";
import { table } from "../../page/table.ts";

/** The day by partner and channel, with its sums: what the charts show, to the rupiah. */
export function partnerTable(say: Say, { cells, total }: ReportDay): Html {
  const groups = [...Map.groupBy(cells, ({ partnerId, channel }) => `${partnerId} ${channel}`)]
    .map(([name, of]) => ({ name, of, sum: figuresOfCells(of) }))
    // A failure names no place; it has a table of its own.
    .filter(({ sum }) => sum.payments + sum.reversed > 0)
    .sort((one, other) => other.sum.rupiah - one.sum.rupiah);
  const most = Math.max(1, ...groups.map(({ sum }) => sum.rupiah));
  const time = (ms: number | undefined) => (ms === undefined ? "-" : durationText(say, ms));
  return table({
    caption: say("Hari ini menurut mitra dan saluran", "The day by partner and channel"),
    columns: [
      { head: say("Mitra", "Partner") },
      { head: say("Pembayaran", "Payments"), kind: "number" },
      { head: "Rupiah", kind: "number" },
      { head: say("Bagian", "Share") },
      { head: say("Dibatalkan", "Reversed"), kind: "number" },
      { head: say("Aktif", "In force"), kind: "number" },
      { head: "p50", kind: "number" },
      { head: "p95", kind: "number" },
    ],
    rows: groups.map(({ of: [cell], sum }) => [
      html`${cell?.partnerId} <span class="soft">${channelName(cell?.channel ?? "")}</span>`,
      countText(say, sum.payments),
      rupiahText(sum.rupiah),
      shareBar(sum.rupiah / most),
      countText(say, sum.reversed),
      countText(say, sum.activated),
      time(sum.p50Ms),
      time(sum.p95Ms),
    ]),
    empty: say("Belum ada pembayaran pada hari ini.", "No payment on this day yet."),
    foot: [
      say("Jumlah", "Total"),
      countText(say, total.payments),
      rupiahText(total.rupiah),
      "",
      countText(say, total.reversed),
      countText(say, total.activated),
      time(total.p50Ms),
      time(total.p95Ms),
    ],
  });
}
