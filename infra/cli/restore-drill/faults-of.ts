import type { Testimony } from "./bus-witness.ts";
import { heldRows, unequal } from "./compare-sums.ts";
import { judgeBook } from "./judge-book.ts";
import type { LedgerBook } from "./ledger-book.ts";
import { heldByPartner, type Sale, saleKey } from "./partner-book.ts";
import type { Repeats } from "./repeat-sales.ts";
import { isHeld, type Sum, sumsOf } from "./sums.ts";

/** Who else remembers, besides the ledger that was noted. */
export interface Witnesses {
  readonly repeats: Repeats;
  readonly bus: Testimony;
  /** The payments whose months are in force at the core. */
  readonly covered: ReadonlySet<string>;
}

/** Everything that is wrong in the end, a line each: against what was noted, the partners' own books, the bus, the core, and the invariants of money. */
export function faultsOf(
  sales: readonly Sale[],
  { noted, rebuilt }: { readonly noted: LedgerBook; readonly rebuilt: LedgerBook },
  { repeats, bus, covered }: Witnesses,
): readonly string[] {
  const keys = new Set(sales.map(saleKey));
  const since = new Set(sales.filter(({ when }) => when === "after").map(saleKey));
  const members = new Set(
    [...noted.payments, ...rebuilt.payments].flatMap((payment) =>
      keys.has(payment.paymentKey) && "memberKey" in payment ? [String(payment.memberKey)] : [],
    ),
  );
  const held = new Set<string>(rebuilt.payments.filter(isHeld).map(({ paymentKey }) => paymentKey));
  const unknownThere = [...held].filter((key) => !covered.has(key));
  const unpaidThere = [...covered].filter((key) => !held.has(key));
  return [
    ...unequal(
      sumsOf(noted),
      sumsOf(rebuilt, ({ paymentKey }) => !since.has(paymentKey)),
    ),
    ...againstPartners(sales, rebuilt, keys),
    ...judgeBook(rebuilt, members),
    ...rebuilt.failures.map((each) => `masih terbuka / still open: ${each}`),
    ...repeats.refused.map((each) => `ditolak / refused: ${each}`),
    ...bus.missing.map((key) => `${key}: hanya di bus / known to the bus alone`),
    ...unknownThere.map((key) => `${key}: inti tidak tahu / unknown to the core`),
    ...unpaidThere.map((key) => `${key}: dilindungi tanpa uang / covered by the core without money`),
  ];
}

function againstPartners(
  sales: readonly Sale[],
  rebuilt: LedgerBook,
  keys: ReadonlySet<string>,
): readonly string[] {
  const ours = sumsOf(rebuilt, ({ paymentKey }) => keys.has(paymentKey)).held;
  return heldRows([ours, heldByPartners(sales)]).flatMap(({ partnerId, held: [here, there] }) =>
    here?.count === there?.count && here?.rupiah === there?.rupiah
      ? []
      : [`${partnerId}: kami / ours Rp${here?.rupiah}, mitra / theirs Rp${there?.rupiah}`],
  );
}

/** What each partner holds by its own book. */
export function heldByPartners(sales: readonly Sale[]): ReadonlyMap<string, Sum> {
  const partners = [...new Set(sales.map(({ partnerId }) => partnerId))];
  return new Map(
    partners.map((partnerId) => [
      partnerId,
      heldByPartner(sales.filter((sale) => sale.partnerId === partnerId)),
    ]),
  );
}
