import { type Actor, actOf } from "../audit/actor.ts";
import { commitAudited } from "../audit/commit-audited.ts";
import { typedText } from "../audit/typed-text.ts";
import { carryOutDestruction } from "./carry-out-destruction.ts";
import type { DestructionVerdict } from "./decide-destruction.ts";
import type { DataSubjectDeps } from "./deps.ts";
import { type Destruction, type DestructionCounts, destructionItem, stillAt } from "./destruction-item.ts";
import { judgeDestruction, readDestruction } from "./propose-destruction.ts";

export type DestructionOutcome =
  | { readonly kind: "destroyed"; readonly counts: DestructionCounts }
  | { readonly kind: "rejected" }
  | { readonly kind: "unknown" }
  /** Who proposed cannot be the one who approves. */
  | { readonly kind: "same-person" }
  /** Somebody else decided meanwhile: how it stands now. */
  | { readonly kind: "stale"; readonly now: Destruction }
  | { readonly kind: "refused"; readonly because: "reason-missing" }
  | Exclude<DestructionVerdict, { readonly kind: "may" }>;

interface Decision {
  readonly verdict: "approve" | "reject";
  readonly reason: string;
  readonly seenVersion: number;
}

/**
 * Decides, as the second of two persons, on a proposed destruction, and carries it out: approval and its audit entry are one transaction, then the data go step by
 * step, then the audit trail says what went, in counts. Called again with a destruction that was approved and not finished, by whomever, it goes on with it.
 * @throws DestructionFault, LedgerFault, SealFault
 */
export async function destroyDataSubject(
  deps: DataSubjectDeps,
  actor: Actor,
  destructionId: string,
  { verdict, reason: typed, seenVersion }: Decision,
): Promise<DestructionOutcome> {
  const seen = await readDestruction(deps, destructionId);
  if (!seen) return { kind: "unknown" };
  if (seen.state === "approved" && verdict === "approve") return finish(deps, actor, seen);
  if (seen.state !== "proposed" || seen.version !== seenVersion) return { kind: "stale", now: seen };
  const reason = typedText(typed);
  if (reason === "") return { kind: "refused", because: "reason-missing" };
  if (verdict === "approve" && seen.proposedBy === actor.subject) return { kind: "same-person" };
  if (verdict === "approve" && seen.memberKey !== null) {
    const judged = await judgeDestruction(deps, seen.memberKey);
    if (judged.kind !== "may") return judged;
  }
  const decided: Destruction = {
    ...seen,
    ...{ state: verdict === "approve" ? "approved" : "rejected", version: seen.version + 1 },
    ...{ decidedBy: actor.subject, decidedAt: deps.clock.machineNow(), decidedReason: reason },
    memberKey: verdict === "approve" ? seen.memberKey : null,
  };
  const overtaken = await move(deps, actor, { from: seen, to: decided, reason, step: verdict });
  if (overtaken) return overtaken;
  return verdict === "approve" ? finish(deps, actor, decided) : { kind: "rejected" };
}

async function finish(
  deps: DataSubjectDeps,
  actor: Actor,
  approved: Destruction,
): Promise<DestructionOutcome> {
  if (approved.memberKey !== null) await carryOutDestruction(deps, approved.memberKey);
  const done: Destruction = {
    ...approved,
    ...{ state: "done", version: approved.version + 1, memberKey: null, doneAt: deps.clock.machineNow() },
  };
  const { counts } = approved;
  const reason = Object.entries(counts)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(", ");
  const overtaken = await move(deps, actor, { from: approved, to: done, reason, step: "done" });
  return overtaken ?? { kind: "destroyed", counts };
}

async function move(
  deps: DataSubjectDeps,
  actor: Actor,
  change: {
    readonly from: Destruction;
    readonly to: Destruction;
    readonly reason: string;
    readonly step: string;
  },
): Promise<DestructionOutcome | undefined> {
  const { from, to, reason, step } = change;
  const entry = actOf(actor, {
    ...{ auditId: deps.ids.next(), at: deps.clock.machineNow(), reason },
    ...{ action: `data-subject.destroy.${step}`, subject: `DESTRUCTION#${to.destructionId}` },
  });
  const item = destructionItem(to);
  const result = await commitAudited(deps.ledger, entry, [{ kind: "put", item, guard: stillAt(from) }]);
  if (result.kind === "committed") return undefined;
  const now = await readDestruction(deps, to.destructionId);
  return { kind: "stale", now: now ?? from };
}
