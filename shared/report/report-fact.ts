import type { BusinessDate } from "../calendar/calendar.ts";

/** What is counted. Amounts are whole rupiah; `activated` and `revoked` count payments, not months. */
export const COUNTERS = [
  "payments",
  "rupiah",
  "credited",
  "creditedRupiah",
  "reversed",
  "reversedRupiah",
  "activated",
  "revoked",
  "failures",
] as const;
export type Counter = (typeof COUNTERS)[number];
export type Counts = Readonly<Partial<Record<Counter, number>>>;

/** Where something is counted. */
export interface ReportCell {
  readonly date: BusinessDate;
  /** `00` to `23`, in WIB. */
  readonly hour: string;
  /** The kind of place; `UNKNOWN` where an event does not tell. */
  readonly channel: string;
  /** `none` where an event concerns no payment that can be named. */
  readonly partnerId: string;
}

/** What one event adds to one cell. */
export interface ReportFact {
  readonly eventId: string;
  readonly cell: ReportCell;
  readonly counts: Counts;
  /** How long the payment waited for its cover, in milliseconds; only of an activation. */
  readonly activationMs?: number;
}

export const UNKNOWN_CHANNEL = "UNKNOWN";
export const NO_PARTNER = "none";
