import { type Actor, actOf } from "../audit/actor.ts";
import { commitAudited } from "../audit/commit-audited.ts";
import { typedText } from "../audit/typed-text.ts";
import type { MemberKey, Nik } from "../member/member.ts";
import { memberOf, memberPartition, memberProfileKey } from "../member/member-item.ts";
import { memberKeyOf } from "../member/member-key.ts";
import {
  type CorrectableField,
  DATA_CORRECTION_PREFIX,
  type DataCorrectionRequest,
  dataCorrectionItem,
  dataCorrectionOf,
} from "./data-correction-item.ts";
import type { DataSubjectDeps } from "./deps.ts";

/** A request and what became of it. The core corrects, not we: its next description is the answer, whatever it says. */
export interface DataCorrection extends DataCorrectionRequest {
  readonly state: "asked" | "answered";
}

export type DataCorrectionOutcome =
  | { readonly kind: "requested"; readonly requestId: string }
  | { readonly kind: "refused"; readonly because: "reason-missing" | "nothing-named" | "not-held" };

const LISTED_MAX = 100;
/** What the person says may be longer than a reason: old and new, field by field. */
const DETAIL_MAX = 2_000;

/**
 * Keeps a person's request to have his data put right, for the core, which is the controller's own record (domain.md 7.1 item 6). Request and audit entry are one; what
 * he says is right is sealed, and the reason in the trail is not.
 */
export async function requestDataCorrection(
  deps: DataSubjectDeps,
  actor: Actor,
  asked: {
    readonly nik: Nik;
    readonly fields: readonly CorrectableField[];
    readonly detail: string;
    readonly reason: string;
  },
): Promise<DataCorrectionOutcome> {
  const reason = typedText(asked.reason);
  if (reason === "") return { kind: "refused", because: "reason-missing" };
  const detail = [...asked.detail.normalize("NFC").trim()].slice(0, DETAIL_MAX).join("");
  if (asked.fields.length === 0 || detail === "") return { kind: "refused", because: "nothing-named" };
  const memberKey = memberKeyOf(deps.keys.nikHashKey, asked.nik);
  const profile = await deps.ledger.read(memberProfileKey(memberKey));
  if (!profile) return { kind: "refused", because: "not-held" };
  const requestId = deps.ids.next();
  const item = dataCorrectionItem(deps.keys, memberKey, {
    ...{ requestId, fields: [...asked.fields], detail },
    ...{ askedAt: deps.clock.machineNow(), askedBy: actor.subject },
    seenVersion: memberOf(deps.keys, profile).version,
  });
  const entry = actOf(actor, {
    ...{ auditId: deps.ids.next(), at: deps.clock.machineNow(), reason },
    ...{ action: "data-subject.correct", subject: `${memberPartition(memberKey)}/${requestId}` },
  });
  await commitAudited(deps.ledger, entry, [{ kind: "put", item, guard: "absent" }]);
  return { kind: "requested", requestId };
}

/** A person's requests, the newest first, each with whether the core has described him anew since. @throws LedgerFault, SealFault */
export async function readDataCorrections(
  { ledger, keys }: Pick<DataSubjectDeps, "ledger" | "keys">,
  memberKey: MemberKey,
): Promise<readonly DataCorrection[]> {
  const [items, profile] = await Promise.all([
    ledger.readRange({
      ...{ partition: memberPartition(memberKey), from: DATA_CORRECTION_PREFIX },
      ...{ to: `${DATA_CORRECTION_PREFIX}~`, newestFirst: true, limit: LISTED_MAX },
    }),
    ledger.read(memberProfileKey(memberKey)),
  ]);
  const version = profile ? memberOf(keys, profile).version : 0;
  return items.map((item) => {
    const request = dataCorrectionOf(keys, item);
    return { ...request, state: version > request.seenVersion ? "answered" : "asked" };
  });
}
