import type { KeyObject } from "node:crypto";
import type { Clock } from "../../shared/calendar/clock.ts";
import { httpRegister } from "../../shared/core/http-register.ts";
import type { MembershipRegister } from "../../shared/core/register.ts";
import { embeddedRegister } from "../../shared/registration/embedded-register.ts";
import { coreWire, type Environment } from "../core-wire.ts";

/** A person waits at a counter for his registration, and the answer still has to be written. */
const REGISTER_MS = 4_000;

/** The register of the core that the environment names; the embedded one seals what it says under the feed's key, as the core does. @throws as coreWire */
export async function registerOf(
  clock: Pick<Clock, "machineNow">,
  feedKey: KeyObject,
  env: Environment = process.env,
): Promise<MembershipRegister> {
  const wire = await coreWire(clock, env);
  return wire ? httpRegister({ ...wire, deadlineMs: REGISTER_MS }) : embeddedRegister(feedKey);
}
