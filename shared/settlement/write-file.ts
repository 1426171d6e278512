import type { BusinessDate, Instant } from "../calendar/calendar.ts";
import type { FileField, SettlementFileForm } from "../partner/settlement-terms.ts";
import { writeAmount } from "./amount-cell.ts";
import { recordOf } from "./cells.ts";
import { controlNumbers, NO_LINES } from "./control-totals.ts";
import type { ControlTotals } from "./settlement.ts";
import { writeDate, writeTime } from "./time-cell.ts";

/** What a partner writes of one transaction. */
export interface WrittenLine {
  readonly type: "payment" | "reversal";
  readonly reference: string;
  readonly amountRupiah: number;
  readonly paidAt: Instant;
  /** A NIK, or the same behind a company code: as the partner has it. */
  readonly customerNumber?: string | undefined;
  readonly months?: number | undefined;
  readonly store?: string | undefined;
  readonly till?: string | undefined;
}

/** Writes a file as the partner does, record by record, each with its line end: for the sandbox, for the page on file formats and for tests. Nothing deployed writes one. */
export function* writtenFile(
  form: SettlementFileForm,
  date: BusinessDate,
  lines: Iterable<WrittenLine>,
): Generator<string, void, void> {
  const record = (cells: readonly string[]) => `${recordOf(cells, form.separator)}\n`;
  if (form.heading) {
    const { marker, columns } = form.heading;
    yield record(
      columns.map((column) =>
        column === "marker" ? marker : column === "business-date" ? writeDate(date, form.time) : "KANAL",
      ),
    );
  }
  if (form.titled) yield record(form.columns.map(({ title }) => title));
  let totals = NO_LINES;
  for (const line of lines) {
    totals = plusLine(totals, line);
    yield record(cellsFor(form, line, totals.lines));
  }
  yield record(trailerCells(form, totals, date));
}

function plusLine(totals: ControlTotals, { type, amountRupiah }: WrittenLine): ControlTotals {
  const isPayment = type === "payment";
  return {
    lines: totals.lines + 1,
    paymentRupiah: totals.paymentRupiah + (isPayment ? amountRupiah : 0),
    reversalLines: totals.reversalLines + (isPayment ? 0 : 1),
    reversalRupiah: totals.reversalRupiah + (isPayment ? 0 : amountRupiah),
  };
}

function cellsFor(form: SettlementFileForm, line: WrittenLine, number: number): readonly string[] {
  const time = writeTime(line.paidAt, form.time);
  const cells: Readonly<Record<FileField, string>> = {
    reference: line.reference,
    amount: writeAmount(line.amountRupiah, form.amount),
    paidAt: time.whole,
    paidDate: time.date,
    paidTime: time.time,
    type: form.types?.[line.type][0] ?? "",
    customerNumber: line.customerNumber ?? "",
    virtualAccountNumber: line.customerNumber ?? "",
    months: String(line.months ?? ""),
    store: line.store ?? "",
    till: line.till ?? "",
    ignored: String(number),
  };
  // A bank's records begin with their letter.
  return form.columns.map(({ field, title }) => (title === "RECORD" ? "D" : cells[field]));
}

function trailerCells(form: SettlementFileForm, totals: ControlTotals, date: BusinessDate): string[] {
  const counts = controlNumbers(totals);
  return form.trailer.columns.map((column) => {
    if (column === "marker") return form.trailer.marker;
    if (column === "ignored") return "";
    if (column === "business-date") return writeDate(date, form.time);
    const value = counts[column];
    if (column === "lines" || column === "reversal-lines") return String(value);
    return `${value < 0 ? "-" : ""}${writeAmount(Math.abs(value), form.amount)}`;
  });
}
