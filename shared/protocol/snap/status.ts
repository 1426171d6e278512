import { formatInstant, type Instant } from "../../calendar/calendar.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import type { StatusOutcome } from "../../payment/outcome.ts";
import type { Payment } from "../../payment/payment.ts";
import { readStrictJson } from "../../signature/strict-json.ts";
import { withAdditionalInfo } from "./additional-info.ts";
import { type SnapAnswer, snapAnswer } from "./answer.ts";
import type { SnapCaller } from "./authenticate.ts";
import { type BillingNumber, type CustomerNumber, readCustomerNumber } from "./customer-number.ts";
import { type EchoedNumbers, echoedNumbers } from "./echoed-numbers.ts";
import { answerFailure, type SnapFailure } from "./failure.ts";
import { rowOfStatus, STATUS_ROWS } from "./outcome-table.ts";
import { splitEcho } from "./payment-echo.ts";
import { flagged, paymentFacts } from "./payment-facts.ts";
import { readRequest, StatusRequest } from "./request.ts";

/** A status question understood: about one payment, or, without an id, about all of a number's. */
export interface StatusReading {
  readonly kind: "read";
  readonly number: CustomerNumber | BillingNumber;
  readonly reference: string | undefined;
  readonly request: StatusRequest;
}

export type StatusRead = StatusReading | { readonly kind: "failed"; readonly answer: SnapAnswer };

/** Reads the body of an authenticated status question (service 26). Either id names the payment, since both are one (design 5.1). */
export function readStatus(caller: SnapCaller, body: Uint8Array, at: Instant): StatusRead {
  const reading = readRequest(StatusRequest, readStrictJson(body));
  const fail = (failure: SnapFailure): StatusRead => ({
    kind: "failed",
    answer: answerFailure("status", failure, at, reading.sent),
  });
  if (reading.kind === "failed") return fail(reading.failure);
  const { request } = reading;
  const number = readCustomerNumber(request, caller.snap);
  if (number.kind === "failed") return fail(number.failure);
  const reference = request.paymentRequestId || request.inquiryRequestId || undefined;
  return { kind: "read", number, reference, request };
}

/** Writes the answer about one payment (snap-bi.md 3.6). Unlike a payment's own answer it changes: cover may have begun meanwhile. */
export function answerStatus(
  { snap }: SnapCaller,
  { request }: StatusReading,
  outcome: StatusOutcome,
  at: Instant,
): SnapAnswer {
  const row = rowOfStatus(outcome);
  if (outcome.kind !== "found") return snapAnswer("status", row, at);
  const { data, additionalInfo } = transaction(snap, outcome.payment, echoedNumbers(request));
  return snapAnswer("status", row, at, { body: withAdditionalInfo(snap, data, additionalInfo) });
}

/**
 * Writes the answer about all of a number's payments, the newest first: an array, each with its own flag and additionalInfo, because none was named
 * (snap-bi.md 3.6, 8.25).
 */
export function answerStatusList(
  { snap, partner }: SnapCaller,
  { request }: StatusReading,
  payments: readonly Payment[],
  at: Instant,
): SnapAnswer {
  if (payments.length === 0) {
    return snapAnswer("status", STATUS_ROWS[partner.profile.forgotten ? "forgotten" : "unknown"], at);
  }
  const numbers = echoedNumbers(request);
  const virtualAccountData = payments.map((payment) => {
    const { data, additionalInfo } = transaction(snap, payment, numbers);
    return { ...data, additionalInfo };
  });
  return snapAnswer("status", STATUS_ROWS.accepted, at, { body: { virtualAccountData } });
}

function transaction(snap: SnapProfile, payment: Payment, numbers: EchoedNumbers) {
  const { additionalInfo } = splitEcho("echo" in payment ? payment.echo : {});
  const data = {
    ...flagged(rowOfStatus({ kind: "found", payment })),
    ...numbers,
    ...("inquiryId" in payment && { inquiryRequestId: payment.inquiryId }),
    ...paymentFacts(payment, snap),
    transactionDate: formatInstant(payment.receivedAt, snap.timestampForm),
  };
  return { data, additionalInfo: { ...additionalInfo, ...cover(snap, payment) } };
}

/** How far the payment has come: what a till prints as "active since", and when the core confirmed it. */
function cover({ timestampForm }: SnapProfile, payment: Payment): Readonly<Record<string, string>> {
  if (payment.state === "refused" || payment.state === "tombstone") return { paymentState: payment.state };
  const inForceFrom = formatInstant(payment.inForceFrom, timestampForm);
  const since = { paymentState: payment.state, inForceFrom };
  if (payment.activatedAt === null) return since;
  return { ...since, activatedAt: formatInstant(payment.activatedAt, timestampForm) };
}
