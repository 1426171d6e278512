import type { Instant } from "../calendar/calendar.ts";
import { claimWrites } from "../coverage/claim.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite, WriteResult } from "../ledger/write.ts";
import type { Booking } from "./booking.ts";
import type { PaymentDeps } from "./deps.ts";
import { externalIdWrite } from "./external-id-item.ts";
import type { ExternalId, PaymentCommand } from "./outcome.ts";
import type { Payment, RefusedPayment } from "./payment.ts";
import { paymentItem, paymentOf } from "./payment-item.ts";

/** What stood in the way of a write, read in the order payment, external id, coverage (design section 6). */
export type BookingResult =
  | { readonly kind: "booked" }
  | { readonly kind: "reference-taken"; readonly stored: Payment }
  | { readonly kind: "external-id-taken" }
  | { readonly kind: "coverage-moved" };

/** Where the message's number stands besides the payment; undefined when the protocol has none or it is known to be used. */
export interface MessageNumber {
  readonly external: ExternalId | undefined;
  readonly machineNow: Instant;
}

/** The number of a payment's message. */
export function messageNumber(deps: Pick<PaymentDeps, "clock">, command: PaymentCommand): MessageNumber {
  return { external: command.externalId, machineNow: deps.clock.machineNow() };
}

/** The ONE transaction that decides everything: payment, number of the day, and months, all or nothing. */
export async function book(ledger: Ledger, booking: Booking, number: MessageNumber): Promise<BookingResult> {
  return writePayment(ledger, booking.payment, number, claimWrites(booking.change));
}

/** A booking that no message of a partner brought, as the writes that make it: the first is the payment, put if absent. */
export function bookingWrites({ payment, change }: Booking): readonly LedgerWrite[] {
  return [{ kind: "put", item: paymentItem(payment), guard: "absent" }, ...claimWrites(change)];
}

/** Keeps a refusal, so that the same reference is refused the same way for ever. */
export async function keepRefusal(
  ledger: Ledger,
  payment: RefusedPayment,
  number: MessageNumber,
): Promise<BookingResult> {
  return writePayment(ledger, payment, number, []);
}

async function writePayment(
  ledger: Ledger,
  payment: Payment,
  { external, machineNow }: MessageNumber,
  claim: readonly LedgerWrite[],
): Promise<BookingResult> {
  const externalId = external ? [externalIdWrite(payment.partnerId, external, machineNow)] : [];
  const result = await ledger.transact([
    { kind: "put", item: paymentItem(payment), guard: "absent" },
    ...externalId,
    ...claim,
  ]);
  return readResult(result, externalId.length);
}

function readResult(result: WriteResult, externalIds: number): BookingResult {
  if (result.kind === "committed") return { kind: "booked" };
  const taken = result.failed.find(({ index }) => index === 0);
  if (taken?.item) return { kind: "reference-taken", stored: paymentOf(taken.item) };
  if (result.failed.some(({ index }) => index <= externalIds)) return { kind: "external-id-taken" };
  return { kind: "coverage-moved" };
}
