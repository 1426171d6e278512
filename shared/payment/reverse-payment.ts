import { businessDateOf, type Instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { readCoverage } from "../coverage/coverage-store.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailureItem } from "../failure/failure-item.ts";
import { decideReversal } from "./decide-reversal.ts";
import type { PaymentDeps } from "./deps.ts";
import type { ReversalCommand, ReversalOutcome } from "./outcome.ts";
import type { AcceptedPayment, Payment, ReviewCause, Tombstone } from "./payment.ts";
import { PaymentFault } from "./payment-fault.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentKeyOf, paymentLedgerKey } from "./payment-key.ts";
import { releasePayment } from "./release-payment.ts";
import { reviewWrite, tombstoneWrite } from "./reversal-store.ts";
import { successorOf } from "./where-money-stands.ts";

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
    const named = await readPayment(deps, paymentKey);
    const stands = await whereItStands(deps, named);
    const decision = decideReversal(stands, command, now);
    const outcome =
      decision.kind === "answer"
        ? decision.outcome
        : decision.kind === "entomb"
          ? await entomb(deps, command, now)
          : decision.kind === "review"
            ? await askOps(deps, decision.payment, decision.cause, command, now)
            : await release(deps, decision.payment, command, now);
    if (outcome) return asNamed(named, outcome);
  }
  throw new PaymentFault("PAYMENT_KEEPS_MOVING");
}

async function readPayment({ ledger }: PaymentDeps, key: PaymentKey): Promise<Payment | undefined> {
  const item = await ledger.read(paymentLedgerKey(key));
  return item && paymentOf(item);
}

/** The payment that holds the money of a reference by now: two people may have moved it on (docs/decisions/0019-corrections.md). */
async function whereItStands(deps: PaymentDeps, named: Payment | undefined): Promise<Payment | undefined> {
  let payment = named;
  for (let hop = 0; hop < MOVES_MAX; hop++) {
    const next = successorOf(payment);
    if (!next) return payment;
    payment = await readPayment(deps, next);
  }
  throw new PaymentFault("PAYMENT_KEEPS_MOVING");
}

/** What happened where the money stands by now, in the words of the reference that the partner named: a refusal stays one, a receipt keeps its number. */
function asNamed(named: Payment | undefined, outcome: ReversalOutcome): ReversalOutcome {
  if (named?.state === "refused") return { kind: "already-refused", payment: named };
  if (named?.state !== "reversed" || !named.successor || outcome.kind !== "reversed") return outcome;
  const reversal = named.successor.returned ?? outcome.payment.reversal;
  return { ...outcome, payment: { ...named, reversal } };
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
  const plan = releasePayment(payment, coverage, { reversal: reversalOf(command, now) });
  if (plan.kind !== "free") {
    // A missing claim may mean that somebody reversed it a moment ago: only a payment that still stands is a question to ops.
    return askOps(deps, payment, plan.kind, command, now);
  }
  const result = await deps.ledger.transact(plan.writes);
  return result.kind === "committed"
    ? { kind: "reversed", payment: plan.payment, replayed: false }
    : undefined;
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
  const failure = failureOf({
    ...{ cause: "reversal-needs-review", subject, reason: cause, openedAt: now },
    amountRupiah: payment.amountRupiah,
  });
  const result = await ledger.transact([
    reviewWrite(payment, cause, reversedAt),
    { kind: "put", item: openFailureItem(failure), guard: "absent" },
  ]);
  if (result.kind === "guarded") return undefined;
  const noted: AcceptedPayment = { ...payment, review: { cause, reversedAt } };
  return { kind: "needs-review", payment: noted, cause };
}
