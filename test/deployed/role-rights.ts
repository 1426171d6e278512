import * as z from "zod/mini";
import type { WireCall } from "../../infra/cli/capacity/measure/recording-wire.ts";

const texts = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value) => [value].flat()),
);
const Statement = z.object({
  Action: texts,
  Resource: z.unknown(),
  Condition: z._default(z.record(z.string(), z.record(z.string(), texts)), {}),
});
const Policy = z.object({
  Type: z.literal("AWS::IAM::Policy"),
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(Statement) }),
    Roles: z.array(z.object({ Ref: z.string() })),
  }),
});
const LambdaFunction = z.object({
  Type: z.literal("AWS::Lambda::Function"),
  Properties: z.object({
    Description: z.string(),
    Role: z.object({ "Fn::GetAtt": z.tuple([z.string(), z.literal("Arn")]) }),
  }),
});
const Template = z.object({ Resources: z.record(z.string(), z.unknown()) });

export type Right = z.infer<typeof Statement>;

/** What each function's role may do, by the function's name. */
export function roleRights(template: unknown): ReadonlyMap<string, readonly Right[]> {
  const resources = Object.values(z.parse(Template, template).Resources);
  const policies = resources.flatMap((each) => z.safeParse(Policy, each).data ?? []);
  const functions = resources.flatMap((each) => z.safeParse(LambdaFunction, each).data ?? []);
  return new Map(
    functions.map(({ Properties: { Description, Role } }) => {
      const own = policies.filter(({ Properties }) =>
        Properties.Roles.some(({ Ref }) => Ref === Role["Fn::GetAtt"][0]),
      );
      const rights = own.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
      return [Description.replace("Kanal ", ""), rights];
    }),
  );
}

/** What a call needs: an action, and of the table a partition or an index, of a key its purpose. */
export interface Need {
  readonly action: string;
  readonly partition?: string;
  readonly index?: string;
  readonly purpose?: string;
}

/** Whether a role's rights hold for a need, as IAM reads them: one statement has to give all of it. */
export const allows = (rights: readonly Right[], { action, partition, index, purpose }: Need): boolean =>
  rights.some(({ Action, Resource, Condition }) => {
    if (!Action.includes(action)) return false;
    const partitions = Condition["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"] ?? [];
    if (index !== undefined) return JSON.stringify(Resource).includes(`/index/${index}"`);
    if (partition !== undefined) return partitions.some((pattern) => isLike(partition, pattern));
    if (purpose === undefined) return true;
    return Condition.StringEquals?.["kms:EncryptionContext:kanal:key"]?.includes(purpose) ?? false;
  });

const isLike = (text: string, pattern: string): boolean =>
  pattern.endsWith("*") ? text.startsWith(pattern.slice(0, -1)) : text === pattern;

const Key = z.object({ PK: z.object({ S: z.string() }) });
const Keyed = z.object({ Key });
const Put = z.object({ Item: Key });
const Asked = z.object({
  Key: z.optional(Key),
  Item: z.optional(Key),
  IndexName: z.optional(z.string()),
  ExpressionAttributeValues: z.optional(z.record(z.string(), z.object({ S: z.optional(z.string()) }))),
  RequestItems: z.optional(z.record(z.string(), z.object({ Keys: z.array(Key) }))),
  TransactItems: z.optional(
    z.array(z.strictObject({ Put: z.optional(Put), Update: z.optional(Keyed), Delete: z.optional(Keyed) })),
  ),
  EncryptionContext: z.optional(z.record(z.string(), z.string())),
});

/** What a call on the wire needs, part by part; DynamoDB authorises each part of a transaction as the action that it stands for. */
export function needsOf({ target, http, request }: WireCall): readonly Need[] {
  const [service = "", operation = ""] = target.split(".");
  if (target === "") return [{ action: http.startsWith("PUT ") ? "s3:PutObject" : "s3:GetObject" }];
  if (service === "AmazonSQS") return [{ action: `sqs:${operation.replace(/Batch$/, "")}` }];
  if (service === "AWSEvents") return [{ action: `events:${operation}` }];
  const { Key: one, Item, IndexName, ExpressionAttributeValues, ...asked } = z.parse(Asked, request);
  if (service === "TrentService")
    return [{ action: `kms:${operation}`, purpose: asked.EncryptionContext?.["kanal:key"] ?? "" }];
  const on = (action: string, { PK }: z.infer<typeof Key>): Need => ({
    action: `dynamodb:${action}`,
    partition: PK.S,
  });
  if (asked.TransactItems)
    return asked.TransactItems.flatMap(({ Put, Update, Delete }) => [
      ...(Put ? [on("PutItem", Put.Item)] : []),
      ...(Update ? [on("UpdateItem", Update.Key)] : []),
      ...(Delete ? [on("DeleteItem", Delete.Key)] : []),
    ]);
  if (asked.RequestItems)
    return Object.values(asked.RequestItems).flatMap(({ Keys }) => Keys.map((key) => on(operation, key)));
  if (IndexName !== undefined) return [{ action: `dynamodb:${operation}`, index: IndexName }];
  const keyed = one ?? Item;
  if (keyed) return [on(operation, keyed)];
  return [{ action: `dynamodb:${operation}`, partition: ExpressionAttributeValues?.[":partition"]?.S ?? "" }];
}
