import { type Actor, actOf } from "../audit/actor.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { typedText } from "../audit/typed-text.ts";
import { maskName, maskNik } from "../member/mask.ts";
import type { MemberKey, MemberStanding, Nik } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import { memberKeyOf } from "../member/member-key.ts";
import type { DataSubjectDeps } from "./deps.ts";
import { isAnythingHeld, readHeldData } from "./held-data.ts";
import { type DataCorrection, readDataCorrections } from "./request-data-correction.ts";

export type FoundDataSubject =
  | {
      readonly kind: "found";
      readonly memberKey: MemberKey;
      readonly maskedNik: string;
      /** Undefined where the core has described nobody under this number. */
      readonly maskedName: string | undefined;
      readonly standing: MemberStanding | undefined;
      readonly hasRegistration: boolean;
      readonly payments: number;
      readonly openFailures: number;
      readonly corrections: readonly DataCorrection[];
    }
  | { readonly kind: "not-held" }
  | { readonly kind: "refused"; readonly because: "reason-missing" };

/**
 * Finds what is held of a person, by his whole NIK and by nothing else: masked, with counts. That somebody looked is entered in the audit trail first, also where
 * nothing is found. @throws LedgerFault, SealFault
 */
export async function findDataSubject(
  deps: DataSubjectDeps,
  actor: Actor,
  { nik, reason: typed }: { readonly nik: Nik; readonly reason: string },
): Promise<FoundDataSubject> {
  const reason = typedText(typed);
  if (reason === "") return { kind: "refused", because: "reason-missing" };
  const memberKey = memberKeyOf(deps.keys.nikHashKey, nik);
  await appendAudit(
    deps.ledger,
    actOf(actor, {
      ...{ auditId: deps.ids.next(), at: deps.clock.machineNow(), reason },
      ...{ action: "data-subject.find", subject: memberPartition(memberKey) },
    }),
  );
  const held = await readHeldData(deps, memberKey);
  if (!isAnythingHeld(held)) return { kind: "not-held" };
  const { profile, payments, failures, registration } = held;
  return {
    kind: "found",
    memberKey,
    maskedNik: maskNik(nik),
    maskedName: profile && maskName(profile.identity.name),
    standing: profile?.standing,
    hasRegistration: registration !== undefined,
    payments: payments.length,
    openFailures: failures.filter(({ status }) => status === "open").length,
    corrections: await readDataCorrections(deps, memberKey),
  };
}
