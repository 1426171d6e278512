import { rupiahText } from "../../../shared/money/rupiah-text.ts";
import type { ShownDifference } from "../../../shared/settlement/list-differences.ts";
import { classInWords } from "../../../shared/settlement/statement.ts";

/** Differences as a terminal shows them, one a line: where in the file, the partner's reference, both amounts, and what it is. */
export function differencesText(differences: readonly ShownDifference[]): string {
  const width = Math.max(...differences.map(({ reference }) => reference.length));
  const rows = differences.map((each) => {
    const words = classInWords(each.class);
    const place = each.line === null ? "-" : String(each.line);
    const [theirs, ours] = [each.theirsRupiah, each.oursRupiah].map((amount) =>
      amount < 0 ? `-${rupiahText(-amount)}` : rupiahText(amount),
    );
    const bank = each.answer ? `   bank: ${each.answer.says} (${each.answer.code})` : "";
    return `${place.padStart(7)}  ${each.reference.padEnd(width)}  ${theirs?.padStart(11)}  ${ours?.padStart(11)}  ${words.indonesia} / ${words.english}${bank}`;
  });
  return `${rows.join("\n")}\n`;
}
