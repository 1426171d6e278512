import { shiftMonth } from "../calendar/calendar.ts";
import type { OwnedClaim } from "../coverage/claim.ts";
import { sameRun } from "../coverage/claim-release.ts";
import type { Coverage, CoverageRun } from "../coverage/coverage.ts";
import { type Rupiah, ZERO_RUPIAH } from "../money/rupiah.ts";
import type { Quote, QuotedMonth } from "./quote.ts";

/** What a payment's money becomes: months, and credit taken from or left to the member. */
export interface Purchase {
  readonly months: readonly QuotedMonth[];
  readonly coverageVersion: number;
  readonly runBefore: CoverageRun | null;
  readonly runAfter: CoverageRun | null;
  readonly creditSeenRupiah: Rupiah;
  readonly creditUsedRupiah: Rupiah;
  readonly creditGivenRupiah: Rupiah;
  readonly claimsToArchive: readonly OwnedClaim[];
  readonly coversToday: boolean;
  readonly monthsToCoverToday: number;
}

/** The purchase that a quote promised: its months, unchanged. */
export function quotedPurchase(quote: Quote): Purchase {
  return { ...quote, creditGivenRupiah: ZERO_RUPIAH };
}

/** Money that buys no month: all of it waits as credit. */
export function creditPurchase(coverage: Coverage, amountRupiah: Rupiah): Purchase {
  return {
    months: [],
    coverageVersion: coverage.version,
    runBefore: coverage.run,
    runAfter: coverage.run,
    creditSeenRupiah: coverage.creditRupiah,
    creditUsedRupiah: ZERO_RUPIAH,
    creditGivenRupiah: amountRupiah,
    claimsToArchive: [],
    coversToday: false,
    monthsToCoverToday: 0,
  };
}

export type MovedCoverage =
  | { readonly kind: "again"; readonly purchase: Purchase }
  | { readonly kind: "overtaken"; readonly reason: "already-paid" | "quote-overtaken" };

/**
 * What becomes of a quote whose coverage has moved on since (design section 6): months taken by another payment are already paid; months
 * still free and next in the same run, with the credit still there, are booked at the new version; anything else has overtaken the quote.
 */
export function afterCoverageMoved(quote: Quote, coverage: Coverage): MovedCoverage {
  if (quote.months.some(({ month }) => isClaimed(coverage, month))) {
    return { kind: "overtaken", reason: "already-paid" };
  }
  if (!sameRun(coverage.run, quote.runBefore) || coverage.creditRupiah < quote.creditUsedRupiah) {
    return { kind: "overtaken", reason: "quote-overtaken" };
  }
  return {
    kind: "again",
    purchase: {
      ...quotedPurchase(quote),
      coverageVersion: coverage.version,
      creditSeenRupiah: coverage.creditRupiah,
      claimsToArchive: quote.claimsToArchive.filter(({ paymentKey }) => paymentKey in coverage.claims),
    },
  };
}

function isClaimed(coverage: Coverage, month: QuotedMonth["month"]): boolean {
  return Object.values(coverage.claims).some(
    (claim) => claim.firstMonth <= month && month < shiftMonth(claim.firstMonth, claim.count),
  );
}
