import type { TimelineStep } from "../../../../shared/timeline/timeline-step.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { durationText, moment } from "../../page/moment.ts";
import { stepWords } from "./step-words.ts";

/** A payment's story as a line from top to bottom; between two steps stands how long it took. */
export function timelineView(say: Say, steps: readonly TimelineStep[]): Html {
  return html`<ol class="story">${steps.map((step) => {
    const { tone, what, more } = stepWords(say, step);
    const { sinceMs } = step;
    return html`<li class="${tone}">${
      sinceMs !== null && html`<span class="gap">+${durationText(say, sinceMs)}</span>`
    }<span class="dot"></span><div><b>${what}</b> ${moment(say, step.at)}${more !== undefined && html`<p>${more}</p>`}</div></li>`;
  })}</ol>`;
}
