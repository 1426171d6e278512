import type { LedgerWrite } from "../ledger/write.ts";
import type { MemberKey } from "../member/member.ts";
import type { Rupiah } from "../money/rupiah.ts";
import type { CoverageRun } from "./coverage.ts";
import { coverageEndKeys, coverageKey } from "./coverage-item.ts";

/** What every change of a coverage item states, besides what it does to the claims. */
export interface CoverageStep {
  readonly memberKey: MemberKey;
  readonly seenVersion: number;
  readonly runAfter: CoverageRun | null;
  readonly creditAfter: Rupiah;
}

interface ClaimPart {
  readonly set: readonly string[];
  readonly remove: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * The one form in which a coverage item changes: conditional on the version that the decision saw, with run, credit and the index of ends kept in
 * step with the claims.
 */
export function coverageUpdate(step: CoverageStep, claims: ClaimPart): LedgerWrite {
  const end = step.runAfter && coverageEndKeys(step.memberKey, step.runAfter);
  const set = [
    ...claims.set,
    "#run = :run",
    "#version = :next",
    "creditRupiah = :credit",
    ...(end ? ["coverageEndPK = :endPK", "coverageEndSK = :endSK"] : []),
  ];
  const remove = [...claims.remove, ...(end ? [] : ["coverageEndPK", "coverageEndSK"])];
  return {
    kind: "update",
    key: coverageKey(step.memberKey),
    update: {
      expression: `SET ${set.join(", ")}${remove.length > 0 ? ` REMOVE ${remove.join(", ")}` : ""}`,
      names: { "#run": "run", "#version": "version", ...claims.names },
      values: {
        ":run": step.runAfter,
        ":next": step.seenVersion + 1,
        ":credit": step.creditAfter,
        ...(end && { ":endPK": end.coverageEndPK, ":endSK": end.coverageEndSK }),
        ...claims.values,
      },
    },
    guard: { expression: "#version = :seen", values: { ":seen": step.seenVersion } },
  };
}
