import type { Instant } from "../../shared/calendar/calendar.ts";
import type { InTwoLanguages } from "../../shared/calendar/month-name.ts";

/** What a till does with a gateway, whichever protocol its partner speaks. Calls that get no answer throw NoAnswer. */
export interface TillPort {
  /** Asks what so many months cost. */
  inquire(ask: { readonly nik: string; readonly months: number }): Promise<TillAnswer<TillQuote>>;
  /** Reports the money as taken. `advice` says that this was sent before and got no answer. */
  pay(
    quote: TillQuote,
    how: { readonly paidAt: Instant; readonly advice: boolean },
  ): Promise<TillAnswer<TillReceipt>>;
  /** Asks what became of the payment. @returns undefined when it was never seen, or bought nothing that lasts */
  status(quote: TillQuote): Promise<TillReceipt | undefined>;
  /** Reports that the money went back to the worker. Missing where the partner's protocol has no such call: SNAP. */
  readonly reverse?: (
    quote: TillQuote,
    why: { readonly reason: string; readonly reversedAt: Instant },
  ) => Promise<TillAnswer<TillReversal>>;
}

/** Yes with what belongs to it, or no with the reason. */
export type TillAnswer<T> =
  | { readonly kind: "yes"; readonly value: T }
  | { readonly kind: "no"; readonly refusal: TillRefusal };

/** Why not, as the partner was told. */
export interface TillRefusal {
  /** SNAP's `responseCode`, or the HTTP status and the problem's name. */
  readonly code: string;
  readonly reason: InTwoLanguages;
  /** The one thing that the cashier does now. */
  readonly cashier: InTwoLanguages;
}

export interface TillQuote {
  /** The till's own reference for the payment. */
  readonly reference: string;
  readonly nik: string;
  /** What names the inquiry, where that is not the reference. */
  readonly inquiryId: string;
  readonly totalRupiah: number;
  readonly feeRupiah: number;
  readonly maskedName: string;
  readonly maskedNik: string;
  /** What the months cost by programme; undefined where the partner's protocol gives only their sums: SNAP. */
  readonly price: TillPrice | undefined;
  /** What the cashier reads out before money changes hands. */
  readonly text: string;
}

/** What a worker gets for the money, month by month. Amounts in rupiah, days `2026-11-20`. */
export interface TillPrice {
  readonly programmes: readonly string[];
  readonly months: readonly {
    readonly name: InTwoLanguages;
    readonly amount: number;
    readonly lines: readonly {
      readonly programme: string;
      readonly fullAmount: number;
      readonly amount: number;
      readonly legalBasis: string | null;
    }[];
  }[];
  readonly discount: { readonly amount: number; readonly legalBasis: string } | null;
  /** The worker's own money from before, which these months use up. */
  readonly creditUsed: number;
  readonly coverage: { readonly from: string; readonly to: string } | null;
  readonly coversToday: boolean;
  readonly monthsToCoverToday: number;
}

export interface TillReceipt {
  /** The slip as it is printed on paper of 58 mm and of 80 mm. */
  readonly slip: { readonly columns32: string; readonly columns42: string };
  readonly isActive: boolean;
  readonly activeSince: string;
}

export interface TillReversal {
  readonly reversedAt: string;
}
