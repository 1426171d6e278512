import type { BoundCode } from "../../billing-code/billing-code-item.ts";
import { formatInstant } from "../../calendar/calendar.ts";
import type { Nik } from "../../member/member.ts";
import { type H2hAnswer, h2hAnswer, problemAnswer } from "./answer.ts";
import type { H2hCall } from "./call.ts";
import { readCustomerNumber } from "./customer-number.ts";
import { answerFailure, malformed } from "./failure.ts";
import { BILLING_CODE_ROWS } from "./member-table.ts";
import { BillingCodeRequest, readRequest } from "./request.ts";
import { placeOf } from "./terminal.ts";

export type BillingCodeRead =
  | {
      readonly kind: "read";
      readonly nik: Nik;
      readonly months: number;
      readonly place: string | undefined;
    }
  | { readonly kind: "failed"; readonly answer: H2hAnswer };

export type BillingCodeOutcome =
  | { readonly kind: "issued"; readonly bound: BoundCode; readonly maskedName: string }
  | { readonly kind: "unknown" | "partner-suspended" }
  | { readonly kind: "too-many-requests"; readonly retryAfterSeconds: number };

/** Reads an authenticated wish for a number to pay with. */
export function readBillingCode(call: H2hCall): BillingCodeRead {
  const reading = readRequest(BillingCodeRequest, call);
  if (reading.kind === "failed") return { kind: "failed", answer: answerFailure(reading.failure) };
  const { customerNumber, months, terminal } = reading.request;
  const number = readCustomerNumber(customerNumber);
  if (number.kind === "failed") return { kind: "failed", answer: answerFailure(number.failure) };
  // A code for a code would live for ever.
  if (number.kind !== "nik") {
    return { kind: "failed", answer: answerFailure(malformed("customerNumber.type")) };
  }
  return { kind: "read", nik: number.nik, months, place: terminal && placeOf(terminal) };
}

/** Writes the answer: the number, what it is good for, and until when. */
export function answerBillingCode(outcome: BillingCodeOutcome): H2hAnswer {
  const row = BILLING_CODE_ROWS[outcome.kind];
  if (outcome.kind === "too-many-requests") {
    return problemAnswer(row, { headers: { "retry-after": String(outcome.retryAfterSeconds) } });
  }
  if (outcome.kind !== "issued") return problemAnswer(row);
  const { bound, maskedName } = outcome;
  return h2hAnswer(row, {
    billingCode: bound.code,
    maskedName,
    months: bound.months,
    validUntil: formatInstant(bound.validUntil),
  });
}
