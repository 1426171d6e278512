import * as z from "zod/mini";
import { type Instant, instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { PaymentKeyText } from "../coverage/coverage-item.ts";
import { type FailureCause, failureIdOf } from "../failure/failure.ts";
import { failureFrom, failureLedgerKey } from "../failure/failure-item.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Rupiah } from "../money/rupiah.ts";
import { paymentOf } from "../payment/payment-item.ts";
import { paymentLedgerKey } from "../payment/payment-key.ts";

/** Failures that wait for a person; asking the core again would get the same answer. */
const FINAL: readonly FailureCause[] = ["core-refused", "slice-owned-by-another"];

/** Failures that say of a payment that it is not in force yet; whoever gets an answer closes them. */
const SHOWN: readonly FailureCause[] = [
  "core-unavailable",
  "consumer-crashed",
  "found-by-sweeper",
  "activation-exhausted",
];

/** A payment that should have been in force by now. */
export interface OverduePayment {
  readonly paymentKey: PaymentKey;
  readonly receivedAt: Instant;
  readonly amountRupiah: Rupiah;
  /** Whether an open failure tells ops of it. */
  readonly isShown: boolean;
}

/**
 * Whether a payment on the pending index is overdue, by the table itself: the index lags, and knows the hour only.
 * @returns undefined when it is in force, reversed, younger than `afterMs` or already a question to ops
 */
export async function overduePayment(
  ledger: Ledger,
  paymentKeyText: unknown,
  { now, afterMs }: { readonly now: Instant; readonly afterMs: number },
): Promise<OverduePayment | undefined> {
  const paymentKey = z.parse(PaymentKeyText, paymentKeyText);
  const subject = { kind: "payment", id: paymentKey } as const;
  const causes = [...FINAL, ...SHOWN];
  const failureKeys = causes.map((cause) => failureLedgerKey(failureIdOf(cause, subject)));
  const [item, ...failures] = await ledger.readTogether([paymentLedgerKey(paymentKey), ...failureKeys]);
  const payment = item && paymentOf(item);
  if (payment?.state !== "accepted" || payment.receivedAt > instant(now - afterMs)) return undefined;
  const open = failures.flatMap((failure) => (failure ? [failureFrom(failure)] : []));
  const standing = new Set(open.filter(({ status }) => status === "open").map(({ cause }) => cause));
  if (FINAL.some((cause) => standing.has(cause))) return undefined;
  const { receivedAt, amountRupiah } = payment;
  return { paymentKey, receivedAt, amountRupiah, isShown: standing.size > 0 };
}
