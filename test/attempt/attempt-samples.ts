import type { Attempt } from "../../shared/attempt/attempt.ts";
import { type Instant, parseInstant } from "../../shared/calendar/calendar.ts";

export function time(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`not a time: ${text}`);
  return at;
}

let requests = 0;

/** A payment that BRI signed and that went well, unless said otherwise. */
export const attempt = (facts: Partial<Attempt> = {}): Attempt => ({
  loggedAt: facts.at ?? time("2026-11-20T10:00:00+07:00"),
  ...{ requestId: `request-${++requests}`, at: time("2026-11-20T10:00:00+07:00"), partnerId: "bri" },
  ...{ channel: "BRILINK", isSigned: true, operation: "snap.payment", responseCode: "2002500" },
  ...{ outcome: "accepted", reference: "REF-1", externalId: null, conflict: [], fault: null },
  ...{ durationMs: 12, bodySha256: "00" },
  ...facts,
});

export const FORGED: Partial<Attempt> = {
  ...{ isSigned: false, channel: null, responseCode: "4012500", outcome: null },
};
export const REFUSED: Partial<Attempt> = { responseCode: "4042519", outcome: "quote-expired" };
