import type { Instant } from "../shared/calendar/calendar.ts";
import type { RequestLine } from "./request-log.ts";

/** Writes into the log line how far a partner's clock is from ours, by the time that its signature covers. What is not genuinely signed says nothing about anybody's clock. */
export function noteSkew(
  line: Partial<RequestLine>,
  signedAt: Instant | undefined,
  machineNow: Instant,
): void {
  if (signedAt === undefined) return;
  line.skewSeconds = Math.round(Math.abs(signedAt - machineNow) / 1000);
  if (line.skewSeconds > 0) line.partnerClock = signedAt > machineNow ? "ahead" : "behind";
}
