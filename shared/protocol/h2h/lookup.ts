import type { CoverageState } from "../../coverage/coverage-state.ts";
import type { lookUpMember } from "../../coverage/look-up-member.ts";
import { type H2hAnswer, h2hAnswer, problemAnswer } from "./answer.ts";
import type { H2hCall } from "./call.ts";
import { type CustomerNumberReading, readCustomerNumber } from "./customer-number.ts";
import { answerFailure } from "./failure.ts";
import { LOOKUP_ROWS } from "./member-table.ts";
import { LookupRequest, readRequest } from "./request.ts";
import { placeOf } from "./terminal.ts";

export type LookupOutcome = Awaited<ReturnType<typeof lookUpMember>> | { readonly kind: "partner-suspended" };

export type LookupRead =
  | {
      readonly kind: "read";
      readonly number: CustomerNumberReading;
      /** The till, where the caller names it. */
      readonly place: string | undefined;
    }
  | { readonly kind: "failed"; readonly answer: H2hAnswer };

/** Reads an authenticated member lookup. */
export function readLookup(call: H2hCall): LookupRead {
  const reading = readRequest(LookupRequest, call);
  if (reading.kind === "failed") return { kind: "failed", answer: answerFailure(reading.failure) };
  const { customerNumber, terminal } = reading.request;
  return { kind: "read", number: readCustomerNumber(customerNumber), place: terminal && placeOf(terminal) };
}

/** Writes the answer to a lookup: who, masked, in which programmes, covered until when. No income, no balance. */
export function answerLookup(outcome: LookupOutcome): H2hAnswer {
  const row = LOOKUP_ROWS[outcome.kind];
  if (outcome.kind === "too-many-requests") {
    return problemAnswer(row, { headers: { "retry-after": String(outcome.retryAfterSeconds) } });
  }
  if (outcome.kind !== "found") return problemAnswer(row);
  const { maskedName, maskedNik, programmes, coverage } = outcome;
  return h2hAnswer(row, { maskedName, maskedNik, programmes, coverage: coverageBody(coverage) });
}

function coverageBody(coverage: CoverageState): Readonly<Record<string, unknown>> {
  return {
    state: coverage.kind,
    ...("coveredTo" in coverage && { coveredTo: coverage.coveredTo }),
    ...("until" in coverage && { graceUntil: coverage.until }),
  };
}
