import { TARIFF } from "../contribution/tariff.ts";
import { readCoveredMember } from "../coverage/coverage-store.ts";
import { bookingOf, type Moment } from "./booking.ts";
import { book, messageNumber } from "./booking-store.ts";
import { answerStored, isCashTaken } from "./decide-payment.ts";
import type { PaymentDeps } from "./deps.ts";
import type { PaymentCommand, PaymentOutcome } from "./outcome.ts";
import type { PaymentRefusal } from "./payment.ts";
import { PaymentFault } from "./payment-fault.ts";
import { afterCoverageMoved, type Purchase, quotedPurchase } from "./purchase.ts";
import type { Quote } from "./quote.ts";
import { rebuy } from "./rebuy.ts";

/** How often a booking follows a coverage that keeps moving before it gives up as a fault; each try is 2 round trips. */
const COVERAGE_MOVES_MAX = 3;

/**
 * Books what a quote promised: one TransactWriteItems, and two more calls each time that the coverage has moved on since. Says what stands in the way where something
 * does; nothing is written then.
 * @throws LedgerFault, PaymentFault
 */
export async function bookQuote(
  deps: PaymentDeps,
  command: PaymentCommand,
  quote: Quote,
  moment: Moment,
): Promise<PaymentOutcome | PaymentRefusal> {
  let purchase = quotedPurchase(quote);
  const gatewayReference = deps.ids.next();
  for (let move = 0; move < COVERAGE_MOVES_MAX; move++) {
    const booking = bookingOf({ quote, purchase }, command, { ...moment, gatewayReference });
    const result = await book(deps.ledger, booking, messageNumber(deps, command));
    if (result.kind === "booked") return { kind: "accepted", payment: booking.payment, replayed: false };
    if (result.kind === "reference-taken") return answerStored(result.stored, command, moment.memberKey);
    if (result.kind === "external-id-taken") return "external-id-reused";
    const next = await overtakenPurchase(deps, command, quote, moment);
    if (typeof next === "string") return next;
    purchase = next;
  }
  throw new PaymentFault("COVERAGE_KEEPS_MOVING");
}

/** Looks again at a coverage that moved: what the money buys now, or why it must be refused. Cash that is taken is never refused for that. */
async function overtakenPurchase(
  deps: PaymentDeps,
  command: PaymentCommand,
  quote: Quote,
  { now }: Moment,
): Promise<Purchase | PaymentRefusal> {
  const covered = await readCoveredMember(deps.ledger, deps.keys, quote.memberKey);
  const next = afterCoverageMoved(quote, covered.coverage);
  if (next.kind === "again") return next.purchase;
  if (!isCashTaken(command)) return next.reason;
  return rebuy({ ...covered, quote, amountRupiah: command.amountRupiah, tariff: TARIFF, now });
}
