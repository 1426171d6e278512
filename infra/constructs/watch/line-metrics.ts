import { RECORD_FAILED } from "../../../functions/run-log.ts";
import type { LogMetric } from "./log-metric.ts";

const BY_PARTNER = { Partner: "$.partnerId" } as const;
const BY_FUNCTION = { Function: "$.service" } as const;

/** A partner stands in a line only when the registry knows it (functions/request-log.ts), so there are no more of these metrics than partners. */
const OF_A_PARTNER = '$.message = "request" && $.partnerId = "*"';

/** What the lines of functions that are called tell, one line a request. */
export const REQUEST_METRICS = {
  requests: { name: "Requests", pattern: `{ ${OF_A_PARTNER} }`, value: "1", by: BY_PARTNER },
  accepted: {
    name: "PaymentsAccepted",
    pattern: `{ ${OF_A_PARTNER} && $.outcome = "accepted" }`,
    value: "1",
    by: BY_PARTNER,
  },
  repeated: {
    name: "PaymentsRepeated",
    pattern: `{ ${OF_A_PARTNER} && $.outcome = "replayed" }`,
    value: "1",
    by: BY_PARTNER,
  },
  refused: {
    name: "RequestsRefused",
    pattern: `{ ${OF_A_PARTNER} && $.responseCode = "4*" }`,
    value: "1",
    by: BY_PARTNER,
  },
  /** In the name of a partner, and not signed by it, not in time, or without a good token: the answer is 401 in both protocols. */
  signatureFailures: {
    name: "SignatureFailures",
    pattern: `{ ${OF_A_PARTNER} && $.responseCode = "401*" }`,
    value: "1",
    by: BY_PARTNER,
  },
  unknownCallers: {
    name: "UnknownCallers",
    pattern: '{ $.message = "request" && $.partnerId NOT EXISTS && $.responseCode = "401*" }',
    value: "1",
  },
  /** The same reference with other facts: money in two minds. */
  conflicts: {
    name: "ReferenceConflicts",
    pattern: `{ ${OF_A_PARTNER} && $.conflict[0] = "*" }`,
    value: "1",
    by: BY_PARTNER,
  },
  /** How far the time that a partner signed is from ours. */
  skew: {
    name: "SkewSeconds",
    pattern: `{ ${OF_A_PARTNER} && $.skewSeconds >= 0 }`,
    value: "$.skewSeconds",
    by: BY_PARTNER,
  },
  /** Requests that ended in a fault of ours. */
  faults: {
    name: "Faults",
    pattern: '{ $.message = "request" && $.fault.code = "*" }',
    value: "1",
    by: BY_FUNCTION,
  },
  answerMs: {
    name: "AnswerMs",
    pattern: '{ $.message = "request" && $.durationMs >= 0 }',
    value: "$.durationMs",
    by: BY_FUNCTION,
  },
} as const satisfies Readonly<Record<string, LogMetric>>;

/**
 * Records that a function gave back. A letter that is given back is no error of the function, and lies invisible in its queue nearly all of the time, so neither Lambda's count of errors nor the
 * queue's depth need ever show it.
 */
export const RECORDS_FAILED = {
  name: "RecordsFailed",
  pattern: `{ $.message = "${RECORD_FAILED}" }`,
  value: "1",
  by: BY_FUNCTION,
} as const satisfies LogMetric;
