import { businessDateOf } from "../../../../shared/calendar/calendar.ts";
import { readReportDay } from "../../../../shared/report/read-report-day.ts";
import { html } from "../../../html.ts";
import { dayAsked, daySwitch } from "../../page/day-switch.ts";
import { figures, panel } from "../../page/mark.ts";
import type { Room, RoomAnswer, Visit } from "../../room.ts";
import { dayCharts } from "./day-charts.ts";
import { dayFigures } from "./day-figures.ts";
import { partnerTable } from "./partner-table.ts";

/** The first page: how the day goes, and what is wrong. */
export const OVERVIEW: Room = {
  name: { indonesia: "Ringkasan", english: "Overview" },
  path: "",
  routes: [{ method: "GET", path: "", act: "look", serve: showOverview }],
};

async function showOverview({ deps, say, query }: Visit): Promise<RoomAnswer> {
  const today = businessDateOf(deps.clock.businessNow());
  const day = dayAsked(query, today);
  const report = await readReportDay(deps.ledger, day);
  return {
    kind: "page",
    title: say("Ringkasan", "Overview"),
    content: html`${daySwitch(say, "", day, today)}${figures(dayFigures(say, report))}
${dayCharts(say, report)}${panel(say("Menurut mitra", "By partner"), partnerTable(say, report))}`,
  };
}
