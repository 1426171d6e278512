import type { Sum, Sums } from "./sums.ts";

const NOTHING: Sum = { count: 0, rupiah: 0 };

/** One partner's money in several ledgers, in their order. */
export interface HeldRow {
  readonly partnerId: string;
  readonly held: readonly Sum[];
}

/** Everybody's money beside each other, by partner. */
export function heldRows(ledgers: readonly ReadonlyMap<string, Sum>[]): readonly HeldRow[] {
  const partners = [...new Set(ledgers.flatMap((held) => [...held.keys()]))].sort();
  return partners.map((partnerId) => ({
    partnerId,
    held: ledgers.map((held) => held.get(partnerId) ?? NOTHING),
  }));
}

/** What is not equal, a line each; none where nothing is lost and nobody covered twice. */
export function unequal(before: Sums, after: Sums): readonly string[] {
  const found: string[] = [];
  for (const { partnerId, held } of heldRows([before.held, after.held])) {
    const [was = NOTHING, is = NOTHING] = held;
    if (was.count !== is.count || was.rupiah !== is.rupiah) {
      found.push(`${partnerId}: ${was.count} / Rp${was.rupiah} -> ${is.count} / Rp${is.rupiah}`);
    }
  }
  for (const [month, owner] of before.months) {
    const now = after.months.get(month);
    if (now === undefined) found.push(`${shortMonth(month)}: tanpa pemilik / without owner, ${owner}`);
    else if (now !== owner) found.push(`${shortMonth(month)}: ${owner} -> ${now}`);
  }
  for (const [month, owner] of after.months) {
    if (!before.months.has(month)) found.push(`${shortMonth(month)}: baru / new, ${owner}`);
  }
  if (before.creditRupiah !== after.creditRupiah) {
    found.push(`kredit / credit: Rp${before.creditRupiah} -> Rp${after.creditRupiah}`);
  }
  return found;
}

/** The member is a keyed hash; its beginning is enough to tell two apart. */
const shortMonth = (month: string): string => month.replace(/^(\S{6})\S* /, "$1... ");
