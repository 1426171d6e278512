import type { InTwoLanguages } from "../calendar/month-name.ts";
import type { Settlement } from "./read-settlement.ts";
import { type ClassTotal, DifferenceClass } from "./settlement.ts";

/** A row of the statement of a day: what it is, how many, and what it adds up to in the partner's book and in ours. */
export interface StatementRow {
  readonly row: DifferenceClass | "unexplained" | "total";
  readonly words: InTwoLanguages;
  readonly count: number;
  readonly theirsRupiah: number;
  readonly oursRupiah: number;
}

const WORDS: Readonly<Record<StatementRow["row"], InTwoLanguages>> = {
  matched: { indonesia: "Cocok", english: "Matched" },
  "matched-not-active": {
    indonesia: "Cocok, perlindungan belum aktif",
    english: "Matched, cover not active yet",
  },
  "ours-only": { indonesia: "Hanya di kami", english: "Ours only" },
  "theirs-only": { indonesia: "Hanya di mitra", english: "Theirs only" },
  "amount-differs": { indonesia: "Jumlah berbeda", english: "Amount differs" },
  duplicate: { indonesia: "Ganda di berkas", english: "Twice in the file" },
  "wrong-day": { indonesia: "Tanggal lain", english: "Another business date" },
  reversed: { indonesia: "Dibatalkan", english: "Reversed" },
  "returned-kept": {
    indonesia: "Dikembalikan mitra, masih di kami",
    english: "Returned by the partner, kept by us",
  },
  "suspect-booked": { indonesia: "Ragu, tercatat di kami", english: "Suspect, booked by us" },
  "suspect-not-booked": {
    indonesia: "Ragu, ditolak atau dibatalkan di kami",
    english: "Suspect, refused or reversed by us",
  },
  "suspect-unknown": { indonesia: "Ragu, tidak kami kenal", english: "Suspect, unknown to us" },
  unexplained: {
    indonesia: "Berubah selama pencocokan",
    english: "Changed while it was matched",
  },
  total: { indonesia: "Jumlah", english: "Total" },
};

/** The words of a class. */
export const classInWords = (name: StatementRow["row"]): InTwoLanguages => WORDS[name];

/**
 * The statement of a reconciled day: one row a class, and a total whose rupiah are not their sum but what the two books say by themselves, the partner's trailer and our index of
 * the day; its count is that of the items, of which those that are only ours have no line. Where these differ from the rows, the row `unexplained` says by how much: a payment that changed while it was matched. Undefined before the day is reconciled.
 */
export function settlementStatement({ collected }: Settlement): readonly StatementRow[] | undefined {
  if (!collected?.totals || !collected.ledger) return undefined;
  const { totals, ledger, control } = collected;
  const rows = DifferenceClass.options.flatMap((row) => {
    const total = totals[row];
    return total ? [rowOf(row, total)] : [];
  });
  const theirsRupiah = control.paymentRupiah - control.reversalRupiah;
  const sum = (pick: (row: StatementRow) => number) => rows.reduce((all, row) => all + pick(row), 0);
  const count = sum((row) => row.count);
  const total = rowOf("total", { count, theirsRupiah, oursRupiah: ledger.rupiah });
  const rest = {
    count: 0,
    theirsRupiah: theirsRupiah - sum((row) => row.theirsRupiah),
    oursRupiah: ledger.rupiah - sum((row) => row.oursRupiah),
  };
  const isExplained = rest.theirsRupiah === 0 && rest.oursRupiah === 0;
  return [...rows, ...(isExplained ? [] : [rowOf("unexplained", rest)]), total];
}

const rowOf = (row: StatementRow["row"], total: ClassTotal): StatementRow => ({
  row,
  words: WORDS[row],
  ...total,
});

/** The verdicts on a day's suspect lines; undefined where there are none. They are no part of the sum: the partner counts them nowhere. */
export function suspectStatement({ suspect }: Settlement): readonly StatementRow[] | undefined {
  const totals = suspect?.totals;
  if (!totals) return undefined;
  return DifferenceClass.options.flatMap((row) => {
    const total = totals[row];
    return total ? [rowOf(row, total)] : [];
  });
}
