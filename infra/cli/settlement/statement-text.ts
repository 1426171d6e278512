import { rupiahText } from "../../../shared/money/rupiah-text.ts";
import type { StatementRow } from "../../../shared/settlement/statement.ts";

const signed = (amount: number): string => (amount < 0 ? `-${rupiahText(-amount)}` : rupiahText(amount));

/** The statement of a day as a terminal shows it: Indonesian first, then English, the partner's sum and ours. */
export function statementText(rows: readonly StatementRow[]): string {
  const cells = rows.map(({ words, count, theirsRupiah, oursRupiah }) => [
    `${words.indonesia} / ${words.english}`,
    String(count),
    signed(theirsRupiah),
    signed(oursRupiah),
  ]);
  const table = [["", "jumlah / count", "mitra / partner", "Kanal"], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ");
  return `${table.map(line).join("\n")}\n`;
}
