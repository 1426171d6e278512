import { formatInstant, type Instant } from "../../../shared/calendar/calendar.ts";
import type { Core } from "../../../shared/core/core.ts";
import { EMBEDDED_CORE } from "../../../shared/core/embedded-core.ts";
import type { DurableStore } from "../durable-store.ts";
import { businessClock } from "./business-clock.ts";
import { coreSwitch } from "./core-switch.ts";
import { lostAnswers } from "./lost-answers.ts";
import type { Sandbox } from "./sandbox.ts";

/**
 * Opens the sandbox's switches. An empty folder's clock begins at `at` (KANAL_NOW) or now; later `at` only moves it forward, because what was booked
 * stays booked. Core and answers always begin in order.
 */
export function openSwitches(
  store: DurableStore,
  at: Instant | undefined,
  log: (line: string) => void,
  core: Core = EMBEDDED_CORE,
): Sandbox {
  const clock = businessClock(store);
  if (clock.begunAt === undefined) clock.begin(at ?? clock.machineNow());
  else if (at !== undefined && !clock.moveForward(at)) {
    log(
      `This sandbox has already reached ${formatInstant(clock.businessNow())}, and its time only runs forward.`,
    );
    log("To begin at KANAL_NOW, empty it: npm start -- --fresh");
  }
  return { clock, core: coreSwitch(core), answers: lostAnswers() };
}
