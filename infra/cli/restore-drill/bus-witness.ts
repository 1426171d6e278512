import * as z from "zod/mini";
import type { LedgerBook } from "./ledger-book.ts";
import { isBooked } from "./sums.ts";

const Witness = z.object({
  detail: z.object({
    type: z.string(),
    data: z.object({ paymentKey: z.string(), months: z.optional(z.array(z.object({ month: z.string() }))) }),
  }),
});

/** What the bus was told and the ledger does not say. */
export interface Testimony {
  /** Bookings that the bus archived. */
  readonly accepted: number;
  /** Of these, the ones of which the ledger knows nothing although the bus never heard that the money went back. */
  readonly missing: readonly string[];
  /** Those that own other months by now than the bus was told. */
  readonly otherMonths: readonly string[];
}

const REVERSED = "ContributionReversed.v1";
const BOOKED = new Set(["ContributionAccepted.v1", "ContributionCredited.v1"]);

/**
 * Holds the bus's archive against a ledger. The archive is another service and does not go back with the table: in production it is the list of what was lost, where nobody
 * noted sums before.
 */
export function testimonyOf(envelopes: readonly string[], { payments }: LedgerBook): Testimony {
  const told = new Map<string, string>();
  const reversed = new Set<string>();
  for (const envelope of envelopes) {
    const read = z.safeParse(Witness, JSON.parse(envelope));
    if (!read.success) continue;
    const { type, data } = read.data.detail;
    const { paymentKey, months = [] } = data;
    if (type === REVERSED) reversed.add(paymentKey);
    // The first word counts: a rebuilt payment speaks again.
    if (BOOKED.has(type) && !told.has(paymentKey)) told.set(paymentKey, monthsText(months));
  }
  const known = new Map<string, (typeof payments)[number]>(payments.map((each) => [each.paymentKey, each]));
  const missing: string[] = [];
  const otherMonths: string[] = [];
  for (const [paymentKey, months] of told) {
    const payment = known.get(paymentKey);
    if (!payment && !reversed.has(paymentKey)) missing.push(paymentKey);
    else if (payment && isBooked(payment) && monthsText(payment.months) !== months)
      otherMonths.push(paymentKey);
  }
  return { accepted: told.size, missing, otherMonths };
}

const monthsText = (months: readonly { readonly month: string }[]): string =>
  months.map(({ month }) => month).join(" ");
