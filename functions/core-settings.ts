import type { Clock } from "../shared/calendar/clock.ts";
import type { Core } from "../shared/core/core.ts";
import { EMBEDDED_CORE } from "../shared/core/embedded-core.ts";
import { httpCore } from "../shared/core/http-core.ts";
import { coreWire, type Environment } from "./core-wire.ts";
import { wholeNumberSetting } from "./whole-number-setting.ts";

const SILENCE_SECONDS = "120";

/** The core that the environment names, or the embedded one without a URL. @throws Error at init when the URL has no secret, or either is malformed */
export async function coreOf(
  clock: Pick<Clock, "machineNow">,
  env: Environment = process.env,
): Promise<Core> {
  const wire = await coreWire(clock, env);
  return wire ? httpCore(wire) : EMBEDDED_CORE;
}

/** How long the core may say nothing about a payment before that is a failure, in milliseconds: two minutes, or KANAL_CORE_SILENCE_SECONDS. */
export function silenceMsOf(env: Environment = process.env): number {
  const seconds = env.KANAL_CORE_SILENCE_SECONDS || SILENCE_SECONDS;
  return wholeNumberSetting("KANAL_CORE_SILENCE_SECONDS", seconds) * 1000;
}
