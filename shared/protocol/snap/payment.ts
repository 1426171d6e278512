import { type Instant, parseInstant } from "../../calendar/calendar.ts";
import type { PaymentCommand, PaymentOutcome } from "../../payment/outcome.ts";
import { readStrictJson } from "../../signature/strict-json.ts";
import { withAdditionalInfo } from "./additional-info.ts";
import { type SnapAnswer, snapAnswer } from "./answer.ts";
import type { SnapCaller } from "./authenticate.ts";
import {
  type BillingNumber,
  type CustomerNumber,
  monthsAsked,
  readCustomerNumber,
} from "./customer-number.ts";
import { answerDoubt } from "./doubt.ts";
import { echoedNumbers, wireTextOf } from "./echoed-numbers.ts";
import { answerFailure, answerRow, type SnapFailure } from "./failure.ts";
import { idHoldingNumber } from "./ids-apart.ts";
import { rowOfPayment } from "./outcome-table.ts";
import { paymentEcho, splitEcho } from "./payment-echo.ts";
import { flagged, paymentFacts } from "./payment-facts.ts";
import { inconsistentRow, isDoubleFlagging } from "./repeated-payment.ts";
import { PaymentRequest, readRequest } from "./request.ts";
import { rupiahOfWire } from "./wire.ts";

/** A payment understood, with the request that its answer repeats and the number as it was typed. */
export interface PaymentReading {
  readonly kind: "read";
  readonly number: CustomerNumber | BillingNumber;
  readonly request: PaymentRequest;
  readonly sent: Readonly<Record<string, unknown>>;
}

interface Unreadable {
  readonly kind: "failed";
  readonly answer: SnapAnswer;
}

/** Reads the body of an authenticated payment (service 25). The reference is the id of its inquiry (design 5.1). */
export function readPayment(caller: SnapCaller, body: Uint8Array, at: Instant): PaymentReading | Unreadable {
  const reading = readRequest(PaymentRequest, readStrictJson(body));
  if (reading.kind === "failed") return unreadable(reading.failure, at, reading.sent);
  const { request, sent } = reading;
  const number = readCustomerNumber(request, caller.snap);
  if (number.kind === "failed") return unreadable(number.failure, at, sent);
  return { kind: "read", number, request, sent };
}

const unreadable = (failure: SnapFailure, at: Instant, sent: unknown): Unreadable => ({
  kind: "failed",
  answer: answerFailure("payment", failure, at, sent),
});

/**
 * What a payment reports. `worker` is undefined where its billing code stands for nobody any more: then the inquiry alone says whose payment it is, because a
 * code ends and money that was taken under it does not.
 */
export function paymentCommand(
  caller: SnapCaller,
  { request, sent }: PaymentReading,
  worker: CustomerNumber | undefined,
  at: Instant,
): { readonly kind: "command"; readonly command: PaymentCommand } | Unreadable {
  const { nik } = worker ?? {};
  const exposed = nik && idHoldingNumber({ paymentRequestId: request.paymentRequestId }, nik);
  if (exposed) return unreadable(exposed, at, sent);
  const asked = monthsAsked(request.additionalInfo);
  const months = worker?.months ?? (asked === "malformed" ? undefined : asked);
  // A message number that holds the NIK is kept nowhere; it stops a new payment only, because the first message of a booked one may have had another.
  const externalId = nik && caller.externalId.includes(nik) ? undefined : caller.externalId;
  const command: PaymentCommand = {
    partner: caller.partner.profile,
    terms: caller.terms,
    reference: request.paymentRequestId,
    inquiryId: request.paymentRequestId,
    nik,
    months,
    ...(caller.snap.paysWithoutInquiry && { unquoted: { months: months ?? 1 } }),
    amountRupiah: rupiahOfWire(request.paidAmount.value),
    externalId: externalId === undefined ? undefined : { service: "payment", id: externalId },
    echo: paymentEcho(caller.snap, { sent, additionalInfo: request.additionalInfo, nik, externalId }),
    advice: request.flagAdvise === "Y",
    paidAt: parseInstant(wireTextOf(request.trxDateTime) ?? ""),
    ifNew: ifNew(caller, request, {
      externalIdUsable: externalId !== undefined,
      monthsAgree: asked === undefined || asked === months,
    }),
  };
  return { kind: "command", command };
}

/**
 * What holds for a reference never seen; a stored payment is answered without a look at this (design 5.1). A payment that contradicts itself is refused here and not while it is
 * read: the retry of a booked one must never meet a 4xx.
 */
function ifNew(
  { stale, partner }: SnapCaller,
  { paidAmount, totalAmount }: PaymentRequest,
  { externalIdUsable, monthsAgree }: { readonly externalIdUsable: boolean; readonly monthsAgree: boolean },
): PaymentCommand["ifNew"] {
  if (stale) return { kind: "unauthorised", because: stale };
  if (partner.profile.standing === "suspended") return { kind: "refused", reason: "partner-suspended" };
  if (!externalIdUsable) return { kind: "refused", reason: "external-id-reused" };
  if (!monthsAgree) return { kind: "refused", reason: "months-differ" };
  const total = totalAmount?.value;
  if (total !== undefined && total !== paidAmount.value) return { kind: "refused", reason: "amount-differs" };
  return { kind: "allowed" };
}

/**
 * Writes the answer to a payment (snap-bi.md 3.5, 5.2). All of it but the caller's own number fields comes from the stored payment, so a repeat
 * has the same body for ever.
 */
export function answerPayment(
  caller: SnapCaller,
  { request }: PaymentReading,
  outcome: PaymentOutcome,
  at: Instant,
): SnapAnswer {
  const { snap } = caller;
  const row = rowOfPayment(outcome, snap);
  if (outcome.kind === "undecided") return answerDoubt("payment", row, snap, at);
  if (outcome.kind === "conflict" && snap.repeatedPayment === "bca") {
    return answerRow("payment", inconsistentRow(outcome.stored), at, { request });
  }
  if (!("payment" in outcome)) return answerRow("payment", row, at);
  const { payment } = outcome;
  const { additionalInfo } = splitEcho("echo" in payment ? payment.echo : {});
  const data = { ...flagged(row), ...echoedNumbers(request), ...paymentFacts(payment, snap) };
  const said = isDoubleFlagging(caller, request, outcome) ? inconsistentRow(payment) : row;
  return snapAnswer("payment", said, at, { body: withAdditionalInfo(snap, data, additionalInfo) });
}
