import type { SettlementFileForm } from "../partner/settlement-terms.ts";

type Separator = SettlementFileForm["separator"];

/** Cuts a record into its cells, quotation marks as in RFC 4180 (a record never goes on in the next line). Undefined when a quotation does not close. */
export function cellsOf(text: string, separator: Separator): readonly string[] | undefined {
  if (!text.includes('"')) return text.split(separator);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = text[at] === '"';
    const end = quoted ? endOfQuotation(text, at + 1) : text.indexOf(separator, at);
    if (quoted && end < 0) return undefined;
    const cell = quoted
      ? text.slice(at + 1, end).replaceAll('""', '"')
      : text.slice(at, end < 0 ? undefined : end);
    cells.push(cell);
    const next = quoted ? end + 1 : end;
    if (next < 0 || next === text.length) return cells;
    if (text[next] !== separator) return undefined;
    at = next + 1;
  }
}

/** Where the closing mark stands; a doubled one is a mark of the text. */
function endOfQuotation(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

/** Writes cells as a record; what holds the separator or a mark is quoted. */
export function recordOf(cells: readonly string[], separator: Separator): string {
  const quoted = (cell: string) =>
    cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return cells.map(quoted).join(separator);
}
