import type { Instant } from "../../shared/calendar/calendar.ts";

/** What a till does with a gateway, whichever protocol its partner speaks. Calls that get no answer throw NoAnswer. */
export interface TillPort {
  /** Asks what so many months cost. */
  inquire(ask: { readonly nik: string; readonly months: number }): Promise<TillAnswer<TillQuote>>;
  /** Reports the money as taken. `advice` says that this was sent before and got no answer. */
  pay(
    quote: TillQuote,
    how: { readonly paidAt: Instant; readonly advice: boolean },
  ): Promise<TillAnswer<TillReceipt>>;
  /** Asks what became of the payment. @returns undefined when it was never seen */
  status(quote: TillQuote): Promise<TillReceipt | undefined>;
}

/** Yes with what belongs to it, or no with the reason in both languages. */
export type TillAnswer<T> =
  | { readonly kind: "yes"; readonly value: T }
  | { readonly kind: "no"; readonly reason: string };

export interface TillQuote {
  /** The till's own reference for the payment. */
  readonly reference: string;
  readonly nik: string;
  /** What names the inquiry, where that is not the reference. */
  readonly inquiryId: string;
  readonly totalRupiah: number;
  /** What the cashier reads out before money changes hands. */
  readonly text: string;
}

export interface TillReceipt {
  /** The slip as it is printed. */
  readonly slip: string;
  readonly isActive: boolean;
  readonly activeSince: string;
}
