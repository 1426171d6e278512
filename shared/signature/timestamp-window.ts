import type { Instant } from "../calendar/calendar.ts";

/** A sent time, the machine's own time and how far they may lie apart, in seconds. */
export interface TimestampWindow {
  readonly sentAt: Instant;
  readonly machineNow: Instant;
  readonly skewSeconds: number;
}

/** Two-sided: a time in the future is as stale as one in the past (snap-bi.md 2.5). The edge itself is inside. */
export function insideWindow({ sentAt, machineNow, skewSeconds }: TimestampWindow): boolean {
  return Math.abs(machineNow - sentAt) <= skewSeconds * 1000;
}
