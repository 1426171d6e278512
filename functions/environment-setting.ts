import { Environment } from "../shared/partner/environment.ts";

/** Reads KANAL_ENVIRONMENT when the module loads. @throws Error for any other word: a gateway that does not know where it stands takes no key at all */
export function environmentSetting(word: string): Environment {
  const known = Environment.options.find((environment) => environment === word);
  if (!known) throw new Error(`Setting KANAL_ENVIRONMENT is "${word}". It is sandbox or production.`);
  return known;
}
