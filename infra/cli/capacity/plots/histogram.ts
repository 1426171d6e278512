import { drawing, line, rect, text } from "./svg.ts";

const [WIDTH, HEIGHT] = [880, 320];
const AREA = { left: 60, right: 864, top: 52, bottom: 270 } as const;
const AXIS_STEP = 250;

/** How many partitions carry how much, against what one can carry. */
export function histogramPlot(plot: {
  readonly title: string;
  readonly told: string;
  readonly step: number;
  readonly counts: readonly number[];
  readonly limit: number;
}): string {
  const { title, told, step, counts, limit } = plot;
  const end = Math.max(limit * 1.1, counts.length * step);
  const x = (units: number) => AREA.left + (units / end) * (AREA.right - AREA.left);
  const tallest = Math.max(...counts);
  const y = (count: number) => AREA.bottom - (count / tallest) * (AREA.bottom - AREA.top);
  const ticks = Array.from({ length: Math.floor(end / AXIS_STEP) + 1 }, (_, at) => at * AXIS_STEP);
  return drawing({ width: WIDTH, height: HEIGHT, title, told }, [
    ...ticks.flatMap((units) => [
      line(x(units), AREA.top, x(units), AREA.bottom, "grid"),
      text(x(units), AREA.bottom + 18, units.toLocaleString("en"), { anchor: "middle", kind: "soft" }),
    ]),
    ...counts.flatMap((count, bin) => {
      if (count === 0) return [];
      const [from, to] = [x(bin * step), x((bin + 1) * step)];
      return [
        rect(from + 1, y(count), to - from - 2, AREA.bottom - y(count), "one"),
        text((from + to) / 2, y(count) - 5, String(count), { anchor: "middle", kind: "soft" }),
      ];
    }),
    line(AREA.left, AREA.bottom, AREA.right, AREA.bottom, "axis"),
    line(x(limit), AREA.top - 6, x(limit), AREA.bottom, "limit"),
    text(x(limit) - 6, AREA.top + 8, "one partition's limit", { anchor: "end", kind: "limit-text" }),
    text(
      AREA.left,
      AREA.bottom + 38,
      "Write units a second of one partition; above each bar, how many partitions.",
      { kind: "soft" },
    ),
  ]);
}
