import { failureOf, type StandingFailure } from "../failure/failure.ts";
import { closeFailure } from "../failure/failure-store.ts";
import { mendFailures } from "../failure/mend-failures.ts";
import { noteHeldMoney } from "../failure/note-held-money.ts";
import { bookAtPriceNow, type NotBooked, notBooked } from "./book-at-price-now.ts";
import { bookQuote } from "./book-quote.ts";
import type { Moment } from "./booking.ts";
import { answerStored, type PaymentDecision } from "./decide-payment.ts";
import type { PaymentDeps } from "./deps.ts";
import type { PaymentCommand, PaymentOutcome } from "./outcome.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentKeyOf, paymentLedgerKey } from "./payment-key.ts";
import type { Quote } from "./quote.ts";

/** A command about money that is taken already. */
export type UnquotedCommand = PaymentCommand & { readonly unquoted: { readonly months: number | null } };

/** What was read about it, and what follows from that. */
export interface UnquotedSight {
  readonly decision: PaymentDecision;
  readonly quote: Quote | undefined;
  /** The failure that an earlier try may have left. */
  readonly failure: StandingFailure | undefined;
  readonly moment: Moment;
}

export const UNQUOTED_CAUSE = "unquoted-undecided";

/**
 * Takes money that a partner has taken before it told us (design 5.1), or that it told a ledger which is lost. It is booked if it fits a stored quote, or else the price of this moment; nothing is ever refused,
 * because the cash is gone from the worker's hand: what does not fit stands as an open failure and is answered as undecided. Each repeat is tried again, and closes the
 * failure when it is booked. After the caller's BatchGetItem: booked, a Query, the TransactWriteItems and a BatchGetItem for the failure (an UpdateItem if it is
 * open); undecided, a Query, and a PutItem and a GetItem if there is something new to note.
 * @throws LedgerFault, PaymentFault
 */
export async function takeUnquoted(
  deps: PaymentDeps,
  command: UnquotedCommand,
  sight: UnquotedSight,
): Promise<PaymentOutcome> {
  const result = await tryToBook(deps, command, sight);
  if (result.kind === "not-booked") return leaveToOps(deps, command, result, sight);
  if (result.kind === "unauthorised") return result;
  if (result.kind === "accepted" && !result.replayed) {
    // Read again: another try may have opened it after we looked.
    await mendFailures(deps, result.payment.paymentKey, [UNQUOTED_CAUSE]);
  } else if (sight.failure?.status === "open") {
    await closeFailure(deps.ledger, sight.failure.failureId, deps.clock.businessNow());
  }
  return result;
}

async function tryToBook(
  deps: PaymentDeps,
  command: UnquotedCommand,
  { decision, quote, moment }: UnquotedSight,
): Promise<PaymentOutcome | NotBooked> {
  switch (decision.kind) {
    case "answer":
      return decision.outcome;
    case "refuse":
      return notBooked(decision.reason, quote?.totalRupiah);
    case "book": {
      const result = await bookQuote(deps, command, decision.quote, moment);
      return typeof result === "string" ? notBooked(result, decision.quote.totalRupiah) : result;
    }
    case "price-now": {
      const { nik, unquoted } = command;
      const { memberKey, now } = moment;
      const { months } = unquoted;
      // Only the inquiry said it, and that is gone.
      if (months === null) return notBooked("quote-unknown");
      if (!nik || !memberKey) return notBooked("member-unknown");
      return bookAtPriceNow(deps, command, { nik, months }, { memberKey, now });
    }
  }
}

/** Shows ops the money before the answer is given. If another try booked it meanwhile, that is the answer, and there is nothing left to show. */
async function leaveToOps(
  { ledger, clock }: PaymentDeps,
  command: UnquotedCommand,
  { because, dueRupiah }: NotBooked,
  { failure, moment: { memberKey, now } }: UnquotedSight,
): Promise<PaymentOutcome> {
  const paymentKey = paymentKeyOf(command.partner.partnerId, command.reference);
  const { amountRupiah, unquoted } = command;
  const held = {
    memberKey: memberKey ?? null,
    months: unquoted.months,
    amountRupiah,
    dueRupiah,
    otherAmountsRupiah: [],
  };
  const subject = { kind: "payment", id: paymentKey } as const;
  const told = failureOf({
    ...{ cause: UNQUOTED_CAUSE, subject, reason: because, openedAt: now, amountRupiah },
  });
  const noted = await noteHeldMoney(ledger, { ...told, held }, failure);
  if (noted === "known") return { kind: "undecided", because };
  const item = await ledger.read(paymentLedgerKey(paymentKey));
  if (!item) return { kind: "undecided", because };
  await closeFailure(ledger, told.failureId, clock.businessNow());
  return answerStored(paymentOf(item), command, memberKey);
}
