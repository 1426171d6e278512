import { type Actor, actOf } from "../audit/actor.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { typedText } from "../audit/typed-text.ts";
import type { Clock, Ids } from "../calendar/clock.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { MemberKey, Nik } from "../member/member.ts";
import { memberOf, memberPartition, memberProfileKey } from "../member/member-item.ts";
import type { Keyring } from "../seal/keyring.ts";

export type Unmasked =
  | { readonly kind: "unmasked"; readonly nik: Nik; readonly name: string }
  /** Nobody looks at a person's data without saying why. */
  | { readonly kind: "reason-missing" }
  /** Not a member, or destroyed by now. */
  | { readonly kind: "unknown" };

/**
 * Opens a member's NIK and name for a person of ops. The entry in the audit trail is written before anything is opened: if it cannot be, nobody sees anything; an act that then
 * finds nobody is entered all the same. The act's name and its subject are those by which a breach finds the persons concerned (`persons-concerned.ts`).
 * @throws LedgerFault, AuditFault, SealFault
 */
export async function unmaskMember(
  deps: {
    readonly ledger: Ledger;
    readonly keys: Pick<Keyring, "dataKey">;
    readonly clock: Clock;
    readonly ids: Ids;
  },
  actor: Actor,
  memberKey: MemberKey,
  reason: string,
): Promise<Unmasked> {
  const { ledger, keys, clock, ids } = deps;
  const why = typedText(reason);
  if (why === "") return { kind: "reason-missing" };
  await appendAudit(
    ledger,
    actOf(actor, {
      ...{ auditId: ids.next(), at: clock.machineNow(), action: "member.unmask" },
      ...{ subject: memberPartition(memberKey), reason: why },
    }),
  );
  const item = await ledger.read(memberProfileKey(memberKey));
  if (!item) return { kind: "unknown" };
  const { nik, name } = memberOf(keys, item).identity;
  return { kind: "unmasked", nik, name };
}
