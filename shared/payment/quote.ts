import type { BusinessDate, Instant } from "../calendar/calendar.ts";
import type { PricedMonth } from "../contribution/price-months.ts";
import type { Payer, Programme } from "../contribution/programme.ts";
import type { OwnedClaim } from "../coverage/claim.ts";
import type { CoverageRun, SliceDates } from "../coverage/coverage.ts";
import type { MemberKey } from "../member/member.ts";
import type { Rupiah } from "../money/rupiah.ts";
import type { PartnerId } from "../partner/partner.ts";

/** One month of a quote: the slice it would buy and what it costs per programme. */
export type QuotedMonth = SliceDates & Pick<PricedMonth, "lines" | "amount">;

/** A price promise for the rest of a business day (WIB), and everything a payment needs to be booked without another read. */
export interface Quote {
  readonly partnerId: PartnerId;
  readonly inquiryId: string;
  readonly memberKey: MemberKey;
  readonly maskedName: string;
  /** Last four digits of the NIK behind stars, for slips. */
  readonly maskedNik: string;
  readonly payer: Payer;
  readonly programmes: readonly Programme[];
  readonly months: readonly QuotedMonth[];
  /** What the till has to take: the months less the credit that they use up. */
  readonly totalRupiah: Rupiah;
  /** The member's credit that goes into these months' JKK and JKM; never into JHT (PP 50/2025 as reported, domain.md 2.3). */
  readonly creditUsedRupiah: Rupiah;
  /** The credit that the quote saw, all of it. */
  readonly creditSeenRupiah: Rupiah;
  readonly feeRupiah: Rupiah;
  readonly quotedAt: Instant;
  /** The day for which the promise holds. */
  readonly businessDate: BusinessDate;
  /** The coverage that the quote saw; the booking is conditional on it. */
  readonly coverageVersion: number;
  readonly runBefore: CoverageRun | null;
  readonly runAfter: CoverageRun;
  /** False when the months bought are arrears that do not reach the quote's day. */
  readonly coversToday: boolean;
  /** How many months would have to be paid to be covered on the quote's day. */
  readonly monthsToCoverToday: number;
  /** Claims that ended over twelve months ago; the booking moves them to history. */
  readonly claimsToArchive: readonly OwnedClaim[];
  readonly tariffVersion: string;
}
