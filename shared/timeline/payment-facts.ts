import type { Attempt } from "../attempt/attempt.ts";
import type { Instant } from "../calendar/calendar.ts";
import type { Correction } from "../correction/correction.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import type { FailureStory } from "../failure/failure-story.ts";
import type { Payment } from "../payment/payment.ts";
import type { Quote } from "../payment/quote.ts";
import type { PaymentSettlement } from "../settlement/settlement-of-payment.ts";
import type { PublishedEvent } from "./timeline-step.ts";

/** All that is stored about a payment, wherever it stands. */
export interface PaymentFacts {
  readonly paymentKey: PaymentKey;
  readonly partnerId: string;
  readonly reference: string;
  /** Undefined where no payment came so far that it was kept. */
  readonly payment: Payment | undefined;
  /** Kept 35 days. */
  readonly quote: Quote | undefined;
  /** What is kept of the requests about it, and about its inquiry; 90 days, above a rate a sample. */
  readonly attempts: readonly Attempt[];
  /** True where there were more than are read. */
  readonly hasMoreAttempts: boolean;
  readonly published: Readonly<Partial<Record<PublishedEvent, Instant>>>;
  readonly failures: readonly FailureStory[];
  readonly corrections: readonly Correction[];
  readonly settlement: PaymentSettlement | undefined;
}
