import type { Instant } from "../../../../shared/calendar/calendar.ts";

/** A bill as a counter holds it: its reference is made with it, so that however often `pay` is pressed there is one payment. */
export interface Bill {
  readonly reference: string;
  readonly inquiryId: string;
  readonly nik: string;
  readonly months: number;
  readonly rupiah: number;
}

/** What a message brought: something certain, or nothing. `unknown` is every answer that says nothing about money, and none at all. */
export type Told<T> =
  | { readonly kind: "yes"; readonly value: T }
  | { readonly kind: "no"; readonly code: string }
  | { readonly kind: "unknown"; readonly retryAfterSeconds?: number };

/** A partner's client, reduced to single messages; neither protocol shows through. What to do about `unknown` is not its business. */
export interface Counter {
  inquire(ask: { readonly nik: string; readonly months: number }): Promise<Told<Bill>>;
  pay(bill: Bill, how: { readonly paidAt: Instant; readonly advice: boolean }): Promise<Told<"booked">>;
  status(bill: Bill): Promise<Told<"booked" | "not-seen">>;
  /** Missing in SNAP, which has no such message. */
  readonly reverse?: (bill: Bill, reversedAt: Instant) => Promise<Told<"reversed">>;
}

/** Reads Retry-After in seconds; the form with a date is not one that the gateway sends. */
export function unknown(headers?: Headers): {
  readonly kind: "unknown";
  readonly retryAfterSeconds?: number;
} {
  const seconds = Number(headers?.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? { kind: "unknown", retryAfterSeconds: seconds } : { kind: "unknown" };
}
