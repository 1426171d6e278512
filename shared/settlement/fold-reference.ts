import type { SeenLine } from "./seen-line.ts";
import type { Difference, DifferenceCause, DifferenceClass } from "./settlement.ts";

/**
 * What all lines of one reference come to, whatever the order in which they were matched: the first payment and the first reversal count, later ones are duplicates,
 * and money that was taken and given back in the same file is owed to nobody.
 */
export function foldReference(seen: readonly SeenLine[]): readonly Difference[] {
  const [only] = seen;
  if (only && seen.length === 1) return [differenceOf(only)];
  const inOrder = [...seen].sort((a, b) => a.line - b.line);
  const payments = inOrder.filter(({ type }) => type === "payment");
  const reversals = inOrder.filter(({ type }) => type === "reversal");
  return [
    ...payments.map((line, nth) => (nth > 0 ? again(line, payments[0]) : taken(line, reversals.length > 0))),
    ...reversals.map((line, nth) => (nth > 0 ? again(line, reversals[0]) : given(line, payments.length > 0))),
  ];
}

function differenceOf(
  { detail, ...line }: SeenLine,
  change: {
    readonly class?: DifferenceClass;
    readonly cause?: DifferenceCause | null;
    readonly oursRupiah?: number;
    readonly firstLine?: number | null;
  } = {},
): Difference {
  return {
    class: change.class ?? line.class,
    cause: change.cause === undefined ? (detail?.cause ?? null) : change.cause,
    reference: line.reference,
    line: line.line,
    firstLine: change.firstLine ?? null,
    theirsRupiah: line.theirsRupiah,
    oursRupiah: change.oursRupiah ?? line.oursRupiah,
    paidAt: detail?.paidAt ?? null,
    memberKey: detail?.memberKey ?? null,
    months: detail?.months ?? null,
    terminal: detail?.terminal ?? null,
    otherDate: detail?.otherDate ?? null,
  };
}

/** The line that counts has our money already. */
const again = (line: SeenLine, first: SeenLine | undefined): Difference =>
  differenceOf(line, { class: "duplicate", cause: null, oursRupiah: 0, firstLine: first?.line ?? null });

function taken(line: SeenLine, wasReturned: boolean): Difference {
  if (!wasReturned) return differenceOf(line);
  const cause = line.detail?.cause;
  if (line.class === "theirs-only") {
    const because = cause === "refused-by-us" ? "both-returned" : "returned-unheard";
    return differenceOf(line, { class: "reversed", cause: because });
  }
  return line.class === "reversed" ? differenceOf(line, { cause: "both-returned" }) : differenceOf(line);
}

/** What we keep counts once: with the payment's own line, where the file has one. */
const given = (line: SeenLine, wasTaken: boolean): Difference =>
  differenceOf(line, wasTaken ? { oursRupiah: 0 } : {});
