import { failureIdOf, failureOf } from "../failure/failure.ts";
import { failureFrom, failureLedgerKey } from "../failure/failure-item.ts";
import { closeFailure, openFailure } from "../failure/failure-store.ts";
import type { LedgerKey } from "../ledger/key.ts";
import { memberKeyOf } from "../member/member-key.ts";
import { asTakenBefore } from "./as-taken-before.ts";
import { bookQuote } from "./book-quote.ts";
import { type Moment, refusalOf } from "./booking.ts";
import { keepRefusal, messageNumber } from "./booking-store.ts";
import { answerStored, decidePayment } from "./decide-payment.ts";
import type { PaymentDeps } from "./deps.ts";
import type { PaymentCommand, PaymentOutcome } from "./outcome.ts";
import type { PaymentRefusal, RefusedPayment } from "./payment.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentKeyOf, paymentLedgerKey, quoteLedgerKey } from "./payment-key.ts";
import { quoteOf } from "./quote-item.ts";
import { takeUnquoted, UNQUOTED_CAUSE } from "./take-unquoted.ts";

/**
 * Books a payment, or finds what it already became. One BatchGetItem and one TransactWriteItems when new, the BatchGetItem alone when seen
 * before; `takeUnquoted` says what more it costs when nobody asked for the price. A success is answered only after the commit; a refusal is kept before it is spoken.
 * @throws LedgerFault, PaymentFault when what happened cannot be settled: the caller answers 5xx, never a refusal.
 */
export async function takePayment(deps: PaymentDeps, asked: PaymentCommand): Promise<PaymentOutcome> {
  const named = asked.nik && memberKeyOf(deps.keys.nikHashKey, asked.nik);
  const now = deps.clock.businessNow();
  const [storedItem, quoteItem, failureItem] = await deps.ledger.readTogether(keysOf(asked));
  const quote = quoteItem && quoteOf(quoteItem);
  const command = asTakenBefore(asked, quote);
  const stored = storedItem && paymentOf(storedItem);
  const decision = decidePayment({ stored, quote, command, memberKey: named, now });
  const moment = { memberKey: named ?? quote?.memberKey, now };
  const { unquoted } = command;
  if (unquoted) {
    const failure = failureItem && failureFrom(failureItem);
    return takeUnquoted(deps, { ...command, unquoted }, { decision, quote, failure, moment });
  }
  switch (decision.kind) {
    case "answer":
      return decision.outcome;
    case "refuse":
      return refuse(deps, command, decision.reason, moment);
    case "price-now":
      return refuse(deps, command, "quote-unknown", moment);
    case "book": {
      const result = await bookQuote(deps, command, decision.quote, moment);
      return typeof result === "string" ? refuse(deps, command, result, moment) : result;
    }
  }
}

/** Everything that a decision may look at, in one round trip. */
function keysOf({ partner, reference, inquiryId, unquoted }: PaymentCommand): LedgerKey[] {
  const { partnerId, forgotten } = partner;
  const paymentKey = paymentKeyOf(partnerId, reference);
  const keys = [paymentLedgerKey(paymentKey), quoteLedgerKey(partnerId, inquiryId)];
  const failureId = failureIdOf(UNQUOTED_CAUSE, { kind: "payment", id: paymentKey });
  return unquoted || forgotten ? [...keys, failureLedgerKey(failureId)] : keys;
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
  if (reason === "advice-too-late") await openAdviceFailure(deps, payment, moment);
  const result = await keepRefusal(deps.ledger, payment, number);
  if (result.kind === "reference-taken") {
    const outcome = answerStored(result.stored, command, moment.memberKey);
    // Two people booked it while we were about to refuse it: nothing is left to show.
    if (reason === "advice-too-late" && outcome.kind === "accepted") {
      const subject = { kind: "payment", id: payment.paymentKey } as const;
      await closeFailure(deps.ledger, failureIdOf(reason, subject), moment.now);
    }
    return outcome;
  }
  if (result.kind === "external-id-taken") return refuse(deps, command, "external-id-reused", moment);
  return { kind: "refused", payment, replayed: false };
}

/** Somebody's cash lies in a till for which there is no cover: ops have to hear of it before the refusal is spoken. */
async function openAdviceFailure(
  { ledger }: PaymentDeps,
  { paymentKey, amountRupiah }: RefusedPayment,
  { now }: Moment,
): Promise<void> {
  const subject = { kind: "payment", id: paymentKey } as const;
  const cause = "advice-too-late";
  await openFailure(ledger, failureOf({ cause, subject, reason: "", openedAt: now, amountRupiah }));
}
