import { TARIFF } from "../contribution/tariff.ts";
import { readCoveredMember } from "../coverage/coverage-store.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailure } from "../failure/failure-store.ts";
import { memberKeyOf } from "../member/member-key.ts";
import { bookingOf, type Moment, refusalOf } from "./booking.ts";
import { book, keepRefusal } from "./booking-store.ts";
import { answerStored, decidePayment } from "./decide-payment.ts";
import type { PaymentDeps } from "./deps.ts";
import type { PaymentCommand, PaymentOutcome } from "./outcome.ts";
import type { PaymentRefusal } from "./payment.ts";
import { PaymentFault } from "./payment-fault.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentKeyOf, paymentLedgerKey, quoteLedgerKey } from "./payment-key.ts";
import { afterCoverageMoved, type Purchase, quotedPurchase } from "./purchase.ts";
import type { Quote } from "./quote.ts";
import { quoteOf } from "./quote-item.ts";
import { rebuy } from "./rebuy.ts";

/** How often a booking follows a coverage that keeps moving before it gives up as a fault; each try is 2 round trips. */
const COVERAGE_MOVES_MAX = 3;

/**
 * Books a payment, or finds what it already became. One BatchGetItem and one TransactWriteItems when new, the BatchGetItem alone when seen
 * before. A success is answered only after the commit; a refusal is kept before it is spoken.
 * @throws LedgerFault, PaymentFault when what happened cannot be settled: the caller answers 5xx, never a refusal.
 */
export async function takePayment(deps: PaymentDeps, command: PaymentCommand): Promise<PaymentOutcome> {
  const named = command.nik && memberKeyOf(deps.keys.nikHashKey, command.nik);
  const now = deps.clock.businessNow();
  const { partnerId } = command.partner;
  const [storedItem, quoteItem] = await deps.ledger.readTogether([
    paymentLedgerKey(paymentKeyOf(partnerId, command.reference)),
    quoteLedgerKey(partnerId, command.inquiryId),
  ]);
  const quote = quoteItem && quoteOf(quoteItem);
  const stored = storedItem && paymentOf(storedItem);
  const decision = decidePayment({ stored, quote, command, memberKey: named, now });
  if (decision.kind === "answer") return decision.outcome;
  const moment = { memberKey: named ?? quote?.memberKey, now };
  return decision.kind === "refuse"
    ? refuse(deps, command, decision.reason, moment)
    : bookQuote(deps, command, decision.quote, moment);
}

async function bookQuote(
  deps: PaymentDeps,
  command: PaymentCommand,
  quote: Quote,
  moment: Moment,
): Promise<PaymentOutcome> {
  let purchase = quotedPurchase(quote);
  const gatewayReference = deps.ids.next();
  for (let move = 0; move < COVERAGE_MOVES_MAX; move++) {
    const booking = bookingOf({ quote, purchase }, command, { ...moment, gatewayReference });
    const result = await book(deps.ledger, booking, messageNumber(deps, command));
    if (result.kind === "booked") return { kind: "accepted", payment: booking.payment, replayed: false };
    if (result.kind === "reference-taken") return answerStored(result.stored, command, moment.memberKey);
    if (result.kind === "external-id-taken") return refuse(deps, command, "external-id-reused", moment);
    const next = await overtakenPurchase(deps, command, quote, moment);
    if (typeof next === "string") return refuse(deps, command, next, moment);
    purchase = next;
  }
  throw new PaymentFault("COVERAGE_KEEPS_MOVING");
}

/** Looks again at a coverage that moved: what the money buys now, or why it must be refused. An advice is never refused for that. */
async function overtakenPurchase(
  deps: PaymentDeps,
  command: PaymentCommand,
  quote: Quote,
  { now }: Moment,
): Promise<Purchase | PaymentRefusal> {
  const covered = await readCoveredMember(deps.ledger, deps.keys, quote.memberKey);
  const next = afterCoverageMoved(quote, covered.coverage);
  if (next.kind === "again") return next.purchase;
  if (!command.advice) return next.reason;
  return rebuy({ ...covered, quote, amountRupiah: command.amountRupiah, tariff: TARIFF, now });
}

/** A reused message number is itself the reason, and is then not written again. */
async function refuse(
  deps: PaymentDeps,
  command: PaymentCommand,
  reason: PaymentRefusal,
  moment: Moment,
): Promise<PaymentOutcome> {
  const payment = refusalOf(command, reason, moment);
  const number = messageNumber(
    deps,
    reason === "external-id-reused" ? { ...command, externalId: undefined } : command,
  );
  if (reason === "advice-too-late") await openAdviceFailure(deps, payment.paymentKey, moment);
  const result = await keepRefusal(deps.ledger, payment, number);
  if (result.kind === "reference-taken") return answerStored(result.stored, command, moment.memberKey);
  if (result.kind === "external-id-taken") return refuse(deps, command, "external-id-reused", moment);
  return { kind: "refused", payment, replayed: false };
}

/** Somebody's cash lies in a till for which there is no cover: ops have to hear of it before the refusal is spoken. */
async function openAdviceFailure({ ledger }: PaymentDeps, id: string, { now }: Moment): Promise<void> {
  const subject = { kind: "payment", id } as const;
  await openFailure(ledger, failureOf({ cause: "advice-too-late", subject, reason: "", openedAt: now }));
}

const messageNumber = (deps: PaymentDeps, command: PaymentCommand) => ({
  external: command.externalId,
  machineNow: deps.clock.machineNow(),
});
