import type { Attempt, Verdict } from "../attempt/attempt.ts";
import type { Instant } from "../calendar/calendar.ts";
import type { CorrectionKind } from "../correction/correction-facts.ts";
import type { FailureCause } from "../failure/failure.ts";
import type { PaymentRefusal, ReviewCause } from "../payment/payment.ts";

/** What was put on the bus about a payment. */
export type PublishedEvent = "accepted" | "credited" | "activated" | "reversed" | "revoked";

/** Something that happened to a payment. `by` is who did it, `because` why, in the words of whoever said it: plain text, whatever stands in it. */
export type StepFacts =
  /** The partner asked for the price. */
  | { readonly kind: "quoted"; readonly totalRupiah: number; readonly months: number }
  /** One request and how it went; without a signature that fitted, anybody may have sent it. */
  | { readonly kind: "requested"; readonly attempt: Attempt; readonly verdict: Verdict }
  /** The money is ours; `advised` when the till had taken it before we knew, `recovered` when two people booked it. */
  | {
      readonly kind: "booked";
      readonly amountRupiah: number;
      readonly months: number;
      readonly advised: boolean;
      readonly recovered: string | null;
    }
  | { readonly kind: "refused"; readonly because: PaymentRefusal }
  | { readonly kind: "published"; readonly event: PublishedEvent }
  | { readonly kind: "activated" }
  /** A reversal that a person has to decide. */
  | { readonly kind: "review"; readonly because: ReviewCause; readonly keptBy: string | null }
  /** The partner gave the money back; `reversedAt` is its own time. */
  | { readonly kind: "reversed"; readonly because: string; readonly reversedAt: Instant }
  /** The core knows that nothing of it is in force. */
  | { readonly kind: "revoked" }
  | { readonly kind: "settled"; readonly fileName: string }
  | { readonly kind: "settlement-difference"; readonly fileName: string; readonly classes: readonly string[] }
  | {
      readonly kind: "failure-opened" | "failure-closed";
      readonly failureId: string;
      readonly cause: FailureCause;
      readonly because: string;
    }
  | {
      readonly kind: "failure-assigned" | "failure-noted" | "failure-dismissed" | "failure-corrected";
      readonly failureId: string;
      readonly cause: FailureCause;
      readonly by: string;
      readonly because: string;
    }
  | {
      readonly kind: "replayed";
      readonly failureId: string;
      readonly cause: FailureCause;
      readonly replayId: string;
      readonly attemptId: string;
      readonly by: string;
      readonly because: string;
      readonly outcome: string;
    }
  | {
      readonly kind: "correction-proposed" | "correction-approved" | "correction-rejected";
      readonly correctionId: string;
      readonly correction: CorrectionKind;
      readonly by: string;
      readonly because: string;
    };

/** A step in its place: when, and how long after the one before (milliseconds; null for the first). */
export type TimelineStep = StepFacts & { readonly at: Instant; readonly sinceMs: number | null };

/** A step whose place is not decided yet. */
export type DatedStep = StepFacts & { readonly at: Instant };
