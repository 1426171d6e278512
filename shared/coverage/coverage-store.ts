import type { Ledger } from "../ledger/ledger.ts";
import type { MemberKey } from "../member/member.ts";
import { MEMBER_PROFILE_SORT_KEY, memberOf, memberPartition } from "../member/member-item.ts";
import type { Keyring } from "../seal/keyring.ts";
import type { Coverage } from "./coverage.ts";
import { COVERAGE_SORT_KEY, coverageKey, coverageOf, noCoverage } from "./coverage-item.ts";
import type { CoveredMember } from "./covered-member.ts";

/** Reads the member and the coverage in one Query that stops before the slices: `COVERAGE` .. `PROFILE` (design section 6). */
export async function readCoveredMember(
  ledger: Ledger,
  keys: Pick<Keyring, "dataKey">,
  memberKey: MemberKey,
): Promise<CoveredMember> {
  const items = await ledger.readRange({
    partition: memberPartition(memberKey),
    from: COVERAGE_SORT_KEY,
    to: MEMBER_PROFILE_SORT_KEY,
  });
  const profile = items.find((item) => item.SK === MEMBER_PROFILE_SORT_KEY);
  const coverage = items.find((item) => item.SK === COVERAGE_SORT_KEY);
  return {
    member: profile && memberOf(keys, profile),
    coverage: coverage ? coverageOf(coverage) : noCoverage(memberKey),
  };
}

/** Reads the coverage alone, for a booking whose version was overtaken. */
export async function readCoverage(ledger: Ledger, memberKey: MemberKey): Promise<Coverage> {
  const item = await ledger.read(coverageKey(memberKey));
  return item ? coverageOf(item) : noCoverage(memberKey);
}
