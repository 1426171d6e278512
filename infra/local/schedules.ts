import type { QueueStore } from "./aws/queue-store.ts";
import { type Schedule, startSchedule } from "./aws/schedule.ts";
import type { LocalFunctions } from "./functions.ts";
import { AUDIT_SEALING_MS, CREDIT_KEEPING_MS, LATE_FILES_MS, LOCAL, SWEEP, WATCHING_MS } from "./topology.ts";

/** Starts what runs by the clock and not by an event. */
export function startSchedules(
  functions: LocalFunctions,
  queues: Pick<QueueStore, "send">,
): readonly Schedule[] {
  const lookForLate = JSON.stringify({ kind: "look-for-late" });
  return [
    startSchedule(LOCAL.sweepRule, SWEEP.everyMs, functions.sweeper),
    startSchedule(LOCAL.creditRule, CREDIT_KEEPING_MS, functions.creditKeeper),
    startSchedule(LOCAL.watchRule, WATCHING_MS, functions.watchman),
    // At once: a gateway that runs for half a minute a day still has its days sealed.
    startSchedule(LOCAL.auditRule, AUDIT_SEALING_MS, functions.auditSealer, true),
    // As in AWS, where the rule puts its message into the queue.
    startSchedule(LOCAL.lateFilesRule, LATE_FILES_MS, async () => {
      queues.send(LOCAL.settlementQueue, lookForLate);
    }),
  ];
}
