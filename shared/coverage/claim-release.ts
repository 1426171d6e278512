import type { LedgerWrite } from "../ledger/write.ts";
import type { MemberKey } from "../member/member.ts";
import { type Rupiah, rupiah } from "../money/rupiah.ts";
import type { Coverage, CoverageRun, PaymentKey } from "./coverage.ts";
import { coverageUpdate } from "./coverage-update.ts";

/** What a payment put into the coverage, as it has to come out again. */
export interface ClaimToRelease {
  readonly paymentKey: PaymentKey;
  readonly boughtMonths: boolean;
  readonly runAfter: CoverageRun | null;
  readonly creditGiven: Rupiah;
  readonly creditUsed: Rupiah;
}

export type ReleasePlan =
  | { readonly kind: "free"; readonly write: LedgerWrite }
  /** A later claim continues the run, or the credit was spent: taking this out would tear what others paid. */
  | { readonly kind: "later-claim" }
  | { readonly kind: "credit-spent" };

/**
 * Takes a payment out of a coverage: its months are free again, the run is what it was before, credit that it used comes back and credit that it gave
 * goes (design section 6, reversal). Only the last claim of a run can go without a person's decision.
 */
export function planRelease(memberKey: MemberKey, coverage: Coverage, release: ClaimToRelease): ReleasePlan {
  const claim = coverage.claims[release.paymentKey];
  if (release.boughtMonths && (!claim || !sameRun(coverage.run, release.runAfter)))
    return { kind: "later-claim" };
  const credit = coverage.creditRupiah - release.creditGiven + release.creditUsed;
  if (coverage.creditRupiah < release.creditGiven) return { kind: "credit-spent" };
  const step = {
    memberKey,
    seenVersion: coverage.version,
    runAfter: claim ? claim.runBefore : coverage.run,
    creditAfter: rupiah(credit),
  };
  return {
    kind: "free",
    write: coverageUpdate(step, {
      set: [],
      remove: claim ? ["claims.#payment"] : [],
      names: claim ? { "#payment": release.paymentKey } : {},
      values: {},
    }),
  };
}

export function sameRun(a: CoverageRun | null, b: CoverageRun | null): boolean {
  return a?.anchor === b?.anchor && a?.sliceCount === b?.sliceCount;
}
