import { circle, drawing, line, text } from "./svg.ts";

const WIDTH = 880;
const [TOP, ROW] = [70, 21];
const [NAMES, RIGHT] = [432, 50];
const DECADES = [10, 100, 1_000, 10_000, 100_000] as const;

interface Mark {
  readonly name: string;
  readonly value: number;
}

/** What gives way at how many payments a second, on a scale of powers of ten, with the paces that matter. */
export function breakingOrder(plot: {
  readonly title: string;
  readonly told: string;
  readonly rows: readonly Mark[];
  readonly paces: readonly Mark[];
}): string {
  const { title, told, rows, paces } = plot;
  const bottom = TOP + rows.length * ROW;
  const [first, last] = [Math.log10(DECADES[0]), Math.log10(DECADES.at(-1) ?? 1)];
  const x = (value: number) =>
    NAMES + ((Math.log10(value) - first) / (last - first)) * (WIDTH - NAMES - RIGHT);
  return drawing({ width: WIDTH, height: bottom + 40, title, told }, [
    ...DECADES.flatMap((value) => [
      line(x(value), TOP - 8, x(value), bottom, "grid"),
      text(x(value), bottom + 18, value.toLocaleString("en"), { anchor: "middle", kind: "soft" }),
    ]),
    ...paces.flatMap(({ name, value }) => [
      line(x(value), TOP - 8, x(value), bottom, "mark"),
      text(x(value), TOP - 14, name, { anchor: "middle", kind: "mark-text" }),
    ]),
    ...rows.flatMap(({ name, value }, row) => {
      const y = TOP + row * ROW + ROW / 2;
      return [
        text(NAMES - 12, y + 4, name, { anchor: "end" }),
        line(NAMES, y, x(value), y, "axis"),
        circle(x(value), y, 4.5, "one"),
        text(x(value) + 9, y + 4, Math.round(value).toLocaleString("en"), { kind: "value" }),
      ];
    }),
  ]);
}
