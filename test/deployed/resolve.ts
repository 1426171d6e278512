import * as z from "zod/mini";

/** Gives a template's value the text that CloudFormation would give it. @throws Error for what it does not know */
export type Resolve = (value: unknown) => string;

const Ref = z.strictObject({ Ref: z.string() });
const Join = z.strictObject({ "Fn::Join": z.tuple([z.string(), z.array(z.unknown())]) });

/**
 * Resolves texts, numbers, `Ref` and `Fn::Join`, which is all that stands in the functions' environments.
 * @param refs what pseudo parameters and resources are here, by logical id
 */
export function resolving(refs: (logicalId: string) => string | undefined): Resolve {
  const resolve: Resolve = (value) => {
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    const ref = z.safeParse(Ref, value);
    if (ref.success) {
      const found = refs(ref.data.Ref);
      if (found === undefined) throw new Error(`nothing stands here for ${ref.data.Ref}`);
      return found;
    }
    const [separator, parts] = z.parse(Join, value)["Fn::Join"];
    return parts.map(resolve).join(separator);
  };
  return resolve;
}
