import * as z from "zod/mini";

const Ref = z.strictObject({ Ref: z.string() });
const Attribute = z.strictObject({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) });
const Join = z.strictObject({ "Fn::Join": z.tuple([z.string(), z.array(z.unknown())]) });

/** The CDK ends a logical id with eight digits of its path's hash; they say nothing to a reader. */
const named = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, "");

/**
 * A template's value in words: `LedgerTable` for its ARN, `LedgerTable.StreamArn` for another attribute, `<AccountId>` for what CloudFormation fills in.
 * @throws z.core.$ZodError for an intrinsic function that no right has had until now
 */
export function readable(value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  const ref = z.safeParse(Ref, value);
  if (ref.success) {
    const pseudo = /^AWS::(\w+)$/.exec(ref.data.Ref)?.[1];
    return pseudo ? `<${pseudo}>` : named(ref.data.Ref);
  }
  const attribute = z.safeParse(Attribute, value);
  if (attribute.success) {
    const [id, name] = attribute.data["Fn::GetAtt"];
    return name === "Arn" ? named(id) : `${named(id)}.${name}`;
  }
  const [separator, parts] = z.parse(Join, value)["Fn::Join"];
  return parts.map(readable).join(separator);
}
