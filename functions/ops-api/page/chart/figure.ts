import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { table } from "../table.ts";
import { AREA, DRAWING } from "./scale.ts";

/** The colours that `page/style/chart.ts` has; more series than that share the last one. */
export const COLOURS = 7;

export const colourOf = (at: number): number => Math.min(at, COLOURS - 1);

interface FigureParts {
  readonly say: Say;
  /** Said instead of the drawing, to who cannot see it: what it shows and its main finding. */
  readonly summary: string;
  readonly names: readonly string[];
  readonly isLines: boolean;
  readonly drawing: Html;
  /** The numbers: one row a place on the axis, one column a series. */
  readonly rowHead: string;
  readonly rows: readonly (readonly string[])[];
}

/** A chart with everything around the drawing: the legend, one sentence in its place, and its numbers as a table. */
export function chartFigure({ say, summary, names, isLines, drawing, rowHead, rows }: FigureParts): Html {
  const columns = names.map((head) => ({ head, kind: "number" }) as const);
  return html`<figure class="chart">
<ul class="legend">${names.map(
    (name, at) => html`<li><span class="key k${colourOf(at)}${isLines && " stroke"}"></span>${name}</li>`,
  )}</ul>
<svg viewBox="0 0 ${DRAWING.width} ${DRAWING.height}" role="img" aria-label="${summary}">${drawing}</svg>
<details><summary>${say("Angkanya sebagai tabel", "The numbers as a table")}</summary>${table({
    caption: summary,
    columns: [{ head: rowHead }, ...columns],
    rows,
    empty: say("Belum ada", "None yet"),
  })}</details></figure>`;
}

/** Horizontal rules with their numbers at the left; `at` is 0 at the floor and 1 at the top. */
export function rules(ticks: readonly { readonly at: number; readonly text: string }[]): Html {
  return html`${ticks.map(({ at, text }) => {
    const y = Math.round((AREA.floor - at * AREA.height) * 10) / 10;
    return html`<line class="${at === 0 ? "base" : "rule"}" x1="${DRAWING.left}" x2="${DRAWING.width - DRAWING.right}" y1="${y}" y2="${y}"/><text x="${DRAWING.left - 6}" y="${y + 3.5}" text-anchor="end">${text}</text>`;
  })}`;
}

/** Names below the floor, as many as have room. */
export function floorNames(names: readonly string[], every: number): Html {
  const width = AREA.width / names.length;
  return html`${names.map(
    (name, at) =>
      at % every === 0 &&
      html`<text x="${Math.round(DRAWING.left + (at + 0.5) * width)}" y="${AREA.floor + 15}" text-anchor="middle">${name}</text>`,
  )}`;
}
