import { drawing, line, rect, text } from "./svg.ts";

export interface Bar {
  readonly name: string;
  /** One value for each series. */
  readonly values: readonly number[];
}

interface BarPlot {
  readonly title: string;
  readonly told: string;
  readonly series: readonly string[];
  readonly bars: readonly Bar[];
  /** How a value is written. */
  readonly written: (value: number) => string;
  /** A line that no bar should cross. */
  readonly limit?: { readonly value: number; readonly name: string };
  readonly namesWidth: number;
}

const WIDTH = 880;
const ROW = { bar: 13, gap: 12 } as const;
const TOP = 66;
const RIGHT = 90;
const KINDS = ["one", "other", "third"] as const;

/** Horizontal bars, one a row and series, with their values in words. */
export function barPlot({ title, told, series, bars, written, limit, namesWidth }: BarPlot): string {
  const rowHeight = series.length * ROW.bar + ROW.gap;
  const height = TOP + bars.length * rowHeight + 34;
  const most = Math.max(limit?.value ?? 0, ...bars.flatMap(({ values }) => values));
  const scale = (WIDTH - namesWidth - RIGHT) / most;
  const bottom = TOP + bars.length * rowHeight;
  const parts = [
    ...series.flatMap((name, at) => [
      rect(namesWidth + at * 250, 40, 11, 11, KINDS[at] ?? "one"),
      text(namesWidth + at * 250 + 17, 50, name, { kind: "soft" }),
    ]),
    ...bars.flatMap(({ name, values }, row) => {
      const y = TOP + row * rowHeight;
      const middle = y + (series.length * ROW.bar) / 2 + 4;
      return [
        text(namesWidth - 10, middle, name, { anchor: "end" }),
        ...values.flatMap((value, at) => [
          rect(namesWidth, y + at * ROW.bar, value * scale, ROW.bar - 2, KINDS[at] ?? "one"),
          text(namesWidth + value * scale + 6, y + at * ROW.bar + 10, written(value), { kind: "value" }),
        ]),
      ];
    }),
    line(namesWidth, TOP - 6, namesWidth, bottom, "axis"),
  ];
  if (limit) {
    const x = namesWidth + limit.value * scale;
    parts.push(line(x, TOP - 6, x, bottom, "limit"));
    parts.push(text(x, bottom + 18, limit.name, { anchor: "middle", kind: "limit-text" }));
  }
  return drawing({ width: WIDTH, height, title, told }, parts);
}
