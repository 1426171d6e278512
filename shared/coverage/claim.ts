import { joinKey } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import type { MemberKey } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import type { Rupiah } from "../money/rupiah.ts";
import type { Claim, CoverageRun, PaymentKey } from "./coverage.ts";
import { coverageEndKeys, coverageKey } from "./coverage-item.ts";
import { coverageUpdate } from "./coverage-update.ts";

/** A claim with the payment that owns it. */
export interface OwnedClaim {
  readonly paymentKey: PaymentKey;
  readonly claim: Claim;
}

/** The change that one booking makes to a member's coverage. */
export interface ClaimChange {
  readonly memberKey: MemberKey;
  readonly paymentKey: PaymentKey;
  /** The version that the decision saw; the write happens only if it still stands. */
  readonly seenVersion: number;
  /** Null when the payment buys no month, only credit. */
  readonly claim: Claim | null;
  /** Null only where there was no run before and no month is bought. */
  readonly runAfter: CoverageRun | null;
  /** The member's credit once this is written; the seen version makes an absolute figure safe. */
  readonly creditAfter: Rupiah;
  /** Claims that ended over twelve months ago: moved out, so that the item stays small for ever. */
  readonly archive: readonly OwnedClaim[];
}

/**
 * The fragment of a booking's transaction that makes the payment the one owner of its months: the claim is added if the coverage is
 * still at the version that the quote saw. Claims stand in a map by payment, so a claim can be added, moved or taken back
 * without reading the others.
 */
export function claimWrites(change: ClaimChange): readonly LedgerWrite[] {
  return [
    change.seenVersion === 0 ? firstClaim(change) : addedClaim(change),
    ...change.archive.map((owned) => archived(change.memberKey, owned)),
  ];
}

function firstClaim(change: ClaimChange): LedgerWrite {
  const item: LedgerItem = {
    ...coverageKey(change.memberKey),
    schemaVersion: 1,
    memberKey: change.memberKey,
    version: 1,
    run: change.runAfter,
    claims: change.claim ? { [change.paymentKey]: change.claim } : {},
    creditRupiah: change.creditAfter,
    ...(change.runAfter && coverageEndKeys(change.memberKey, change.runAfter)),
  };
  return { kind: "put", item, guard: "absent" };
}

function addedClaim(change: ClaimChange): LedgerWrite {
  const { claim, paymentKey, archive } = change;
  return coverageUpdate(change, {
    set: claim ? ["claims.#payment = :claim"] : [],
    remove: archive.map((_, index) => `claims.#archived${index}`),
    names: {
      ...(claim && { "#payment": paymentKey }),
      ...Object.fromEntries(archive.map((owned, index) => [`#archived${index}`, owned.paymentKey])),
    },
    values: claim ? { ":claim": claim } : {},
  });
}

/** History sorts before COVERAGE, so that the inquiry's range (COVERAGE to PROFILE) never reads it. */
function archived(memberKey: MemberKey, { paymentKey, claim }: OwnedClaim): LedgerWrite {
  const item: LedgerItem = {
    PK: memberPartition(memberKey),
    SK: joinKey("ARCHIVE", claim.from, paymentKey),
    schemaVersion: 1,
    paymentKey,
    claim,
  };
  return { kind: "put", item, guard: "absent" };
}
