import type { Instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import type { Impossible, MoneyEffect } from "../payment/money-plan.ts";
import type { CorrectionFacts } from "./correction-facts.ts";

/** What a correction would book and free, as its maker saw it. A checker approves this and nothing else. */
export interface CorrectionPreview {
  readonly books: MoneyEffect | null;
  readonly frees: MoneyEffect | null;
}

/**
 * A change of money that one person proposes and another decides. Nothing of it happens before the second one approves, and then all of it, once.
 */
export interface Correction {
  readonly correctionId: string;
  readonly facts: CorrectionFacts;
  readonly preview: CorrectionPreview;
  readonly reason: string;
  /** The OIDC subject of the maker: of who proposed what the preview says now. */
  readonly proposedBy: string;
  /** Everybody who proposed it or previewed it anew: none of them approves it. */
  readonly makers: readonly string[];
  readonly proposedAt: Instant;
  /** When the preview was made; later than the proposal where it was made anew. */
  readonly previewedAt: Instant;
  readonly state: "proposed" | "approved" | "rejected";
  /** Counts every change; a page that shows another one is stale. */
  readonly version: number;
  readonly decision: { readonly by: string; readonly at: Instant; readonly reason: string } | null;
}

/** Why there is nothing to approve: what stands in the way, or that it would be another booking than the one that was previewed. */
export type NotPossible =
  | Impossible
  | { readonly because: "preview-moved"; readonly preview: CorrectionPreview };

/** The payments on whose pages a correction is shown. */
export function paymentsOf({ preview: { books, frees } }: Pick<Correction, "preview">, own: PaymentKey) {
  return [...new Set([own, books?.paymentKey ?? own, frees?.paymentKey ?? own])];
}
