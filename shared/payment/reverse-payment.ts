import { businessDateOf, type Instant } from "../calendar/calendar.ts";
import { planRelease } from "../coverage/claim-release.ts";
import { readCoverage } from "../coverage/coverage-store.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailureItem } from "../failure/failure-item.ts";
import { decideReversal } from "./decide-reversal.ts";
import type { PaymentDeps } from "./deps.ts";
import type { ReversalCommand, ReversalOutcome } from "./outcome.ts";
import type { AcceptedPayment, ReversedPayment, ReviewCause, Tombstone } from "./payment.ts";
import { PaymentFault } from "./payment-fault.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentKeyOf, paymentLedgerKey } from "./payment-key.ts";
import { reversedWrite, reviewWrite, tombstoneWrite } from "./reversal-store.ts";

/** How often a reversal follows a payment or a coverage that keeps moving. */
const MOVES_MAX = 4;

/**
 * Takes a reversal: the payment and its months go together or not at all. Read, decide, write; when what was seen has moved, from the start again. A
 * reversal before its payment leaves a tombstone. What cannot simply be taken out becomes a question to ops, stored and answered the same way again.
 * @throws LedgerFault, PaymentFault
 */
export async function reversePayment(deps: PaymentDeps, command: ReversalCommand): Promise<ReversalOutcome> {
  const now = deps.clock.businessNow();
  const paymentKey = paymentKeyOf(command.partner.partnerId, command.reference);
  for (let move = 0; move < MOVES_MAX; move++) {
    const item = await deps.ledger.read(paymentLedgerKey(paymentKey));
    const decision = decideReversal(item && paymentOf(item), command, now);
    if (decision.kind === "answer") return decision.outcome;
    const outcome =
      decision.kind === "entomb"
        ? await entomb(deps, command, now)
        : decision.kind === "review"
          ? await askOps(deps, decision.payment, decision.cause, command, now)
          : await release(deps, decision.payment, command, now);
    if (outcome) return outcome;
  }
  throw new PaymentFault("PAYMENT_KEEPS_MOVING");
}

const reversalOf = ({ reversedAt, reason }: ReversalCommand, receivedAt: Instant) => ({
  reversedAt,
  receivedAt,
  reason,
});

async function entomb(
  { ledger }: PaymentDeps,
  command: ReversalCommand,
  now: Instant,
): Promise<ReversalOutcome | undefined> {
  const { partnerId } = command.partner;
  const tombstone: Tombstone = {
    state: "tombstone",
    partnerId,
    reference: command.reference,
    paymentKey: paymentKeyOf(partnerId, command.reference),
    receivedAt: now,
    businessDate: businessDateOf(now),
    reversal: reversalOf(command, now),
  };
  const result = await ledger.write(tombstoneWrite(tombstone));
  return result.kind === "committed" ? { kind: "reversed", payment: tombstone, replayed: false } : undefined;
}

async function release(
  deps: PaymentDeps,
  payment: AcceptedPayment,
  command: ReversalCommand,
  now: Instant,
): Promise<ReversalOutcome | undefined> {
  const coverage = await readCoverage(deps.ledger, payment.memberKey);
  const plan = planRelease(payment.memberKey, coverage, {
    paymentKey: payment.paymentKey,
    boughtMonths: payment.months.length > 0,
    runAfter: payment.runAfter,
    creditGiven: payment.creditGivenRupiah,
    creditUsed: payment.creditUsedRupiah,
  });
  if (plan.kind !== "free") {
    // A missing claim may mean that somebody reversed it a moment ago: only a payment that still stands is a question to ops.
    return askOps(deps, payment, plan.kind, command, now);
  }
  const reversed: ReversedPayment = {
    ...payment,
    state: "reversed",
    reversal: reversalOf(command, now),
    revokedAt: null,
  };
  const result = await deps.ledger.transact([reversedWrite(payment, reversed), plan.write]);
  return result.kind === "committed" ? { kind: "reversed", payment: reversed, replayed: false } : undefined;
}

/** Notes it on the payment and opens the failure, both or neither: a question to ops that nobody can see would be money lost. */
async function askOps(
  { ledger }: PaymentDeps,
  payment: AcceptedPayment,
  cause: ReviewCause,
  { reversedAt }: ReversalCommand,
  now: Instant,
): Promise<ReversalOutcome | undefined> {
  const subject = { kind: "payment", id: payment.paymentKey } as const;
  const failure = failureOf({ cause: "reversal-needs-review", subject, reason: cause, openedAt: now });
  const result = await ledger.transact([
    reviewWrite(payment, cause, reversedAt),
    { kind: "put", item: openFailureItem(failure), guard: "absent" },
  ]);
  if (result.kind === "guarded") return undefined;
  const noted: AcceptedPayment = { ...payment, review: { cause, reversedAt } };
  return { kind: "needs-review", payment: noted, cause };
}
