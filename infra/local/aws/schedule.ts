import { randomUUID } from "node:crypto";
import type { ScheduledEvent } from "aws-lambda";
import { LOCAL_ACCOUNT, localArn, localRegion } from "./lambda.ts";

export interface Schedule {
  /** Begins no new run and waits for the one in hand. */
  stop(): Promise<void>;
}

/** Calls a function every so often, as an EventBridge rule with a rate does. A run that takes longer than the rate delays the next one. @param atOnce begins with a run */
export function startSchedule(
  rule: string,
  everyMs: number,
  invoke: (event: ScheduledEvent) => Promise<unknown>,
  atOnce = false,
): Schedule {
  let running: Promise<unknown> = Promise.resolve();
  let isRunning = false;
  const run = () => {
    if (isRunning) return;
    isRunning = true;
    // The function logs its own faults; the next run comes anyway.
    running = invoke(scheduledEvent(rule))
      .catch(() => undefined)
      .finally(() => {
        isRunning = false;
      });
  };
  const timer = setInterval(run, everyMs);
  if (atOnce) run();
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** The event with which EventBridge calls a function by schedule. */
export function scheduledEvent(rule: string): ScheduledEvent {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: LOCAL_ACCOUNT,
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    region: localRegion(),
    resources: [localArn("events", `rule/${rule}`)],
    detail: {},
  };
}
