import type { Instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { MemberKey } from "../member/member.ts";
import type { Rupiah } from "../money/rupiah.ts";
import type { PlainInquiryRefusal } from "./outcome.ts";
import type { Payment } from "./payment.ts";
import type { QuotedMonth } from "./quote.ts";
import type { StandingClaim } from "./standing-claims.ts";

/** What a correction would book for a member, or take back from him. Two that say the same have the same effect on money. */
export interface MoneyEffect {
  readonly paymentKey: PaymentKey;
  readonly memberKey: MemberKey;
  readonly maskedName: string;
  readonly maskedNik: string;
  readonly amountRupiah: Rupiah;
  readonly months: readonly QuotedMonth[];
  readonly creditUsedRupiah: Rupiah;
  readonly creditGivenRupiah: Rupiah;
  /** Where the months count from the till's own time; null where they count from the correction. */
  readonly coverFrom: Instant | null;
}

/** What stands in the way of a correction. Each may pass, so that the same correction is possible later. */
export type Impossible =
  | { readonly because: PlainInquiryRefusal | "partner-unknown" | "paid-at-unlikely" }
  /** The reference holds its money already, or the money went back. */
  | { readonly because: "already-booked" | "already-corrected" | "money-went-back"; readonly by: PaymentKey }
  | { readonly because: "payment-unknown" | "not-under-review" | "under-review" | "same-member" }
  /** Months of other payments continue what would be taken out. */
  | { readonly because: "later-claim"; readonly standing: readonly StandingClaim[] }
  | { readonly because: "credit-spent"; readonly missingRupiah: Rupiah };

/** A change of money that is possible now, as the writes that make it, all or none. */
export interface MoneyPlan {
  readonly kind: "planned";
  readonly books: MoneyEffect | null;
  readonly frees: MoneyEffect | null;
  /** The payment as it stands once it is written. */
  readonly payment: Payment;
  readonly writes: readonly LedgerWrite[];
}

/** That it is not, and why. */
export type NoPlan = { readonly kind: "impossible" } & Impossible;

export type MoneyPlanning = MoneyPlan | NoPlan;

/** When a correction is carried out, and under which name. */
export interface CorrectionMoment {
  readonly correctionId: string;
  readonly now: Instant;
}

export const impossible = (why: Impossible): NoPlan => ({ kind: "impossible", ...why });
