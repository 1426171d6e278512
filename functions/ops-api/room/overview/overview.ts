import { addDays, businessDateOf } from "../../../../shared/calendar/calendar.ts";
import { tallyCauses } from "../../../../shared/failure/tally-causes.ts";
import { readReportDay } from "../../../../shared/report/read-report-day.ts";
import { listSettlements } from "../../../../shared/settlement/list-settlements.ts";
import { html } from "../../../html.ts";
import { dayAsked, daySwitch } from "../../page/day-switch.ts";
import { figures, panel } from "../../page/mark.ts";
import type { Room, RoomAnswer, Visit } from "../../room.ts";
import { activationPanel, moneyPanels } from "./day-charts.ts";
import { dayFigures } from "./day-figures.ts";
import { HEALTH_PAGE } from "./health-page.ts";
import { causeTable, failureFigure } from "./open-failures.ts";
import { partnerTable } from "./partner-table.ts";
import { settlementTable } from "./settlement-table.ts";

/** The first page: how the day goes, and what is wrong. */
export const OVERVIEW: Room = {
  name: { indonesia: "Ringkasan", english: "Overview" },
  path: "",
  routes: [{ method: "GET", path: "", act: "look", serve: showOverview }, HEALTH_PAGE],
};

/** Figures and charts are the asked day's; what is open is open now, and of settlement the day before is the first that can be due. */
async function showOverview({ deps, say, query }: Visit): Promise<RoomAnswer> {
  const { ledger, clock } = deps;
  const now = clock.businessNow();
  const today = businessDateOf(now);
  const day = dayAsked(query, today);
  const dayBefore = addDays(day, -1);
  const [report, open, settlements] = await Promise.all([
    readReportDay(ledger, day),
    tallyCauses(ledger, undefined),
    listSettlements(ledger, { from: dayBefore, to: dayBefore, now }),
  ]);
  const numbers = [...dayFigures(say, report), failureFigure(say, open, now)];
  return {
    kind: "page",
    title: say("Ringkasan", "Overview"),
    content: html`${daySwitch(say, "", day, today)}${figures(numbers)}
<div class="pair">${moneyPanels(say, report)}${activationPanel(say, report)}
${panel(say("Kegagalan terbuka menurut sebab", "Open failures by cause"), causeTable(say, open), html`<a href="/ops/health">${say("kesehatan gerbang", "health of the gateway")}</a>`)}</div>
${panel(say("Menurut mitra", "By partner"), partnerTable(say, report))}
${panel(say("Rekonsiliasi per mitra", "Settlement by partner"), settlementTable(say, settlements), html`<a href="/ops/settlements">${say("semua hari", "all days")}</a>`)}`,
  };
}
