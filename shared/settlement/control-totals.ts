import type { BusinessDate } from "../calendar/calendar.ts";
import type { SettlementFileForm } from "../partner/settlement-terms.ts";
import { readAmount, writeAmount } from "./amount-cell.ts";
import { cellsOf } from "./cells.ts";
import type { FileRefusalReason } from "./refusal.ts";
import type { ControlTotals, FileLine } from "./settlement.ts";
import { readDate } from "./time-cell.ts";

export const NO_LINES: ControlTotals = { lines: 0, paymentRupiah: 0, reversalLines: 0, reversalRupiah: 0 };

/** Counts one line more. */
export function counted(totals: ControlTotals, { type, amountRupiah }: FileLine): ControlTotals {
  const { lines, paymentRupiah, reversalLines, reversalRupiah } = totals;
  return type === "payment"
    ? { ...totals, lines: lines + 1, paymentRupiah: paymentRupiah + amountRupiah }
    : {
        ...totals,
        lines: lines + 1,
        reversalLines: reversalLines + 1,
        reversalRupiah: reversalRupiah + amountRupiah,
      };
}

/** What of the totals a trailer's field says. */
export const controlNumbers = ({ lines, paymentRupiah, reversalLines, reversalRupiah }: ControlTotals) => ({
  lines,
  rupiah: paymentRupiah,
  "reversal-lines": reversalLines,
  "reversal-rupiah": reversalRupiah,
  "net-rupiah": paymentRupiah - reversalRupiah,
});

/** Holds the last record against what was counted. @returns why the file is refused, or undefined */
export function trailerFault(
  form: SettlementFileForm,
  text: string,
  found: ControlTotals,
  date: BusinessDate,
): FileRefusalReason | undefined {
  const cells = cellsOf(text, form.separator);
  const { columns } = form.trailer;
  if (!cells || cells.length !== columns.length) return "trailer-malformed";
  const counts = controlNumbers(found);
  for (const [at, column] of columns.entries()) {
    const cell = cells[at]?.trim() ?? "";
    if (column === "marker" || column === "ignored") continue;
    if (column === "business-date") {
      if (readDate(cell, form.time) !== date) return "date-differs";
      continue;
    }
    const isCount = column === "lines" || column === "reversal-lines";
    const said = isCount ? countIn(cell) : totalIn(cell, form);
    if (said === undefined) return "trailer-malformed";
    if (said !== counts[column]) return isCount ? "count-differs" : "total-differs";
  }
  return undefined;
}

const countIn = (cell: string): number | undefined => (/^\d{1,9}$/.test(cell) ? Number(cell) : undefined);

/** A total has more digits than an amount; a bank that gave more back than it took writes a sign. */
function totalIn(cell: string, { amount }: SettlementFileForm): number | undefined {
  const sign = cell.startsWith("-") ? -1 : 1;
  const bare = cell.replace(/^-/, "");
  const small = readAmount(bare, amount);
  if (small !== undefined) return sign * small;
  const digits = bare.replace(amount === "8400.00" ? /\.00$/ : /,00$/, "").replaceAll(".", "");
  const value = /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
  return value !== undefined && writeAmount(value, amount) === bare ? sign * value : undefined;
}
