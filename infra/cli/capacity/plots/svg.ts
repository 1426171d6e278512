/** A drawing's parts as text. Colours are classes, so that the same file reads on a light and on a dark page. */
const STYLE = `
    text { font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328; }
    .title { font-size: 15px; font-weight: 600; }
    .soft { fill: #59636e; }
    .value { fill: #59636e; paint-order: stroke; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; }
    .grid { stroke: #d1d9e0; stroke-width: 1; }
    .axis { stroke: #59636e; stroke-width: 1; }
    .one { fill: #0969da; } .other { fill: #9a6700; } .third { fill: #1a7f37; }
    .line { fill: none; stroke: #0969da; stroke-width: 1.5; } .band { fill: #0969da; fill-opacity: .22; }
    .limit { stroke: #cf222e; stroke-width: 1.5; stroke-dasharray: 5 4; } .limit-text { fill: #cf222e; }
    .mark { stroke: #1a7f37; stroke-width: 1.5; stroke-dasharray: 2 3; } .mark-text { fill: #1a7f37; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; } .soft { fill: #9198a1; } .value { fill: #9198a1; stroke: #0d1117; } .grid { stroke: #3d444d; } .axis { stroke: #9198a1; }
      .one { fill: #4493f8; } .other { fill: #d29922; } .third { fill: #3fb950; }
      .line { stroke: #4493f8; } .band { fill: #4493f8; }
      .limit { stroke: #f85149; } .limit-text { fill: #f85149; } .mark { stroke: #3fb950; } .mark-text { fill: #3fb950; }
    }`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** At most two decimals: a picture has no more, and the file is the same everywhere. */
export const px = (value: number): string => String(Math.round(value * 100) / 100);

interface TextOptions {
  readonly anchor?: "start" | "middle" | "end";
  readonly kind?: string;
}

export function text(
  x: number,
  y: number,
  words: string,
  { anchor = "start", kind }: TextOptions = {},
): string {
  const anchored = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text x="${px(x)}" y="${px(y)}"${anchored}${kind ? ` class="${kind}"` : ""}>${escaped(words)}</text>`;
}

export function rect(x: number, y: number, width: number, height: number, kind: string): string {
  const size = `width="${px(Math.max(0, width))}" height="${px(Math.max(0, height))}"`;
  return `<rect x="${px(x)}" y="${px(y)}" ${size} class="${kind}"/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, kind: string): string {
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" class="${kind}"/>`;
}

export function circle(x: number, y: number, radius: number, kind: string): string {
  return `<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}" class="${kind}"/>`;
}

/** A line through points, or the area that they enclose. */
export function path(points: readonly (readonly [number, number])[], kind: "line" | "band"): string {
  const steps = points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${px(x)} ${px(y)}`).join("");
  return `<path d="${steps}${kind === "band" ? "Z" : ""}" class="${kind}"/>`;
}

/** The whole drawing. `told` says in words what it shows, for who cannot see it. */
export function drawing(
  {
    width,
    height,
    title,
    told,
  }: { readonly width: number; readonly height: number; readonly title: string; readonly told: string },
  parts: readonly string[],
): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t d">`;
  return [
    ...[head, `  <title id="t">${escaped(title)}</title>`, `  <desc id="d">${escaped(told)}</desc>`],
    `  <style>${STYLE}\n  </style>`,
    ...[text(16, 26, title, { kind: "title" }), ...parts].map((part) => `  ${part}`),
    "</svg>\n",
  ].join("\n");
}
