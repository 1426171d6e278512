import { type FunctionConfiguration, lambdaEnvironment } from "../../infra/local/aws/lambda-environment.ts";

/** Settings of the template that a function starts without: the one is Node's, the other has a default. */
const OPTIONAL = new Set(["NODE_OPTIONS", "KANAL_CORE_SILENCE_SECONDS"]);
/** Values that no function may start with. */
const WRONG: Readonly<Record<string, string>> = {
  KANAL_ENVIRONMENT: "prod",
  KANAL_JWKS: '{"keys":[]}',
  KANAL_SWEEP_AFTER_SECONDS: "soon",
  KANAL_SWEEP_HOURS: "0",
  KANAL_CORE_SILENCE_SECONDS: "two minutes",
};

/** A start in an environment that is not whole, and what has to stop it. */
export interface InitCase {
  readonly environment: Readonly<Record<string, string>>;
  readonly stopsWith: RegExp;
}

/** Everything that can be missing, empty or unknown in a function's environment, taken from the template's own. */
export function initCases(
  configuration: FunctionConfiguration,
  endpoints: Readonly<Record<string, string>>,
): readonly InitCase[] {
  const { settings } = configuration;
  const whole = { ...lambdaEnvironment(configuration), ...settings, ...endpoints };
  const names = Object.keys(settings);
  const required = names.filter((name) => !OPTIONAL.has(name));
  const missing = (name: string) => new RegExp(`Missing setting: ${name}\\.`);
  return [
    ...required.map((name) => {
      const { [name]: _, ...environment } = whole as Record<string, string>;
      return { environment, stopsWith: missing(name) };
    }),
    { environment: { ...whole, ...firstDeployment(required) }, stopsWith: /Missing setting: [A-Z_, ]+\./ },
    ...names.flatMap((name) => {
      const value = WRONG[name];
      if (value === undefined) return [];
      return [{ environment: { ...whole, [name]: value }, stopsWith: new RegExp(name) }];
    }),
    ...wrongKeys(names, whole),
  ];
}

/** What a function gets while the stage has no keys yet. */
const firstDeployment = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, ""]));

/** Each key in another's place: KMS opens a ciphertext for its own purpose only. */
function wrongKeys(names: readonly string[], whole: Readonly<Record<string, string>>): readonly InitCase[] {
  const keys = names.filter((name) => name.startsWith("KANAL_KEY_"));
  return keys.map((name) => {
    const another = keys.find((other) => other !== name);
    const value = another === undefined ? "AA==" : (whole[another] ?? "");
    return { environment: { ...whole, [name]: value }, stopsWith: /KMS did not open the [\w-]+ key/ };
  });
}
