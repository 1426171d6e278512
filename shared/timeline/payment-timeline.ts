import type { PaymentKey } from "../coverage/coverage.ts";
import type { StandingFailure } from "../failure/failure.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Payment } from "../payment/payment.ts";
import type { PaymentSettlement } from "../settlement/settlement-of-payment.ts";
import { composeTimeline, type Durations, durationsOf } from "./compose-timeline.ts";
import { readPaymentFacts } from "./read-payment-facts.ts";
import type { TimelineStep } from "./timeline-step.ts";

/** Everything that happened to a payment. Names and numbers in it are masked as they are stored; what partners wrote is plain text, whatever it looks like. */
export interface PaymentTimeline {
  readonly paymentKey: PaymentKey;
  readonly partnerId: string;
  readonly reference: string;
  /** Undefined where requests were refused, or a price was asked, and no payment was ever kept. */
  readonly payment: Payment | undefined;
  /** Oldest first. */
  readonly steps: readonly TimelineStep[];
  readonly durations: Durations;
  readonly openFailures: readonly StandingFailure[];
  readonly settlement: PaymentSettlement | undefined;
  readonly hasMoreAttempts: boolean;
}

/** Tells a payment's whole story; undefined where nothing at all is known of such a reference. @throws LedgerFault */
export async function paymentTimeline(
  { ledger }: { readonly ledger: Ledger },
  paymentKey: PaymentKey,
): Promise<PaymentTimeline | undefined> {
  const facts = await readPaymentFacts(ledger, paymentKey);
  if (!facts) return undefined;
  const { partnerId, reference, payment, settlement, hasMoreAttempts } = facts;
  const openFailures = facts.failures.flatMap(({ failure }) => (failure.status === "open" ? [failure] : []));
  return {
    ...{ paymentKey, partnerId, reference, payment, settlement, hasMoreAttempts, openFailures },
    steps: composeTimeline(facts),
    durations: durationsOf(facts),
  };
}
