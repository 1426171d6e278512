import { formatInstant } from "../calendar/calendar.ts";
import { recordOf } from "./cells.ts";
import type { ShownDifference } from "./list-differences.ts";
import type { StatementRow } from "./statement.ts";

/**
 * A cell that a spreadsheet takes for text. What begins like a formula is led by an apostrophe, or a partner's reference `=HYPERLINK(...)` would run on the desk of whoever
 * opens the file (OWASP: CSV injection). Numbers of ours keep their sign.
 */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

const csv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => `${recordOf(row.map(cell), ",")}\r\n`).join("");

/** The statement as CSV (RFC 4180): titles, one row a class, the total last. */
export function statementCsv(rows: readonly StatementRow[]): string {
  const titles = ["row", "uraian", "description", "count", "partner_rupiah", "kanal_rupiah"];
  return csv([
    titles,
    ...rows.map(({ row, words, count, theirsRupiah, oursRupiah }) => [
      ...[row, words.indonesia, words.english],
      ...[count, theirsRupiah, oursRupiah],
    ]),
  ]);
}

/** Differences as CSV, one a row, and a last row that says so where there are more. Nobody's number and nobody's name is in it. */
export function differencesCsv({
  differences,
  isCut,
}: {
  readonly differences: readonly ShownDifference[];
  readonly isCut: boolean;
}): string {
  const titles = [
    ...["class", "cause", "line", "reference", "partner_rupiah", "kanal_rupiah", "paid_at"],
    ...["months", "terminal", "other_date", "first_line", "bank_says", "booked_as"],
  ];
  return csv([
    titles,
    ...differences.map((each) => [
      ...[each.class, each.cause, each.line, each.reference, each.theirsRupiah, each.oursRupiah],
      each.paidAt === null ? null : formatInstant(each.paidAt),
      ...[
        each.months,
        each.terminal,
        each.otherDate,
        each.firstLine,
        each.answer?.says ?? null,
        each.bookedAs,
      ],
    ]),
    ...(isCut ? [["cut-here-there-are-more", ...titles.slice(1).map(() => null)]] : []),
  ]);
}
