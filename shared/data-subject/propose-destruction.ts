import { type Actor, actOf } from "../audit/actor.ts";
import { commitAudited } from "../audit/commit-audited.ts";
import { typedText } from "../audit/typed-text.ts";
import { businessDateOf } from "../calendar/calendar.ts";
import type { MemberKey, Nik } from "../member/member.ts";
import { memberKeyOf } from "../member/member-key.ts";
import { type DestructionVerdict, decideDestruction } from "./decide-destruction.ts";
import type { DataSubjectDeps } from "./deps.ts";
import {
  DESTRUCTIONS_PARTITION,
  type Destruction,
  destructionItem,
  destructionKey,
  destructionOf,
} from "./destruction-item.ts";
import { readHeldData } from "./held-data.ts";
import { readDataCorrections } from "./request-data-correction.ts";

export type ProposedDestruction =
  | { readonly kind: "proposed"; readonly destruction: Destruction }
  | { readonly kind: "refused"; readonly because: "reason-missing" }
  | Exclude<DestructionVerdict, { readonly kind: "may" }>;

const LISTED_MAX = 200;

/**
 * Proposes, as the first of two persons, to destroy what is held of somebody. Refused with the first day on which it may go, while the law wants it kept.
 * @throws LedgerFault, SealFault
 */
export async function proposeDestruction(
  deps: DataSubjectDeps,
  actor: Actor,
  { nik, reason: typed }: { readonly nik: Nik; readonly reason: string },
): Promise<ProposedDestruction> {
  const reason = typedText(typed);
  if (reason === "") return { kind: "refused", because: "reason-missing" };
  const memberKey = memberKeyOf(deps.keys.nikHashKey, nik);
  const verdict = await judgeDestruction(deps, memberKey);
  if (verdict.kind !== "may") return verdict;
  const at = deps.clock.machineNow();
  const destruction: Destruction = {
    ...{ destructionId: `${at}-${deps.ids.next()}`, state: "proposed", version: 1, memberKey },
    ...{ counts: verdict.counts, proposedBy: actor.subject, proposedAt: at, reason },
    ...{ decidedBy: null, decidedAt: null, decidedReason: null, doneAt: null },
  };
  const entry = actOf(actor, {
    ...{ auditId: deps.ids.next(), at, reason },
    ...{ action: "data-subject.destroy.propose", subject: `DESTRUCTION#${destruction.destructionId}` },
  });
  await commitAudited(deps.ledger, entry, [
    { kind: "put", item: destructionItem(destruction), guard: "absent" },
  ]);
  return { kind: "proposed", destruction };
}

/** Whether a person's data may go today, by business time: retention counts in financial years. */
export async function judgeDestruction(
  deps: DataSubjectDeps,
  memberKey: MemberKey,
): Promise<DestructionVerdict> {
  const held = await readHeldData(deps, memberKey);
  const corrections = await readDataCorrections(deps, memberKey);
  return decideDestruction(held, {
    today: businessDateOf(deps.clock.businessNow()),
    isCorrectionAsked: corrections.some(({ state }) => state === "asked"),
  });
}

/** @throws LedgerFault */
export async function readDestruction(
  { ledger }: Pick<DataSubjectDeps, "ledger">,
  destructionId: string,
): Promise<Destruction | undefined> {
  const item = await ledger.read(destructionKey(destructionId));
  return item && destructionOf(item);
}

/** The newest first. One Query. */
export async function listDestructions({
  ledger,
}: Pick<DataSubjectDeps, "ledger">): Promise<readonly Destruction[]> {
  const range = { partition: DESTRUCTIONS_PARTITION, from: " ", to: "~", newestFirst: true };
  return (await ledger.readRange({ ...range, limit: LISTED_MAX })).map(destructionOf);
}
