import { type Instant, parseInstant } from "../../calendar/calendar.ts";
import type { PaymentCommand, PaymentOutcome } from "../../payment/outcome.ts";
import type { Payment } from "../../payment/payment.ts";
import { readStrictJson } from "../../signature/strict-json.ts";
import { withAdditionalInfo } from "./additional-info.ts";
import { type SnapAnswer, snapAnswer } from "./answer.ts";
import type { SnapCaller } from "./authenticate.ts";
import { billDetails, boughtTexts } from "./bill.ts";
import { readCustomerNumber } from "./customer-number.ts";
import { echoedNumbers, wireTextOf } from "./echoed-numbers.ts";
import { answerFailure, answerRow, type SnapFailure } from "./failure.ts";
import { idHoldingNumber } from "./ids-apart.ts";
import type { OutcomeRow } from "./outcome-row.ts";
import { rowOfPayment } from "./outcome-table.ts";
import { paymentEcho, splitEcho } from "./payment-echo.ts";
import { PaymentRequest, readRequest } from "./request.ts";
import { rupiahOfWire, wireAmount } from "./wire.ts";

/** A payment understood, with the request that its answer repeats. */
export interface PaymentReading {
  readonly kind: "read";
  readonly command: PaymentCommand;
  readonly request: PaymentRequest;
}

export type PaymentRead = PaymentReading | { readonly kind: "failed"; readonly answer: SnapAnswer };

/** Reads the body of an authenticated payment (service 25). The reference is the id of its inquiry (design 5.1). */
export function readPayment(caller: SnapCaller, body: Uint8Array, at: Instant): PaymentRead {
  const reading = readRequest(PaymentRequest, readStrictJson(body));
  const fail = (failure: SnapFailure): PaymentRead => ({
    kind: "failed",
    answer: answerFailure("payment", failure, at, reading.sent),
  });
  if (reading.kind === "failed") return fail(reading.failure);
  const { request, sent } = reading;
  const number = readCustomerNumber(request, caller.snap);
  if (number.kind === "failed") return fail(number.failure);
  const exposed = idHoldingNumber(
    { paymentRequestId: request.paymentRequestId, "X-EXTERNAL-ID": caller.externalId },
    number.nik,
  );
  if (exposed) return fail(exposed);
  const command: PaymentCommand = {
    partner: caller.partner.profile,
    terms: caller.terms,
    reference: request.paymentRequestId,
    inquiryId: request.paymentRequestId,
    nik: number.nik,
    amountRupiah: rupiahOfWire(request.paidAmount.value),
    externalId: { service: "payment", id: caller.externalId },
    echo: paymentEcho(sent, request.additionalInfo, number.nik),
    advice: request.flagAdvise === "Y",
    paidAt: parseInstant(wireTextOf(request.trxDateTime) ?? ""),
    ifNew: ifNew(caller),
  };
  return { kind: "read", command, request };
}

/** What holds for a reference never seen; a stored payment is answered without a look at this (design 5.1). */
function ifNew({ stale, partner }: SnapCaller): PaymentCommand["ifNew"] {
  if (stale) return { kind: "unauthorised", because: stale };
  return partner.profile.standing === "suspended"
    ? { kind: "refused", reason: "partner-suspended" }
    : { kind: "allowed" };
}

/**
 * Writes the answer to a payment (snap-bi.md 3.5, 5.2). All of it but the caller's own number fields comes from the stored payment, so a repeat
 * has the same body for ever.
 */
export function answerPayment(
  { snap }: SnapCaller,
  { request }: PaymentReading,
  outcome: PaymentOutcome,
  at: Instant,
): SnapAnswer {
  const row = rowOfPayment(outcome, snap);
  if (outcome.kind === "conflict" || outcome.kind === "unauthorised") return answerRow("payment", row, at);
  const { payment } = outcome;
  const { additionalInfo } = splitEcho("echo" in payment ? payment.echo : {});
  const data = { ...flagged(row), ...echoedNumbers(request), ...paymentFacts(payment) };
  return snapAnswer("payment", row, at, { body: withAdditionalInfo(snap, data, additionalInfo) });
}

/** The two fields on which a bank moves money. */
export function flagged(row: OutcomeRow) {
  return { paymentFlagStatus: row.flag, paymentFlagReason: row.reason };
}

/** What a stored payment says of itself, for the answers of services 25 and 26. */
export function paymentFacts(payment: Payment): Readonly<Record<string, unknown>> {
  if (payment.state === "tombstone") return { paymentRequestId: payment.reference, billDetails: [] };
  const amount = wireAmount(payment.amountRupiah);
  const facts = {
    virtualAccountName: payment.state === "refused" ? "" : payment.maskedName,
    paymentRequestId: payment.reference,
    paidAmount: amount,
    totalAmount: amount,
    ...splitEcho(payment.echo).fields,
  };
  if (payment.state === "refused" || payment.state === "reversed") return { ...facts, billDetails: [] };
  const bills = billDetails(payment).map((bill) => ({
    ...bill,
    billerReferenceId: payment.gatewayReference,
    status: "00",
    reason: { english: "Success", indonesia: "Sukses" },
  }));
  return { ...facts, billDetails: bills, freeTexts: boughtTexts(payment) };
}
