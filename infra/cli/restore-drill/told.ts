import { heldRows } from "./compare-sums.ts";
import { heldByPartners } from "./faults-of.ts";
import { saleKey } from "./partner-book.ts";
import type { DrillReport } from "./run-drill.ts";
import { type Sum, sumsOf } from "./sums.ts";

const cell = ({ count, rupiah }: Sum): string =>
  `${String(count).padStart(4)} ${`Rp${rupiah.toLocaleString("id-ID")}`.padStart(12)}`;

const row = (name: string, cells: readonly string[]): string =>
  name.padEnd(10) + cells.map((each) => each.padStart(24)).join("");

const rupiahOf = (sales: DrillReport["sales"]): number =>
  sales.reduce((sum, { quote }) => sum + quote.totalRupiah, 0);

/** The drill's end for a person: the sums beside each other, what differs, and the verdict as the last line. */
export function toldReport(report: DrillReport): string {
  const { noted, restored, rebuilt } = report.books;
  const keys = new Set(report.sales.map(saleKey));
  const books = [noted, restored, rebuilt].map((book) =>
    sumsOf(book, ({ paymentKey }) => keys.has(paymentKey)),
  );
  const rows = heldRows([...books.map(({ held }) => held), heldByPartners(report.sales)]);
  const since = report.sales.filter(({ when }) => when === "after");
  const { faults } = report;
  return [
    "",
    "Uang yang tercatat / Money that is booked",
    row("", ["sebelum / before", "dipulihkan / restored", "dibangun / rebuilt", "buku mitra / theirs"]),
    ...rows.map(({ partnerId, held }) => row(partnerId, held.map(cell))),
    row(
      "bulan",
      books.map(({ months }) => `${months.size} bulan x program`),
    ),
    `${since.length} penjualan baru sesudah pulih / new sales after the restore: Rp${rupiahOf(since).toLocaleString("id-ID")}`,
    "",
    "Yang tidak sama / What is not the same",
    ...report.differs.map((line) => `  ${line}`),
    ...(faults.length > 0 ? ["", "Yang salah / What is wrong", ...faults.map((line) => `  ${line}`)] : []),
    "",
    faults.length === 0
      ? "SAMA / EQUAL: setiap rupiah dan setiap bulan kembali / every rupiah and every month is back"
      : `BEDA / NOT EQUAL: ${faults.length}`,
  ].join("\n");
}
