import { formatInstant, type Instant } from "../../calendar/calendar.ts";
import type { StatusOutcome, StatusQuery } from "../../payment/outcome.ts";
import type { Payment } from "../../payment/payment.ts";
import { readStrictJson } from "../../signature/strict-json.ts";
import { withAdditionalInfo } from "./additional-info.ts";
import { type SnapAnswer, snapAnswer } from "./answer.ts";
import type { SnapCaller } from "./authenticate.ts";
import { readCustomerNumber } from "./customer-number.ts";
import { echoedNumbers } from "./echoed-numbers.ts";
import { answerFailure, missing, type SnapFailure } from "./failure.ts";
import { rowOfStatus } from "./outcome-table.ts";
import { flagged, paymentFacts } from "./payment.ts";
import { splitEcho } from "./payment-echo.ts";
import { readRequest, StatusRequest } from "./request.ts";

/** A status question understood, with the request that its answer repeats. */
export interface StatusReading {
  readonly kind: "read";
  readonly query: StatusQuery;
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
  const reference = request.paymentRequestId || request.inquiryRequestId;
  if (!reference) return fail(missing("inquiryRequestId"));
  return { kind: "read", query: { partner: caller.partner.profile, reference, nik: number.nik }, request };
}

/** Writes the answer to a status question (snap-bi.md 3.6). Unlike a payment's own answer it changes: cover may have begun meanwhile. */
export function answerStatus(
  { snap }: SnapCaller,
  { request }: StatusReading,
  outcome: StatusOutcome,
  at: Instant,
): SnapAnswer {
  const row = rowOfStatus(outcome);
  if (outcome.kind === "unknown") return snapAnswer("status", row, at);
  const { payment } = outcome;
  const data = {
    ...flagged(row),
    ...echoedNumbers(request),
    ...("inquiryId" in payment && { inquiryRequestId: payment.inquiryId }),
    ...paymentFacts(payment),
    transactionDate: formatInstant(payment.receivedAt),
  };
  const { additionalInfo } = splitEcho("echo" in payment ? payment.echo : {});
  return snapAnswer("status", row, at, {
    body: withAdditionalInfo(snap, data, { ...additionalInfo, ...cover(payment) }),
  });
}

/** How far the payment has come: what a till prints as "active since", and when the core confirmed it. */
function cover(payment: Payment): Readonly<Record<string, string>> {
  if (payment.state === "refused" || payment.state === "tombstone") return { paymentState: payment.state };
  const since = { paymentState: payment.state, inForceFrom: formatInstant(payment.inForceFrom) };
  return payment.activatedAt === null ? since : { ...since, activatedAt: formatInstant(payment.activatedAt) };
}
