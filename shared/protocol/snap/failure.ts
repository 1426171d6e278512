import type { Instant } from "../../calendar/calendar.ts";
import { type SnapAnswer, snapAnswer } from "./answer.ts";
import type { OutcomeRow } from "./outcome-row.ts";
import {
  AUTHENTICATION_ROWS,
  type AuthenticationFailure,
  REQUEST_ROWS,
  type RequestFailure,
} from "./outcome-table.ts";
import { refusedInquiryData, refusedPaymentData } from "./refused-data.ts";
import type { SnapService } from "./service.ts";

/** A request that never became a command. `field` names the field or header at fault, never its value. */
export type SnapFailure =
  | { readonly kind: "unauthorised"; readonly because: AuthenticationFailure }
  | { readonly kind: RequestFailure; readonly field?: string };

export const unauthorised = (because: AuthenticationFailure): SnapFailure => ({
  kind: "unauthorised",
  because,
});
export const missing = (field: string): SnapFailure => ({ kind: "field-missing", field });
export const malformed = (field: string): SnapFailure => ({ kind: "field-malformed", field });

/** Answers a failure. `request` is the body as far as it could be read: a 4xx repeats the numbers of its own request (snap-bi.md 8.16). */
export function answerFailure(
  service: SnapService | undefined,
  failure: SnapFailure,
  at: Instant,
  request?: unknown,
): SnapAnswer {
  if (failure.kind === "unauthorised") return answerRow(service, AUTHENTICATION_ROWS[failure.because], at);
  const headers: Record<string, string> = failure.kind === "method-not-allowed" ? { allow: "POST" } : {};
  const detail = failure.field === undefined ? {} : { detail: failure.field };
  return answerRow(service, REQUEST_ROWS[failure.kind], at, { request, headers, ...detail });
}

/** Answers a row that carries nothing but itself; customer data stands on no 401 and no 5xx. */
export function answerRow(
  service: SnapService | undefined,
  row: OutcomeRow,
  at: Instant,
  more: {
    readonly request?: unknown;
    readonly detail?: string;
    readonly headers?: Record<string, string>;
  } = {},
): SnapAnswer {
  const { request, ...rest } = more;
  if (row.flag === null) return snapAnswer(service, row, at, rest);
  if (service === "inquiry") {
    return snapAnswer(service, row, at, {
      ...rest,
      body: { virtualAccountData: refusedInquiryData(row, request) },
    });
  }
  if (service === "payment") {
    return snapAnswer(service, row, at, {
      ...rest,
      body: { virtualAccountData: refusedPaymentData(row, request) },
    });
  }
  return snapAnswer(service, row, at, rest);
}
