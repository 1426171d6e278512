import * as z from "zod/mini";
import { type Instant, instant } from "../calendar/calendar.ts";
import { parseNik } from "../member/nik.ts";
import { type Attempt, UNKNOWN_PARTNER } from "./attempt.ts";

const short = z.string().check(z.maxLength(128));

/** A line as the functions print it (functions/request-log.ts). What it holds besides is not looked at. */
const Line = z.object({
  message: z.literal("request"),
  timestamp: z.iso.datetime(),
  operation: short,
  requestId: short.check(z.minLength(1)),
  responseCode: short.check(z.regex(/^\d{3}/)),
  durationMs: z.number(),
  bodySha256: short,
  partnerId: z.optional(short),
  channel: z.optional(short),
  keyId: z.optional(short),
  externalId: z.optional(short),
  reference: z.optional(short),
  outcome: z.optional(short),
  conflict: z.optional(z.array(short)),
  fault: z.optional(z.object({ code: short })),
});

export type LineReading =
  | { readonly kind: "attempt"; readonly attempt: Attempt }
  /** Another line: Lambda's own, a run's. */
  | { readonly kind: "other" }
  /** Says that it is a request and does not read like one. */
  | { readonly kind: "unreadable" };

/** Reads one line of a function's log. `inBusinessTime` moves the machine's time, which the line has, to the one that payments have. */
export function attemptOfLine(text: string, inBusinessTime: (machine: Instant) => Instant): LineReading {
  const json = jsonOf(text);
  if (typeof json !== "object" || json === null || !("message" in json) || json.message !== "request") {
    return { kind: "other" };
  }
  const line = z.safeParse(Line, json);
  if (!line.success) return { kind: "unreadable" };
  const { data } = line;
  const loggedAt = instant(Date.parse(data.timestamp));
  return {
    kind: "attempt",
    attempt: {
      requestId: data.requestId,
      at: inBusinessTime(loggedAt),
      loggedAt,
      partnerId: data.partnerId ?? UNKNOWN_PARTNER,
      channel: data.channel ?? null,
      isSigned: data.keyId !== undefined,
      operation: data.operation,
      responseCode: data.responseCode,
      outcome: data.outcome ?? null,
      reference: nobodysNumber(data.reference),
      externalId: nobodysNumber(data.externalId),
      conflict: data.conflict ?? [],
      fault: data.fault?.code ?? null,
      durationMs: data.durationMs,
      bodySha256: data.bodySha256,
    },
  };
}

/** The functions leave out ids in which somebody's number could stand; looked at once more, because here ids become keys (design invariant 8). */
function nobodysNumber(id: string | undefined): string | null {
  if (id === undefined) return null;
  for (const [digits] of id.matchAll(/\d{16,}/g)) {
    for (let at = 0; at + 16 <= digits.length; at++) if (parseNik(digits.slice(at, at + 16))) return null;
  }
  return id;
}

function jsonOf(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
