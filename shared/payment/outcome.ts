import type { Instant } from "../calendar/calendar.ts";
import type { Nik } from "../member/member.ts";
import type { Rupiah } from "../money/rupiah.ts";
import type { ChannelTerms } from "../partner/channel-terms.ts";
import type { PartnerProfile } from "../partner/partner.ts";
import type {
  AcceptedPayment,
  Payment,
  PaymentRefusal,
  RefusedPayment,
  ReversedPayment,
  ReviewCause,
  Tombstone,
} from "./payment.ts";
import type { Quote } from "./quote.ts";

/**
 * The partner's number for one message of one day (SNAP X-EXTERNAL-ID per service, H2H Idempotency-Key); unique per partner, service and WIB day.
 */
export interface ExternalId {
  readonly service: "inquiry" | "payment" | "idempotency-key";
  readonly id: string;
}

/** "What would this worker pay for so many months?" Authenticated, well-formed. */
export interface InquiryCommand {
  readonly partner: PartnerProfile;
  /** Of the place at which the cashier stands. */
  readonly terms: ChannelTerms;
  readonly inquiryId: string;
  readonly nik: Nik;
  readonly months: number;
  /** The till, where the protocol names one; how often it asks is limited. */
  readonly place?: string | undefined;
  readonly externalId: ExternalId | undefined;
}

/** Why no price can be given, where the word says it all. */
export type PlainInquiryRefusal =
  | "member-unknown"
  | "member-unavailable"
  | "wrong-segment"
  | "age-limit"
  | "re-entry-held"
  | "paid-ahead-limit"
  | "jht-alone"
  | "inquiry-id-reused"
  | "external-id-reused"
  | "quote-expired"
  | "capability-missing"
  | "partner-suspended";

/** The place takes no amount so small, or so large, at once (domain.md 6.4, case 20). */
export type LimitRefused =
  /** The fewest months that reach the floor; undefined where not even twelve do. */
  | {
      readonly kind: "refused";
      readonly reason: "below-floor";
      readonly monthsToReachFloor: number | undefined;
    }
  /** The most months that stay under the ceiling; undefined where not even one does. */
  | {
      readonly kind: "refused";
      readonly reason: "above-ceiling";
      readonly monthsUnderCeiling: number | undefined;
    };

/** An inquiry that gets no price. Nothing is stored. */
export type InquiryRefused =
  | { readonly kind: "refused"; readonly reason: PlainInquiryRefusal }
  | LimitRefused
  | {
      readonly kind: "refused";
      readonly reason: "service-closed";
      readonly opensAt: Instant;
      readonly retryAfterSeconds: number;
    }
  /** Asked too often: about this number, or at this till. */
  | { readonly kind: "refused"; readonly reason: "too-many-requests"; readonly retryAfterSeconds: number };

export type InquiryRefusal = InquiryRefused["reason"];

export type InquiryOutcome =
  | { readonly kind: "quoted"; readonly quote: Quote; readonly repeated: boolean }
  | InquiryRefused;

/**
 * A partner's report that it took the money. `ifNew` says what holds if we have never seen the reference: a signature that verifies
 * but is stale, or a suspended partner, refuses new payments only; a stored one is answered as it was (design 5.1).
 */
export interface PaymentCommand {
  readonly partner: PartnerProfile;
  readonly terms: ChannelTerms;
  readonly reference: string;
  readonly inquiryId: string;
  /** Where the protocol names the worker again it has to be the quote's; otherwise the inquiry id says whose payment it is. */
  readonly nik: Nik | undefined;
  /** How many months the payment's own number says; where it names them they have to be the quote's. */
  readonly months?: number | undefined;
  /**
   * Set where the money is taken already: by a partner that tells us only then (design 5.1), or before the ledger was restored. What to price, now, where nothing is stored
   * under the reference; null months where nobody says how many. Nothing that comes so is ever refused; what does not fit is `undecided`.
   */
  readonly unquoted?: { readonly months: number | null } | undefined;
  readonly amountRupiah: Rupiah;
  readonly externalId: ExternalId | undefined;
  readonly echo: Readonly<Record<string, string>>;
  /** The same payment again because no answer came (SNAP flagAdvise Y, H2H advice): the till has taken the money long ago. */
  readonly advice: boolean;
  /** The till's own time, where it says one. */
  readonly paidAt: Instant | undefined;
  readonly ifNew:
    | { readonly kind: "allowed" }
    | { readonly kind: "unauthorised"; readonly because: StaleCause }
    /** The partner may not, or the message contradicts itself. */
    | {
        readonly kind: "refused";
        readonly reason: "partner-suspended" | "external-id-reused" | "months-differ" | "amount-differs";
      };
}

export type StaleCause = "token-expired" | "timestamp-outside-window";

/** Why money that was taken without a price could not be booked. */
export type UndecidedCause = PaymentRefusal | PlainInquiryRefusal | "price-differs";

/** The fields in which a reused reference differs from the stored payment. */
export type ConflictField = "inquiryId" | "member" | "months" | "amount";

export type PaymentOutcome =
  | { readonly kind: "accepted"; readonly payment: AcceptedPayment; readonly replayed: boolean }
  | { readonly kind: "refused"; readonly payment: RefusedPayment; readonly replayed: boolean }
  /** The money went back before; a payment that arrives now stays refused. */
  | { readonly kind: "reversed"; readonly payment: ReversedPayment | Tombstone }
  | { readonly kind: "conflict"; readonly stored: Payment; readonly fields: readonly ConflictField[] }
  /** Money taken without a price that does not fit: nothing is booked, nothing refused, a failure stands open. The same message again may fit by then. */
  | { readonly kind: "undecided"; readonly because: UndecidedCause }
  | { readonly kind: "unauthorised"; readonly because: StaleCause };

/** "I gave the money back." Full amount only; a smaller one, where a protocol can name it, is refused. */
export interface ReversalCommand {
  readonly partner: PartnerProfile;
  readonly reference: string;
  readonly reversedAt: Instant;
  readonly reason: string;
  readonly amountRupiah: Rupiah | undefined;
}

export type ReversalOutcome =
  | { readonly kind: "reversed"; readonly payment: ReversedPayment | Tombstone; readonly replayed: boolean }
  | { readonly kind: "already-refused"; readonly payment: RefusedPayment }
  | { readonly kind: "needs-review"; readonly payment: AcceptedPayment; readonly cause: ReviewCause }
  | { readonly kind: "partial" };

/** "What became of this reference?" Answered for the asking partner's own payments only. */
export interface StatusQuery {
  readonly partner: PartnerProfile;
  readonly reference: string;
  /** Where the protocol names the worker, another worker's reference is unknown as well. */
  readonly nik: Nik | undefined;
}

export type StatusOutcome =
  | { readonly kind: "found"; readonly payment: Payment }
  | { readonly kind: "unknown" }
  /** Not in this ledger, which was restored: it may have been booked in the one before. */
  | { readonly kind: "forgotten" };
