import { businessDateOf } from "../calendar/calendar.ts";
import type { Clock } from "../calendar/clock.ts";
import type { Programme } from "../contribution/programme.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { maskName, maskNik } from "../member/mask.ts";
import type { Nik } from "../member/member.ts";
import { memberKeyOf } from "../member/member-key.ts";
import type { Keyring } from "../seal/keyring.ts";
import { type CoverageState, coverageStateOn } from "./coverage-state.ts";
import { readCoveredMember } from "./coverage-store.ts";

/** What a till may know of a worker: enough to confirm, too little to harvest (domain.md 7.1). No income, no balance, no birth date. */
export type MemberLookup =
  | {
      readonly kind: "found";
      readonly maskedName: string;
      readonly maskedNik: string;
      readonly programmes: readonly Programme[];
      readonly coverage: CoverageState;
    }
  | { readonly kind: "unknown" };

/**
 * Looks a worker up by his whole NIK: one Query. Who cannot be served (another segment, deceased, JHT claimed) is as unknown as who was never registered.
 * @throws LedgerFault, SealFault
 */
export async function lookUpMember(
  deps: { readonly ledger: Ledger; readonly keys: Keyring; readonly clock: Clock },
  nik: Nik,
): Promise<MemberLookup> {
  const memberKey = memberKeyOf(deps.keys.nikHashKey, nik);
  const { member, coverage } = await readCoveredMember(deps.ledger, deps.keys, memberKey);
  if (member?.segment !== "BPU" || member.standing !== "registered") return { kind: "unknown" };
  return {
    kind: "found",
    maskedName: maskName(member.identity.name),
    maskedNik: maskNik(member.identity.nik),
    programmes: member.programmes,
    coverage: coverageStateOn(coverage, businessDateOf(deps.clock.businessNow())),
  };
}
