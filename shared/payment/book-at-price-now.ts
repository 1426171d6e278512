import { TARIFF } from "../contribution/tariff.ts";
import { readCoveredMember } from "../coverage/coverage-store.ts";
import type { MemberKey } from "../member/member.ts";
import type { Rupiah } from "../money/rupiah.ts";
import { bookingOf, type Moment } from "./booking.ts";
import { book, messageNumber } from "./booking-store.ts";
import { answerStored } from "./decide-payment.ts";
import { decideQuote } from "./decide-quote.ts";
import type { PaymentDeps } from "./deps.ts";
import type { InquiryCommand, PaymentCommand, PaymentOutcome, UndecidedCause } from "./outcome.ts";
import { PaymentFault } from "./payment-fault.ts";
import { quotedPurchase } from "./purchase.ts";

/** Money for which nothing can be booked as it is; `dueRupiah` is the price, where there is one. */
export interface NotBooked {
  readonly kind: "not-booked";
  readonly because: UndecidedCause;
  readonly dueRupiah: Rupiah | null;
}

/** How often a price follows a coverage that keeps moving; each try is 2 round trips. */
const COVERAGE_MOVES_MAX = 3;

/**
 * Books money that was taken without a price (design 5.1): prices the months now, as an inquiry would, and books them when the amount is the price to the rupiah. One
 * Query and one TransactWriteItems; when somebody else books between the two, it is priced anew and never squeezed into other months than were meant.
 * @throws LedgerFault, PaymentFault
 */
export async function bookAtPriceNow(
  deps: PaymentDeps,
  command: PaymentCommand,
  asked: Pick<InquiryCommand, "nik" | "months">,
  moment: Moment & { readonly memberKey: MemberKey },
): Promise<PaymentOutcome | NotBooked> {
  const { partner, terms, inquiryId } = command;
  const inquiry: InquiryCommand = { partner, terms, inquiryId, externalId: undefined, ...asked };
  const gatewayReference = deps.ids.next();
  for (let move = 0; move < COVERAGE_MOVES_MAX; move++) {
    const covered = await readCoveredMember(deps.ledger, deps.keys, moment.memberKey);
    const decision = decideQuote({ ...covered, command: inquiry, tariff: TARIFF, now: moment.now });
    if (decision.kind === "refuse") return notBooked(decision.reason);
    const { quote } = decision;
    if (quote.totalRupiah !== command.amountRupiah) return notBooked("price-differs", quote.totalRupiah);
    const purchase = quotedPurchase(quote);
    const booking = bookingOf({ quote, purchase }, command, { ...moment, gatewayReference });
    const result = await book(deps.ledger, booking, messageNumber(deps, command));
    if (result.kind === "booked") return { kind: "accepted", payment: booking.payment, replayed: false };
    if (result.kind === "reference-taken") return answerStored(result.stored, command, moment.memberKey);
    if (result.kind === "external-id-taken") return notBooked("external-id-reused", quote.totalRupiah);
  }
  throw new PaymentFault("COVERAGE_KEEPS_MOVING");
}

/** Names what stands in the way. */
export function notBooked(because: UndecidedCause, dueRupiah: Rupiah | null = null): NotBooked {
  return { kind: "not-booked", because, dueRupiah };
}
