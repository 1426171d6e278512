import * as z from "zod/mini";
import { type Instant, instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { PaymentKeyText } from "../coverage/coverage-item.ts";
import { type FailureCause, failureIdOf } from "../failure/failure.ts";
import { failureFrom, failureLedgerKey } from "../failure/failure-item.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { paymentOf } from "../payment/payment-item.ts";
import { paymentLedgerKey } from "../payment/payment-key.ts";

/** Failures that wait for a person; asking the core again would get the same answer. */
const FINAL: readonly FailureCause[] = ["core-refused", "slice-owned-by-another"];

/** A payment that should have been in force by now. */
export interface OverduePayment {
  readonly paymentKey: PaymentKey;
  readonly receivedAt: Instant;
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
  const failureKeys = FINAL.map((cause) => failureLedgerKey(failureIdOf(cause, subject)));
  const [item, ...failures] = await ledger.readTogether([paymentLedgerKey(paymentKey), ...failureKeys]);
  const payment = item && paymentOf(item);
  if (payment?.state !== "accepted" || payment.receivedAt > instant(now - afterMs)) return undefined;
  if (failures.some((failure) => failure && failureFrom(failure).status === "open")) return undefined;
  return { paymentKey, receivedAt: payment.receivedAt };
}
