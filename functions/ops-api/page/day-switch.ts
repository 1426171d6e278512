import { addDays, type BusinessDate } from "../../../shared/calendar/calendar.ts";
import { shortDateInWords } from "../../../shared/calendar/month-name.ts";
import { type Html, html } from "../../html.ts";
import type { Say } from "../../say.ts";
import { dayNamed } from "../day-named.ts";

/** The day that an address asks for in `?day=`; today where it names none that there can be. */
export function dayAsked(query: URLSearchParams, today: BusinessDate): BusinessDate {
  const asked = dayNamed(query.get("day") ?? "");
  return asked !== undefined && asked <= today ? asked : today;
}

/** The way to the days before and after the one that is shown. */
export function daySwitch(say: Say, path: string, day: BusinessDate, today: BusinessDate): Html {
  const link = (to: BusinessDate, text: string, rel: string) =>
    html`<a class="button" href="/ops${path}?day=${to}" rel="${rel}">${text}</a>`;
  return html`<div class="row days">${link(addDays(day, -1), say("Hari sebelumnya", "Day before"), "prev")}
<b>${say.of(shortDateInWords(day))}</b>${day < today && link(addDays(day, 1), say("Hari berikutnya", "Day after"), "next")}${
    day < today && html`<a href="/ops${path}">${say("Hari ini", "Today")}</a>`
  }</div>`;
}
