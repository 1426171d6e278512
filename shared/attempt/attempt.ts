import type { Instant } from "../calendar/calendar.ts";

/** The partner of a request that named none whom we know. */
export const UNKNOWN_PARTNER = "unknown";

/** One request as its log line tells it. Nothing in it is personal, and nothing of it is believed: `isSigned` says whether a key of the partner fitted. */
export interface Attempt {
  /** API Gateway's id of the request. */
  readonly requestId: string;
  /** When it was answered, in business time. */
  readonly at: Instant;
  /** The same in the machine's time, as the line has it: what an attempt is told apart and sorted by. */
  readonly loggedAt: Instant;
  /** Whom of our partners the request named; `unknown` where it named none. */
  readonly partnerId: string;
  readonly channel: string | null;
  /** True when a key of the partner fitted: without it anybody may have sent this in the partner's name. */
  readonly isSigned: boolean;
  /** Protocol and service, `snap.payment`. */
  readonly operation: string;
  /** As the log has it: a SNAP code, or an HTTP status and the problem's name. */
  readonly responseCode: string;
  /** The kind or reason of the outcome, in our words; null where the request did not get that far. */
  readonly outcome: string | null;
  /** The caller's own reference of the payment, or of the inquiry where it names one; null where it named none or one that looks like somebody's number. */
  readonly reference: string | null;
  /** The message's own number: X-EXTERNAL-ID, or our id of an H2H inquiry. */
  readonly externalId: string | null;
  /** Fields in which a reused reference differed. */
  readonly conflict: readonly string[];
  /** Code of a fault of ours. */
  readonly fault: string | null;
  readonly durationMs: number;
  /** Hash of the body: two requests with the same one sent the same message. */
  readonly bodySha256: string;
}

/** How a request went: answered with success, refused by us, or failed at our side, so that the partner does not know. */
export type Verdict = "ok" | "refused" | "failed";

/** Reads the verdict off the answer's code. What is neither 2xx nor 4xx leaves the partner in doubt. */
export function verdictOf({ responseCode }: Pick<Attempt, "responseCode">): Verdict {
  if (responseCode.startsWith("2")) return "ok";
  return responseCode.startsWith("4") ? "refused" : "failed";
}

/** The word by which an attempt is counted: its outcome, or the answer where it had none. */
export function wordOf({ outcome, responseCode }: Pick<Attempt, "outcome" | "responseCode">): string {
  return outcome ?? responseCode.replaceAll(" ", "-");
}
