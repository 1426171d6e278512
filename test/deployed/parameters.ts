import * as z from "zod/mini";

const Parameters = z.object({
  Parameters: z._default(
    z.record(
      z.string(),
      z.object({
        Default: z.optional(z.string()),
        AllowedPattern: z.optional(z.string()),
        AllowedValues: z.optional(z.array(z.string())),
      }),
    ),
    {},
  ),
});

/**
 * The template's parameters with what a deployer entered, under CloudFormation's own checks.
 * @throws Error for a value without a parameter, a parameter without a value, and a value that the parameter does not allow
 */
export function parametersWith(
  template: unknown,
  entered: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const known = z.parse(Parameters, template).Parameters;
  const unknown = Object.keys(entered).filter((name) => !Object.hasOwn(known, name));
  if (unknown.length > 0) throw new Error(`the template has no parameter ${unknown.join(", ")}`);
  return new Map(
    Object.entries(known).map(([name, { Default, AllowedPattern, AllowedValues }]) => {
      const value = entered[name] ?? Default;
      if (value === undefined) throw new Error(`parameter ${name} has no value`);
      if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(value))
        throw new Error(`parameter ${name} does not fit ${AllowedPattern}`);
      if (AllowedValues && !AllowedValues.includes(value))
        throw new Error(`parameter ${name} is none of ${AllowedValues.join(", ")}`);
      return [name, value];
    }),
  );
}
