import { type Schedule, startSchedule } from "./aws/schedule.ts";
import type { LocalFunctions } from "./functions.ts";
import { AUDIT_SEALING_MS, CREDIT_KEEPING_MS, LOCAL, SWEEP } from "./topology.ts";

/** Starts what runs by the clock and not by an event. */
export function startSchedules(functions: LocalFunctions): readonly Schedule[] {
  return [
    startSchedule(LOCAL.sweepRule, SWEEP.everyMs, functions.sweeper),
    startSchedule(LOCAL.creditRule, CREDIT_KEEPING_MS, functions.creditKeeper),
    // At once: a gateway that runs for half a minute a day still has its days sealed.
    startSchedule(LOCAL.auditRule, AUDIT_SEALING_MS, functions.auditSealer, true),
  ];
}
