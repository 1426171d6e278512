import type { BusinessDate, Instant } from "../calendar/calendar.ts";
import type { Payer, Programme } from "../contribution/programme.ts";
import type { CoverageRun, PaymentKey } from "../coverage/coverage.ts";
import type { MemberKey } from "../member/member.ts";
import type { Rupiah } from "../money/rupiah.ts";
import type { Channel } from "../partner/channel-terms.ts";
import type { PartnerId } from "../partner/partner.ts";
import type { QuotedMonth } from "./quote.ts";

/** Why a payment was refused. Stored with it, and answered the same way for ever. */
export type PaymentRefusal =
  | "quote-unknown"
  | "quote-expired"
  | "quote-overtaken"
  | "number-differs"
  | "months-differ"
  | "amount-differs"
  | "already-paid"
  | "advice-too-late"
  | "external-id-reused"
  | "service-closed"
  | "capability-missing"
  | "partner-suspended";

/** Why a reversal needs a person: the money cannot simply be taken back out of the months it bought. */
export type ReviewCause = "later-claim" | "credit-spent" | "day-over";

interface ReferenceFacts {
  readonly partnerId: PartnerId;
  /** The partner's own reference (SNAP paymentRequestId): unique within the partner, for ever. */
  readonly reference: string;
  readonly paymentKey: PaymentKey;
  /** When the first message about this reference reached us. */
  readonly receivedAt: Instant;
  readonly businessDate: BusinessDate;
}

/** Booked by two people and not by a partner's message, and from where they knew of the money. */
export interface Recovery {
  readonly source: "settlement" | "failure" | "wrong-nik";
  readonly correctionId: string;
}

/** Where the money of a reference stands, if not under the reference itself. `returned` is set once the partner gave it back after all. */
export interface Successor {
  readonly to: PaymentKey;
  readonly correctionId: string;
  readonly returned: Reversal | null;
}

/** That the partner gave the money back: when, when we heard of it, and why. */
export interface Reversal {
  readonly reversedAt: Instant;
  readonly receivedAt: Instant;
  readonly reason: string;
}

interface PaymentFacts extends ReferenceFacts {
  readonly channel: Channel;
  /** Empty where two people booked money of which nobody knows the inquiry. */
  readonly inquiryId: string;
  readonly amountRupiah: Rupiah;
  /** How many months the message named by itself; absent where it named none. */
  readonly monthsNamed?: number | undefined;
  /** Fields of the first request that an answer repeats (trxDateTime, referenceNo ...), opaque here. Never a number or a name. */
  readonly echo: Readonly<Record<string, string>>;
}

/** What an accepted payment bought; stays with it when it is reversed. */
interface BookedFacts extends PaymentFacts {
  readonly memberKey: MemberKey;
  /** Our own reference, printed on slips. */
  readonly gatewayReference: string;
  readonly maskedName: string;
  readonly maskedNik: string;
  readonly payer: Payer;
  readonly programmes: readonly Programme[];
  readonly months: readonly QuotedMonth[];
  readonly feeRupiah: Rupiah;
  /** Credit of the member that the months used up besides the amount. */
  readonly creditUsedRupiah: Rupiah;
  /** What of the amount bought no month yet and waits for the next one. */
  readonly creditGivenRupiah: Rupiah;
  /** True when an advice booked it: the till had taken the money before we knew. */
  readonly advised: boolean;
  readonly coversToday: boolean;
  readonly monthsToCoverToday: number;
  /** Cover counts from here, not from activation (domain.md case 26). */
  readonly inForceFrom: Instant;
  /** The coverage run as this payment left it; a later one means that a later claim stands on it. */
  readonly runAfter: CoverageRun | null;
  readonly activatedAt: Instant | null;
  /** Set when a reversal came that a person has to decide; `keptBy` is the correction that decided to keep the money. */
  readonly review: {
    readonly cause: ReviewCause;
    readonly reversedAt: Instant;
    readonly keptBy?: string | undefined;
  } | null;
  readonly recovered?: Recovery | undefined;
  /** The partner's own reference for this money, where that one could not hold it: its answer was final, or names another worker. */
  readonly origin?: PaymentKey | undefined;
}

/** Money that is ours: `active` once the core has confirmed; `credited` when it bought no month at all, only credit. */
export interface AcceptedPayment extends BookedFacts {
  readonly state: "accepted" | "active" | "credited";
}

/**
 * Money that went back, or on to the worker for whom it was meant (`successor`). Its months are free again; `revokedAt` is set once the core knows.
 */
export interface ReversedPayment extends BookedFacts {
  readonly state: "reversed";
  readonly reversal: Reversal;
  readonly revokedAt: Instant | null;
  readonly successor?: Successor | undefined;
}

/** A fact as well: the partner gave the money back because we said no. */
export interface RefusedPayment extends PaymentFacts {
  readonly state: "refused";
  /** Null where neither the message nor a quote named a worker. */
  readonly memberKey: MemberKey | null;
  readonly reason: PaymentRefusal;
  /** When the service that was closed opens again; only where that is the reason. */
  readonly opensAt?: Instant | undefined;
  /** The partner kept the money all the same, and two people booked it under a key of its own: the refusal stays what is answered. */
  readonly successor?: Successor | undefined;
}

/** A reversal that came before its payment: the payment, should it come, is refused (domain.md case 12). */
export interface Tombstone extends ReferenceFacts {
  readonly state: "tombstone";
  readonly reversal: Reversal;
}

export type Payment = AcceptedPayment | ReversedPayment | RefusedPayment | Tombstone;
