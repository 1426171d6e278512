import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import { figuresOfCells, type ReportDay } from "../../../../shared/report/read-report-day.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { channelName } from "../../page/channel-name.ts";
import { type StackSeries, stackedBars } from "../../page/chart/stacked-bars.ts";
import { timeLines } from "../../page/chart/time-lines.ts";
import { panel } from "../../page/mark.ts";
import { countText, durationText } from "../../page/moment.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

/** A day hour by hour: payments and rupiah by channel. */
export function moneyPanels(say: Say, report: ReportDay): Html {
  const payments = panel(say("Pembayaran per jam", "Payments by hour"), paymentsChart(say, report));
  return html`${payments}${panel(say("Rupiah per jam", "Rupiah by hour"), rupiahChart(say, report))}`;
}

/** How long cover took, hour by hour. */
export const activationPanel = (say: Say, report: ReportDay): Html =>
  panel(say("Waktu sampai aktif", "Time to activation"), activationChart(say, report));

/** One series a channel, the one with the most rupiah at the floor, so that a channel has one colour in all charts; channels without a payment are left out. */
function byChannel({ cells }: ReportDay, counter: "payments" | "rupiah"): readonly StackSeries[] {
  const channels = Map.groupBy(cells, ({ channel }) => channel);
  return [...channels]
    .map(([channel, of]) => ({
      name: channelName(channel),
      rupiah: of.reduce((sum, cell) => sum + cell.rupiah, 0),
      values: HOURS.map((hour) =>
        of.reduce((sum, cell) => sum + (cell.hour === hour ? cell[counter] : 0), 0),
      ),
    }))
    .filter(({ rupiah }) => rupiah > 0)
    .sort((one, other) => other.rupiah - one.rupiah);
}

function paymentsChart(say: Say, report: ReportDay): Html {
  const { payments } = report.total;
  return stackedBars({
    ...{ say, names: HOURS, rowHead: say("Jam", "Hour"), series: byChannel(report, "payments") },
    summary: say(
      `Pembayaran per jam menurut saluran; ${countText(say, payments)} seluruhnya`,
      `Payments by hour and channel; ${countText(say, payments)} in all`,
    ),
    written: (value) => countText(say, value),
  });
}

function rupiahChart(say: Say, report: ReportDay): Html {
  const sum = rupiahText(report.total.rupiah);
  return stackedBars({
    ...{ say, names: HOURS, rowHead: say("Jam", "Hour"), series: byChannel(report, "rupiah") },
    summary: say(
      `Rupiah per jam menurut saluran; ${sum} seluruhnya`,
      `Rupiah by hour and channel; ${sum} in all`,
    ),
    written: rupiahText,
  });
}

function activationChart(say: Say, { cells, total }: ReportDay): Html {
  const hours = HOURS.map((hour) => figuresOfCells(cells.filter((cell) => cell.hour === hour)));
  const all = (ms: number | undefined) => (ms === undefined ? "-" : durationText(say, ms));
  return timeLines({
    ...{ say, names: HOURS, rowHead: say("Jam", "Hour") },
    summary: say(
      `Waktu dari pembayaran sampai aktif per jam: p50 ${all(total.p50Ms)}, p95 ${all(total.p95Ms)} sehari`,
      `Time from payment to activation by hour: p50 ${all(total.p50Ms)}, p95 ${all(total.p95Ms)} over the day`,
    ),
    lines: [
      { name: "p50", values: hours.map(({ p50Ms }) => p50Ms) },
      { name: "p95", values: hours.map(({ p95Ms }) => p95Ms) },
    ],
  });
}
