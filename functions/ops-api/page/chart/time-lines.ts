import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { durationText } from "../moment.ts";
import { chartFigure, colourOf, floorNames, rules } from "./figure.ts";
import { AREA, DRAWING } from "./scale.ts";

/** One line: milliseconds a place on the axis, undefined where nothing was measured. */
export interface TimeLine {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
}

interface TimeLines {
  readonly say: Say;
  readonly summary: string;
  readonly names: readonly string[];
  readonly rowHead: string;
  readonly lines: readonly TimeLine[];
}

/** A decade a rule: waiting times differ by orders of magnitude, and a core that is down must not flatten everything else. */
const DECADES_MS = [10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/** Lengths of time as lines over a logarithmic axis. A gap in the data is a gap in the line; a lone point is a dot. */
export function timeLines({ say, summary, names, rowHead, lines }: TimeLines): Html {
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== undefined));
  const [least, most] = [Math.min(...known, 100), Math.max(...known, 1_000)];
  const from = DECADES_MS.findLast((decade) => decade <= least) ?? 10;
  const to = DECADES_MS.find((decade) => decade >= most) ?? 10_000_000;
  const span = Math.log10(to / from);
  const heightOf = (ms: number) => Math.log10(Math.min(to, Math.max(from, ms)) / from) / span;
  const slot = AREA.width / names.length;
  const point = (at: number, ms: number): Point => ({
    x: Math.round((DRAWING.left + (at + 0.5) * slot) * 10) / 10,
    y: Math.round((AREA.floor - heightOf(ms) * AREA.height) * 10) / 10,
  });
  const drawn = lines.map(({ values }, line) =>
    strokesOf(values, point).map((points) => stroke(points, line)),
  );
  const axis = DECADES_MS.filter((decade) => decade >= from && decade <= to);
  return chartFigure({
    ...{ say, summary, rowHead, isLines: true },
    names: lines.map(({ name }) => name),
    drawing: html`${rules(
      axis.map((ms) => ({
        at: heightOf(ms),
        text: durationText(say, ms)
          .replace(/[,.]0 /, " ")
          .replace(/ 0+ \S+$/, ""),
      })),
    )}${drawn.toReversed()}${floorNames(names, Math.ceil(names.length / 8))}`,
    rows: names
      .map((name, at) => [name, ...lines.map(({ values }) => written(say, values[at]))])
      .filter((row) => row.slice(1).some((cell) => cell !== "-")),
  });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const written = (say: Say, ms: number | undefined): string =>
  ms === undefined ? "-" : durationText(say, ms);

/** The unbroken stretches of a line. */
function strokesOf(
  values: readonly (number | undefined)[],
  point: (at: number, ms: number) => Point,
): readonly (readonly Point[])[] {
  const strokes: Point[][] = [];
  values.forEach((ms, at) => {
    if (ms === undefined) return;
    const last = strokes.at(-1);
    if (last && values[at - 1] !== undefined) last.push(point(at, ms));
    else strokes.push([point(at, ms)]);
  });
  return strokes;
}

/** The second line is dashed, so that two lines are told apart without their colours. */
function stroke(points: readonly Point[], line: number): Html {
  const path = points.map(({ x, y }) => `${x},${y}`).join(" ");
  const dots = points.map(
    ({ x, y }) => html`<circle class="f${colourOf(line)}" cx="${x}" cy="${y}" r="2.6"/>`,
  );
  return html`${points.length > 1 && html`<polyline class="line s${colourOf(line)}${line === 1 && " dashed"}" points="${path}"/>`}${dots}`;
}
