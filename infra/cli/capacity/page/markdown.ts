/** A Markdown table; columns that begin with `>` are set to the right. */
export function table(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  const names = columns.map((name) => name.replace(/^>/, ""));
  const rule = columns.map((name) => (name.startsWith(">") ? "---:" : "---"));
  return [row(names), row(rule), ...rows.map(row)].join("\n");
}

/** `12,345`, or with decimals where they tell something. */
export function number(value: number, decimals = 0): string {
  return value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

export const dollars = (value: number): string => `$${number(value, 2)}`;

/** To two significant digits: a limit that is worked out is not known better. */
export function about(value: number): string {
  const size = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return number(Math.round(value / size) * size);
}
