import { readCoverage } from "../coverage/coverage-store.ts";
import { memberKeyOf } from "../member/member-key.ts";
import { afterCoverageMoved, bookingOf, refusalOf } from "./booking.ts";
import { type BookingResult, book, keepRefusal } from "./booking-store.ts";
import { answerStored, decidePayment } from "./decide-payment.ts";
import type { PaymentDeps } from "./deps.ts";
import type { PaymentCommand, PaymentOutcome } from "./outcome.ts";
import type { PaymentRefusal } from "./payment.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentKeyOf, paymentLedgerKey, quoteLedgerKey } from "./payment-key.ts";
import type { Quote } from "./quote.ts";
import { quoteOf } from "./quote-item.ts";

/** How often a booking follows a coverage that keeps moving before it gives up as a fault; each try is 2 round trips. */
const COVERAGE_MOVES_MAX = 3;

/**
 * Books a payment, or finds what it already became. One BatchGetItem and one TransactWriteItems when new, the BatchGetItem alone when seen
 * before. A success is answered only after the commit; a refusal is kept before it is spoken.
 * @throws LedgerFault when the store cannot settle what happened: the caller answers 5xx, never a refusal.
 */
export async function takePayment(deps: PaymentDeps, command: PaymentCommand): Promise<PaymentOutcome> {
  const memberKey = memberKeyOf(deps.keys.nikHashKey, command.nik);
  const now = deps.clock.businessNow();
  const { partnerId } = command.partner;
  const [storedItem, quoteItem] = await deps.ledger.readTogether([
    paymentLedgerKey(paymentKeyOf(partnerId, command.reference)),
    quoteLedgerKey(partnerId, command.inquiryId),
  ]);
  const decision = decidePayment({
    stored: storedItem && paymentOf(storedItem),
    quote: quoteItem && quoteOf(quoteItem),
    command,
    memberKey,
    now,
  });
  if (decision.kind === "answer") return decision.outcome;
  const moment = { memberKey, now };
  return decision.kind === "refuse"
    ? refuse(deps, command, decision.reason, moment)
    : bookQuote(deps, command, decision.quote, moment);
}

type Moment = Parameters<typeof refusalOf>[2];

async function bookQuote(
  deps: PaymentDeps,
  command: PaymentCommand,
  seen: Quote,
  moment: Moment,
): Promise<PaymentOutcome> {
  let quote = seen;
  const gatewayReference = deps.ids.next();
  for (let move = 0; move < COVERAGE_MOVES_MAX; move++) {
    const booking = bookingOf(quote, command, { ...moment, gatewayReference });
    const result = await book(deps.ledger, booking, messageNumber(deps, command));
    if (result.kind === "booked") return { kind: "accepted", payment: booking.payment, replayed: false };
    if (result.kind === "reference-taken") return answerStored(result.stored, command, moment.memberKey);
    if (result.kind === "external-id-taken") return refuse(deps, command, "external-id-reused", moment);
    const next = afterCoverageMoved(quote, await readCoverage(deps.ledger, moment.memberKey));
    if (next.kind === "refuse") return refuse(deps, command, next.reason, moment);
    quote = next.quote;
  }
  throw new PaymentFault("COVERAGE_KEEPS_MOVING");
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
  const result: BookingResult = await keepRefusal(deps.ledger, payment, number);
  if (result.kind === "reference-taken") return answerStored(result.stored, command, moment.memberKey);
  if (result.kind === "external-id-taken") return refuse(deps, command, "external-id-reused", moment);
  return { kind: "refused", payment, replayed: false };
}

const messageNumber = (deps: PaymentDeps, command: PaymentCommand) => ({
  external: command.externalId,
  machineNow: deps.clock.machineNow(),
});

/** The payment core could not settle a request; nothing was booked. The edge answers 5xx. */
export class PaymentFault extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = "PaymentFault";
    this.code = code;
  }
}
