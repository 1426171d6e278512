import { type Instant, instant } from "../../shared/calendar/calendar.ts";
import { type FailureCause, failureOf } from "../../shared/failure/failure.ts";
import { openFailure } from "../../shared/failure/failure-store.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import type { TestLedger } from "../engine/test-ledger.ts";

export const NOON = instant(Date.parse("2026-11-20T12:00:00+07:00"));
export const ANI = { subject: "ani", origin: "10.0.0.7" };
export const BUDI = { subject: "budi", origin: "10.0.0.8" };

let ids = 0;

/** A place for people who work through failures, with a clock to move. */
export function opsDesk({ ledger }: TestLedger) {
  let now = NOON;
  const clock = { businessNow: () => now, machineNow: () => now };
  return {
    deps: { ledger, clock, ids: { next: () => `AUDIT${String(++ids).padStart(21, "0")}` } },
    after(ms: number): Instant {
      now = instant(now + ms);
      return now;
    },
    async open(cause: FailureCause, id: string, amount = 8_400, openedAt: Instant = now) {
      const subject = { kind: "payment", id } as const;
      const failure = failureOf({ cause, subject, reason: "", openedAt, amountRupiah: rupiah(amount) });
      await openFailure(ledger, failure);
      return failure;
    },
  };
}
