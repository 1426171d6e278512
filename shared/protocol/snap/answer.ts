import { formatInstant, type Instant } from "../../calendar/calendar.ts";
import { type OutcomeRow, type SnapCase, statusOf } from "./outcome-row.ts";
import { SNAP_SERVICES, type SnapService } from "./service.ts";

/** An answer ready to be sent. */
export interface SnapAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** What was said and when, for a bank that wants it in other words; not sent. */
  readonly said: {
    readonly code: SnapCase;
    readonly reason: string;
    readonly field: string | undefined;
    readonly at: Instant;
  };
}

/** The service digits of an answer to a path that names no service. */
const NO_SERVICE = "00";

/**
 * Composes an answer: responseCode = HTTP status + service + case, the HTTP status is its first three digits, and the time and content type
 * stand on every answer, errors included (snap-bi.md 4, 8.15, 8.23). `at` is the machine's time.
 */
export function snapAnswer(
  service: SnapService | undefined,
  row: OutcomeRow,
  at: Instant,
  more: {
    readonly detail?: string;
    readonly body?: SnapAnswer["body"];
    readonly headers?: SnapAnswer["headers"];
  } = {},
): SnapAnswer {
  const serviceCode = service ? SNAP_SERVICES[service].code : NO_SERVICE;
  const responseMessage = more.detail === undefined ? row.message : `${row.message} {${more.detail}}`;
  return {
    status: statusOf(row),
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-timestamp": formatInstant(at),
      ...more.headers,
    },
    body: { responseCode: row.code.replace("xx", serviceCode), responseMessage, ...more.body },
    said: { code: row.code, reason: row.reason.english, field: more.detail, at },
  };
}
