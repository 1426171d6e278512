import type { Clock } from "../shared/calendar/clock.ts";
import type { OrderWireSettings } from "../shared/core/order-wire.ts";
import { kmsUnwrapper } from "../shared/seal/kms-unwrapper.ts";
import { readSettings } from "./settings.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How the core that the environment names is reached: at KANAL_CORE_URL, orders signed with KANAL_KEY_CORE (the KMS ciphertext of a `whsec_` secret). @returns
 * undefined with an empty URL @throws Error at init when the URL has no secret, and in Lambda when nothing is said of the core at all
 */
export async function coreWire(
  clock: Pick<Clock, "machineNow">,
  env: Environment,
): Promise<OrderWireSettings | undefined> {
  // In Lambda nobody forgets it: a core that is not told would leave coverage in force here alone.
  if (env.AWS_LAMBDA_FUNCTION_NAME && env.KANAL_CORE_URL === undefined) {
    throw new Error(
      `Missing setting: KANAL_CORE_URL. Set it in the function's environment, to "" for no core.`,
    );
  }
  const baseUrl = env.KANAL_CORE_URL;
  if (!baseUrl) return undefined;
  const { KANAL_KEY_CORE } = readSettings(["KANAL_KEY_CORE"], env);
  const kms = kmsUnwrapper();
  const secret = (await kms.unwrap(KANAL_KEY_CORE, "core")).toString("utf8");
  kms.close();
  return { baseUrl, secret, clock };
}
