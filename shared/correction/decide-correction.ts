import { isDeepStrictEqual } from "node:util";
import { type Actor, actOf } from "../audit/actor.ts";
import { commitAudited } from "../audit/commit-audited.ts";
import { typedText } from "../audit/typed-text.ts";
import { failureIdOf } from "../failure/failure.ts";
import { closingWrite, failureFrom, failureLedgerKey } from "../failure/failure-item.ts";
import { noteWrite } from "../failure/failure-note.ts";
import { mendFailures } from "../failure/mend-failures.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { PaymentDeps } from "../payment/deps.ts";
import type { Payment } from "../payment/payment.ts";
import { PaymentFault } from "../payment/payment-fault.ts";
import type { Correction, NotPossible } from "./correction.ts";
import { correctionWrite, listedWrite, listPartition, unlistedWrite } from "./correction-item.ts";
import { mendedBy, planCorrection, subjectOf } from "./plan-correction.ts";
import { readCorrection } from "./read-corrections.ts";

export interface Verdict {
  readonly verdict: "approve" | "reject";
  readonly reason: string;
  /** The version that the page showed. */
  readonly seenVersion: number;
}

export type DecisionOutcome =
  | { readonly kind: "approved"; readonly correction: Correction; readonly payment: Payment }
  | { readonly kind: "rejected"; readonly correction: Correction }
  /** Who made a proposal, or its preview anew, cannot approve it. He can take it back. */
  | { readonly kind: "same-person" }
  | { readonly kind: "stale"; readonly now: Correction }
  /** The proposal stays open: to be rejected, previewed anew, or approved once the way is clear. */
  | ({ readonly kind: "not-possible" } & NotPossible)
  | { readonly kind: "reason-missing" }
  | { readonly kind: "unknown" };

/** How often an approval follows money that keeps moving before it gives up as a fault. */
const MOVES_MAX = 4;

/**
 * Decides a proposal as the second person. An approval is one transaction: the money, the correction from `proposed` to `approved`, the end of its failures and the entry
 * in the audit trail happen together or not at all, so that two approvals at once, or one that was interrupted, have one effect. What would be booked now has to be
 * what was previewed.
 * @throws LedgerFault, AuditFault, PaymentFault
 */
export async function decideCorrection(
  deps: PaymentDeps,
  actor: Actor,
  correctionId: string,
  { verdict, reason: why, seenVersion }: Verdict,
): Promise<DecisionOutcome> {
  const reason = typedText(why);
  if (reason === "") return { kind: "reason-missing" };
  for (let move = 0; move < MOVES_MAX; move++) {
    const seen = await readCorrection(deps.ledger, correctionId);
    if (!seen) return { kind: "unknown" };
    if (seen.state !== "proposed" || seen.version !== seenVersion) return { kind: "stale", now: seen };
    if (verdict === "approve" && seen.makers.includes(actor.subject)) return { kind: "same-person" };
    const decide = verdict === "approve" ? approve : reject;
    const outcome = await decide(deps, actor, seen, reason);
    if (outcome?.kind === "not-possible" && (await hasMoved(deps, seen))) continue;
    if (outcome) return outcome;
  }
  throw new PaymentFault("PAYMENT_KEEPS_MOVING");
}

/** What stands in the way may be this very correction, that somebody else decided after it was read here. */
async function hasMoved({ ledger }: PaymentDeps, { correctionId, version }: Correction): Promise<boolean> {
  return (await readCorrection(ledger, correctionId))?.version !== version;
}

async function approve(
  deps: PaymentDeps,
  actor: Actor,
  seen: Correction,
  reason: string,
): Promise<DecisionOutcome | undefined> {
  const { correctionId, facts, preview } = seen;
  const plan = await planCorrection(deps, facts, { correctionId, now: deps.clock.businessNow() });
  if (plan.kind === "impossible") return { ...plan, kind: "not-possible" };
  const now = { books: plan.books, frees: plan.frees };
  if (!isDeepStrictEqual(now, preview)) {
    return { kind: "not-possible", because: "preview-moved", preview: now };
  }
  const approved = decided(deps, actor, seen, { state: "approved", reason });
  const closings = await failuresOver(deps, approved);
  if (!(await enter(deps, actor, seen, approved, [...plan.writes, ...closings]))) return undefined;
  // Read again: a partner that tells of the same money at this moment may have opened one after we looked.
  await mendFailures(deps, subjectOf(facts), mendedBy(facts));
  return { kind: "approved", correction: approved, payment: plan.payment };
}

async function reject(
  deps: PaymentDeps,
  actor: Actor,
  seen: Correction,
  reason: string,
): Promise<DecisionOutcome | undefined> {
  const rejected = decided(deps, actor, seen, { state: "rejected", reason });
  return (await enter(deps, actor, seen, rejected, []))
    ? { kind: "rejected", correction: rejected }
    : undefined;
}

type Decided = Correction & { readonly decision: NonNullable<Correction["decision"]> };

function decided(
  { clock }: PaymentDeps,
  actor: Actor,
  seen: Correction,
  { state, reason }: { readonly state: "approved" | "rejected"; readonly reason: string },
): Decided {
  const decision = { by: actor.subject, at: clock.businessNow(), reason };
  return { ...seen, state, version: seen.version + 1, decision };
}

/** Writes a decision with everything that follows from it; false when something had moved. */
async function enter(
  deps: PaymentDeps,
  actor: Actor,
  seen: Correction,
  next: Decided,
  money: readonly LedgerWrite[],
): Promise<boolean> {
  const subject = subjectOf(seen.facts);
  const entry = actOf(actor, {
    auditId: deps.ids.next(),
    at: deps.clock.machineNow(),
    action: next.state === "approved" ? "correction.approve" : "correction.reject",
    subject: `${seen.facts.kind} ${seen.correctionId} ${subject}`,
    reason: next.decision.reason,
  });
  const result = await commitAudited(deps.ledger, entry, [
    correctionWrite(next, seen),
    unlistedWrite(seen),
    listedWrite(listPartition("decided"), next),
    ...money,
  ]);
  return result.kind === "committed";
}

/** Ends the failures that are open now; one that is closed or opened meanwhile sends the approval round again. */
async function failuresOver(
  { ledger }: PaymentDeps,
  { correctionId, facts, decision }: Decided,
): Promise<readonly LedgerWrite[]> {
  const subject = { kind: "payment", id: subjectOf(facts) } as const;
  const keys = mendedBy(facts).map((cause) => failureLedgerKey(failureIdOf(cause, subject)));
  if (keys.length === 0) return [];
  const failures = (await ledger.readTogether(keys)).flatMap((item) => (item ? [failureFrom(item)] : []));
  const { by, at } = decision;
  return failures
    .filter(({ status }) => status === "open")
    .flatMap(({ failureId, version }) => [
      closingWrite(failureId, at),
      noteWrite(failureId, String(version + 1), { kind: "corrected", at, by, text: correctionId }),
    ]);
}
