import { businessDateOf } from "../calendar/calendar.ts";
import type { Clock } from "../calendar/clock.ts";
import type { Programme } from "../contribution/programme.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { countLookup } from "../limit/count-lookup.ts";
import type { LookupAct } from "../limit/lookup-window.ts";
import { maskName, maskNik } from "../member/mask.ts";
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
  | { readonly kind: "unknown" }
  /** So many seconds until somebody may be asked about again. */
  | { readonly kind: "too-many-requests"; readonly retryAfterSeconds: number };

/**
 * Looks a worker up by his whole NIK: one Query, and one transaction that counts the question, whoever he is. Who cannot be served (another segment, deceased, JHT
 * claimed) is as unknown as who was never registered.
 * @throws LedgerFault, SealFault
 */
export async function lookUpMember(
  deps: {
    readonly ledger: Ledger;
    readonly keys: Pick<Keyring, "nikHashKey" | "dataKey">;
    readonly clock: Clock;
  },
  asked: Omit<LookupAct, "unknown" | "now">,
): Promise<MemberLookup> {
  const memberKey = memberKeyOf(deps.keys.nikHashKey, asked.nik);
  const { member, coverage } = await readCoveredMember(deps.ledger, deps.keys, memberKey);
  const servable = member?.segment === "BPU" && member.standing === "registered";
  const now = deps.clock.businessNow();
  const retryAfterSeconds = await countLookup(deps, { ...asked, now, unknown: !servable });
  if (retryAfterSeconds !== undefined) return { kind: "too-many-requests", retryAfterSeconds };
  if (!servable) return { kind: "unknown" };
  return {
    kind: "found",
    maskedName: maskName(member.identity.name),
    maskedNik: maskNik(member.identity.nik),
    programmes: member.programmes,
    coverage: coverageStateOn(coverage, businessDateOf(now)),
  };
}
