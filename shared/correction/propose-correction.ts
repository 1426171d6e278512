import { isDeepStrictEqual } from "node:util";
import { type Actor, actOf } from "../audit/actor.ts";
import { commitAudited } from "../audit/commit-audited.ts";
import { typedText } from "../audit/typed-text.ts";
import type { PaymentDeps } from "../payment/deps.ts";
import type { Impossible } from "../payment/money-plan.ts";
import { type Correction, type CorrectionPreview, paymentsOf } from "./correction.ts";
import type { CorrectionFacts } from "./correction-facts.ts";
import { correctionWrite, listedWrite, listPartition, paymentListPartition } from "./correction-item.ts";
import { planCorrection, subjectOf } from "./plan-correction.ts";
import { correctionsOfPayment, readCorrection } from "./read-corrections.ts";

export type PreviewOutcome =
  | ({ readonly kind: "possible" } & CorrectionPreview)
  | ({ readonly kind: "refused" } & Impossible);

export type ProposalOutcome =
  | { readonly kind: "proposed"; readonly correction: Correction }
  | ({ readonly kind: "refused" } & (
      | Impossible
      | { readonly because: "reason-missing" }
      /** One that waits for its second person is enough. */
      | { readonly because: "already-proposed"; readonly correctionId: string }
    ));

/** Shows what a correction would book and free: months by name, their price of the time when the money was taken, the credit that is left. Nothing is written. @throws LedgerFault */
export async function previewCorrection(deps: PaymentDeps, facts: CorrectionFacts): Promise<PreviewOutcome> {
  const plan = await planCorrection(deps, facts, { correctionId: "preview", now: deps.clock.businessNow() });
  if (plan.kind === "impossible") return { ...plan, kind: "refused" };
  return { kind: "possible", books: plan.books, frees: plan.frees };
}

/**
 * Proposes a correction to a second person, with the preview that he will decide on, and enters it in the audit trail. What is not possible now is not proposed.
 * @throws LedgerFault, AuditFault
 */
export async function proposeCorrection(
  deps: PaymentDeps,
  actor: Actor,
  facts: CorrectionFacts,
  why: string,
): Promise<ProposalOutcome> {
  const reason = typedText(why);
  if (reason === "") return { kind: "refused", because: "reason-missing" };
  const subject = subjectOf(facts);
  const others = await correctionsOfPayment(deps.ledger, subject);
  const waiting = others.find(({ state }) => state === "proposed");
  if (waiting) return { kind: "refused", because: "already-proposed", correctionId: waiting.correctionId };
  const now = deps.clock.businessNow();
  const correctionId = deps.ids.next();
  const plan = await planCorrection(deps, facts, { correctionId, now });
  if (plan.kind === "impossible") return { ...plan, kind: "refused" };
  const correction: Correction = {
    ...{ correctionId, facts, preview: { books: plan.books, frees: plan.frees } },
    ...{ reason, proposedBy: actor.subject, makers: [actor.subject] },
    ...{ proposedAt: now, previewedAt: now },
    ...{ state: "proposed", version: 1, decision: null },
  };
  const pages = paymentsOf(correction, subject).map(paymentListPartition);
  await commitAudited(deps.ledger, entryOf(deps, actor, "correction.propose", correction), [
    correctionWrite(correction, undefined),
    ...[listPartition("proposed"), ...pages].map((partition) => listedWrite(partition, correction)),
  ]);
  return { kind: "proposed", correction };
}

export type RefreshOutcome =
  | { readonly kind: "proposed"; readonly correction: Correction }
  | { readonly kind: "stale"; readonly now: Correction }
  | { readonly kind: "unknown" }
  | ({ readonly kind: "refused" } & Impossible);

/**
 * Previews a proposal anew where the world has moved on since. Who does so has seen what it says now and becomes its maker, beside whoever made it before: a third
 * person has to approve it, or he who thought the facts out could have a colleague press one button and approve them himself.
 * @throws LedgerFault, AuditFault
 */
export async function refreshCorrection(
  deps: PaymentDeps,
  actor: Actor,
  correctionId: string,
  { seenVersion }: { readonly seenVersion: number },
): Promise<RefreshOutcome> {
  const seen = await readCorrection(deps.ledger, correctionId);
  if (!seen) return { kind: "unknown" };
  if (seen.state !== "proposed" || seen.version !== seenVersion) return { kind: "stale", now: seen };
  const now = deps.clock.businessNow();
  const plan = await planCorrection(deps, seen.facts, { correctionId, now });
  if (plan.kind === "impossible") return { ...plan, kind: "refused" };
  const preview = { books: plan.books, frees: plan.frees };
  if (isDeepStrictEqual(preview, seen.preview)) return { kind: "proposed", correction: seen };
  const makers = [...new Set([...seen.makers, actor.subject])];
  const made = { preview, makers, proposedBy: actor.subject, previewedAt: now, version: seenVersion + 1 };
  const next: Correction = { ...seen, ...made };
  const pages = paymentsOf(next, subjectOf(seen.facts)).map(paymentListPartition);
  const result = await commitAudited(deps.ledger, entryOf(deps, actor, "correction.preview-again", next), [
    correctionWrite(next, seen),
    ...pages.map((partition) => listedWrite(partition, next)),
  ]);
  if (result.kind === "committed") return { kind: "proposed", correction: next };
  return { kind: "stale", now: (await readCorrection(deps.ledger, correctionId)) ?? seen };
}

function entryOf(
  deps: PaymentDeps,
  actor: Actor,
  action: string,
  { correctionId, facts, reason }: Correction,
) {
  const subject = `${facts.kind} ${correctionId} ${subjectOf(facts)}`;
  return actOf(actor, { auditId: deps.ids.next(), at: deps.clock.machineNow(), action, subject, reason });
}
