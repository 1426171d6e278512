import type { BusinessDate, Instant } from "../calendar/calendar.ts";
import type { Payer, Programme } from "../contribution/programme.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import type { MemberKey } from "../member/member.ts";
import type { Rupiah } from "../money/rupiah.ts";
import type { Channel, PartnerId } from "../partner/partner.ts";
import type { QuotedMonth } from "./quote.ts";

/** Why a payment was refused. Stored with it, and answered the same way for ever. */
export type PaymentRefusal =
  | "quote-unknown"
  | "quote-expired"
  | "quote-overtaken"
  | "number-differs"
  | "amount-differs"
  | "already-paid"
  | "external-id-reused"
  | "partner-suspended";

interface PaymentFacts {
  readonly partnerId: PartnerId;
  /** The partner's own reference (SNAP paymentRequestId): unique within the partner, for ever. */
  readonly reference: string;
  readonly paymentKey: PaymentKey;
  readonly channel: Channel;
  readonly inquiryId: string;
  readonly memberKey: MemberKey;
  readonly amountRupiah: Rupiah;
  readonly receivedAt: Instant;
  readonly businessDate: BusinessDate;
  /** Fields of the first request that an answer repeats (trxDateTime, referenceNo ...), opaque here. Never a number or a name. */
  readonly echo: Readonly<Record<string, string>>;
}

/** Money that is ours: it owns the months of its claim. `active` once the core has confirmed. */
export interface AcceptedPayment extends PaymentFacts {
  readonly state: "accepted" | "active";
  /** Our own reference, printed on slips. */
  readonly gatewayReference: string;
  readonly maskedName: string;
  readonly maskedNik: string;
  readonly payer: Payer;
  readonly programmes: readonly Programme[];
  readonly months: readonly QuotedMonth[];
  readonly feeRupiah: Rupiah;
  readonly coversToday: boolean;
  readonly monthsToCoverToday: number;
  /** Cover counts from here, not from activation (domain.md case 26). */
  readonly inForceFrom: Instant;
  readonly activatedAt: Instant | null;
}

/** A fact as well: the partner gave the money back because we said no. */
export interface RefusedPayment extends PaymentFacts {
  readonly state: "refused";
  readonly reason: PaymentRefusal;
}

export type Payment = AcceptedPayment | RefusedPayment;
