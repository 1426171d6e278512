import type { Instant } from "../../../shared/calendar/calendar.ts";
import type { WrittenLine } from "../../../shared/settlement/write-file.ts";
import type { TillQuote } from "../till-port.ts";

/** One sale as the partner's own book has it, whatever the gateway remembers. */
export interface Sale {
  readonly partnerId: string;
  readonly quote: TillQuote;
  readonly months: number;
  readonly paidAt: Instant;
  /** Before the restore point, in the minutes that get lost, or after the gateway served again. */
  readonly when: "before" | "gap" | "after";
  /** `no-answer`: the till has the cash and knows no more. */
  state: "receipt" | "no-answer" | "returned";
  /** When the money went back. */
  returnedAt?: Instant;
}

/** `<partner>#<reference>`, as the ledger names it. The till's references hold nothing that has to be escaped. */
export const saleKey = ({ partnerId, quote }: Pick<Sale, "partnerId" | "quote">): string =>
  `${partnerId}#${quote.reference}`;

/** What the partner's file of the day says: all cash that it took, and what it gave back. */
export function fileLines(sales: readonly Sale[], serviceId: string | undefined): readonly WrittenLine[] {
  return sales.flatMap((sale) => {
    const { quote, months, paidAt, returnedAt } = sale;
    const line: WrittenLine = {
      type: "payment",
      reference: quote.reference,
      amountRupiah: quote.totalRupiah,
      paidAt,
      // A bank names the worker by the number that was paid to.
      customerNumber: serviceId === undefined ? quote.nik : `${serviceId}${quote.nik}`,
      months,
    };
    return returnedAt === undefined ? [line] : [line, { ...line, type: "reversal", paidAt: returnedAt }];
  });
}

/** What a partner holds by its own book: its sales less what it gave back. */
export function heldByPartner(sales: readonly Sale[]): { readonly count: number; readonly rupiah: number } {
  const kept = sales.filter(({ state }) => state !== "returned");
  return { count: kept.length, rupiah: kept.reduce((sum, { quote }) => sum + quote.totalRupiah, 0) };
}
