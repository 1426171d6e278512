import type { BusinessDate, ContributionMonth, Instant } from "../calendar/calendar.ts";
import type { Payer, Programme } from "../contribution/programme.ts";
import type { MemberKey } from "../member/member.ts";
import type { Rupiah } from "../money/rupiah.ts";

/** `<partner>#<reference>`: names a payment in claims, slices and events. */
export type PaymentKey = string & { readonly __paymentKey: true };

/**
 * An unbroken stretch of coverage. Slice k covers [anchor + k months, anchor + (k+1) months - 1 day], clamped at month ends and
 * always computed from the anchor; its contribution month is the month of its first day (domain.md 3.2).
 */
export interface CoverageRun {
  readonly anchor: BusinessDate;
  /** How many slices of the run are claimed, from slice 0 on without a hole. */
  readonly sliceCount: number;
}

/** One slice of a run. `from` and `to` are both covered days. */
export interface SliceDates {
  readonly month: ContributionMonth;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/** What one payment owns of a member's coverage: `count` contribution months from `firstMonth` on, in these programmes. */
export interface Claim {
  readonly payer: Payer;
  readonly programmes: readonly Programme[];
  readonly firstMonth: ContributionMonth;
  readonly count: number;
  readonly rupiah: Rupiah;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  /** When the payment that owns this was accepted: cover counts from then (domain.md case 26). */
  readonly inForceFrom: Instant;
  /** The run as it was before this claim, so that a reversal can restore it. */
  readonly runBefore: CoverageRun | null;
}

/** A member's coverage. `version` counts its changes; 0 means that nothing was ever booked and no item exists. */
export interface Coverage {
  readonly memberKey: MemberKey;
  readonly version: number;
  readonly run: CoverageRun | null;
  readonly claims: Readonly<Record<PaymentKey, Claim>>;
  readonly creditRupiah: Rupiah;
}
