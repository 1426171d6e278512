import { type BusinessDate, formatInstant } from "../../calendar/calendar.ts";
import { maskName, maskNik } from "../../member/mask.ts";
import type { RegistrationOutcome } from "../../registration/register-member.ts";
import { RegistrationForm } from "../../registration/registration-form.ts";
import { type H2hAnswer, h2hAnswer, problemAnswer } from "./answer.ts";
import type { H2hCall } from "./call.ts";
import { answerFailure, malformed } from "./failure.ts";
import { idHoldingNumber } from "./ids-apart.ts";
import { REGISTRATION_ROWS } from "./member-table.ts";
import { readRequest, Till } from "./request.ts";
import { placeOf, terminalIds } from "./terminal.ts";

export type RegistrationRead =
  | { readonly kind: "read"; readonly form: RegistrationForm; readonly place: string | undefined }
  | { readonly kind: "failed"; readonly answer: H2hAnswer };

export type RegistrationAnswered = RegistrationOutcome | { readonly kind: "partner-suspended" };

/** Reads an authenticated registration form. A field at fault is named, its content never repeated. Nobody is born after `today`: such a date is a slip of the pen. */
export function readRegistration(call: H2hCall, today: BusinessDate): RegistrationRead {
  const reading = readRequest(RegistrationForm, call);
  if (reading.kind === "failed") return { kind: "failed", answer: answerFailure(reading.failure) };
  const { request: form } = reading;
  if (form.birthDate > today) return { kind: "failed", answer: answerFailure(malformed("birthDate")) };
  const till = readRequest(Till, call);
  if (till.kind === "failed") return { kind: "failed", answer: answerFailure(till.failure) };
  const { terminal } = till.request;
  if (!terminal) return { kind: "read", form, place: undefined };
  const exposed = idHoldingNumber(terminalIds(terminal), (text) => text.includes(form.nik));
  if (exposed) return { kind: "failed", answer: answerFailure(malformed(exposed)) };
  return { kind: "read", form, place: placeOf(terminal) };
}

/**
 * Writes the answer. Who was a member before is answered like who is one now, but for the status: masked, with what he can pay with, and nothing of what another partner told
 * us of him.
 */
export function answerRegistration(outcome: RegistrationAnswered): H2hAnswer {
  const row = REGISTRATION_ROWS[outcome.kind];
  switch (outcome.kind) {
    case "registered":
    case "known": {
      const { member, code } = outcome;
      return h2hAnswer(row, {
        status: "REGISTERED",
        maskedName: maskName(member.identity.name),
        maskedNik: maskNik(member.identity.nik),
        programmes: member.programmes,
        billingCode: code.code,
        months: code.months,
        validUntil: formatInstant(code.validUntil),
      });
    }
    case "pending":
      return h2hAnswer(row, { status: "PENDING", reason: row.reason, cashier: row.cashier });
    case "too-many-requests":
      return problemAnswer(row, { headers: { "retry-after": String(outcome.retryAfterSeconds) } });
    default:
      return problemAnswer(row);
  }
}
