import type { Clock } from "../shared/calendar/clock.ts";
import type { Core } from "../shared/core/core.ts";
import { EMBEDDED_CORE } from "../shared/core/embedded-core.ts";
import { httpCore } from "../shared/core/http-core.ts";
import { kmsUnwrapper } from "../shared/seal/kms-unwrapper.ts";
import { readSettings } from "./settings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const SILENCE_SECONDS = "120";

/**
 * The core that the environment names: the one at KANAL_CORE_URL, its orders signed with KANAL_KEY_CORE (the KMS ciphertext of a `whsec_` secret), or the embedded
 * one without a URL. @throws Error at init when the URL has no secret, or either is malformed
 */
export async function coreOf(
  clock: Pick<Clock, "machineNow">,
  env: Environment = process.env,
): Promise<Core> {
  const baseUrl = env.KANAL_CORE_URL;
  if (!baseUrl) return EMBEDDED_CORE;
  const { KANAL_KEY_CORE } = readSettings(["KANAL_KEY_CORE"], env);
  const kms = kmsUnwrapper();
  const secret = (await kms.unwrap(KANAL_KEY_CORE, "core")).toString("utf8");
  kms.close();
  return httpCore({ baseUrl, secret, clock });
}

/** How long the core may say nothing about a payment before that is a failure, in milliseconds: two minutes, or KANAL_CORE_SILENCE_SECONDS. */
export function silenceMsOf(env: Environment = process.env): number {
  const seconds = Number(env.KANAL_CORE_SILENCE_SECONDS || SILENCE_SECONDS);
  if (!Number.isInteger(seconds) || seconds < 0) {
    throw new Error("KANAL_CORE_SILENCE_SECONDS must be a whole number of seconds");
  }
  return seconds * 1000;
}
