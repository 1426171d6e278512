import { html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { chartFigure, colourOf, floorNames, rules } from "./figure.ts";
import { AREA, DRAWING, roundTicks, shortAmount } from "./scale.ts";

/** What one colour of a stack stands for: one value a bar. */
export interface StackSeries {
  readonly name: string;
  readonly values: readonly number[];
}

interface StackedBars {
  readonly say: Say;
  readonly summary: string;
  /** Names of the bars, `00`..`23` for the hours of a day. */
  readonly names: readonly string[];
  /** What a bar is, `Jam` or `Hour`. */
  readonly rowHead: string;
  readonly series: readonly StackSeries[];
  /** How a value is written out in the table and at the pointer. */
  readonly written: (value: number) => string;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Bars of several parts, the first series at the floor. A bar says its values where a pointer rests on it. */
export function stackedBars({ say, summary, names, rowHead, series, written }: StackedBars) {
  const sums = names.map((_, bar) => series.reduce((sum, { values }) => sum + (values[bar] ?? 0), 0));
  const ticks = roundTicks(Math.max(0, ...sums));
  const most = ticks.at(-1) ?? 1;
  const slot = AREA.width / names.length;
  const bars = names.map((name, bar) => {
    let y: number = AREA.floor;
    const parts = series.map(({ values }, at) => {
      const height = ((values[bar] ?? 0) / most) * AREA.height;
      y -= height;
      // A seam of one unit keeps neighbours apart for eyes that do not tell their colours apart.
      return (
        height > 0 &&
        html`<rect class="f${colourOf(at)}" x="${rounded(DRAWING.left + bar * slot + slot * 0.14)}" y="${rounded(y)}" width="${rounded(slot * 0.72)}" height="${rounded(Math.max(0.8, height - 1))}" rx="1"/>`
      );
    });
    const told = series.map(({ name: part, values }) => `${part} ${written(values[bar] ?? 0)}`).join(", ");
    return sums[bar] ? html`<g><title>${name}: ${told}</title>${parts}</g>` : html``;
  });
  const axis = ticks.map((tick) => ({ at: tick / most, text: shortAmount(say.language, tick) }));
  return chartFigure({
    ...{ say, summary, rowHead, isLines: false },
    names: series.map(({ name }) => name),
    drawing: html`${rules(axis)}${bars}${floorNames(names, Math.ceil(names.length / 8))}`,
    rows: names
      .map((name, bar) => [name, ...series.map(({ values }) => written(values[bar] ?? 0))])
      .filter((_, bar) => (sums[bar] ?? 0) > 0),
  });
}
