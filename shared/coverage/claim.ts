import { joinKey } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import type { MemberKey } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import type { Claim, CoverageRun, PaymentKey } from "./coverage.ts";
import { coverageEndKeys, coverageKey } from "./coverage-item.ts";

/** A claim with the payment that owns it. */
export interface OwnedClaim {
  readonly paymentKey: PaymentKey;
  readonly claim: Claim;
}

/** The change that one booking makes to a member's coverage. */
export interface ClaimChange extends OwnedClaim {
  readonly memberKey: MemberKey;
  /** The version that the decision saw; the write happens only if it still stands. */
  readonly seenVersion: number;
  readonly runAfter: CoverageRun;
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
    claims: { [change.paymentKey]: change.claim },
    creditRupiah: 0,
    ...coverageEndKeys(change.memberKey, change.runAfter),
  };
  return { kind: "put", item, guard: "absent" };
}

function addedClaim(change: ClaimChange): LedgerWrite {
  const end = coverageEndKeys(change.memberKey, change.runAfter);
  const removed = change.archive.map((_, index) => `claims.#archived${index}`);
  const remove = removed.length > 0 ? ` REMOVE ${removed.join(", ")}` : "";
  return {
    kind: "update",
    key: coverageKey(change.memberKey),
    update: {
      expression: `SET claims.#payment = :claim, #run = :run, #version = :next, coverageEndPK = :endPK, coverageEndSK = :endSK${remove}`,
      names: {
        "#payment": change.paymentKey,
        "#run": "run",
        "#version": "version",
        ...Object.fromEntries(change.archive.map((owned, index) => [`#archived${index}`, owned.paymentKey])),
      },
      values: {
        ":claim": change.claim,
        ":run": change.runAfter,
        ":next": change.seenVersion + 1,
        ":endPK": end.coverageEndPK,
        ":endSK": end.coverageEndSK,
      },
    },
    guard: { expression: "#version = :seen", values: { ":seen": change.seenVersion } },
  };
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
