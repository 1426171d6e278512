import * as z from "zod/mini";
import { readable } from "./readable.ts";
import { statementLine } from "./statement-line.ts";

/** Somebody or something that policies speak of, and every line about it. */
export interface Holder {
  readonly kind: "role" | "resource";
  readonly name: string;
  readonly lines: readonly string[];
}

const Document = z.object({ Statement: z.array(z.unknown()) });
const Resource = z.object({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
});
const Template = z.object({ Resources: z.record(z.string(), Resource) });
type Resource = z.infer<typeof Resource>;

const Role = z.strictObject({
  AssumeRolePolicyDocument: Document,
  ManagedPolicyArns: z._default(z.array(z.unknown()), []),
  Policies: z._default(z.array(z.object({ PolicyDocument: Document })), []),
  Description: z.optional(z.string()),
  RoleName: z.optional(z.string()),
});
const Policy = z.object({
  PolicyDocument: Document,
  Roles: z.array(z.unknown()).check(z.minLength(1)),
});
const Permission = z.strictObject({
  Action: z.literal("lambda:InvokeFunction"),
  FunctionName: z.unknown(),
  Principal: z.string(),
  SourceArn: z.unknown(),
  SourceAccount: z.optional(z.unknown()),
});

/** Types that carry a policy of their own: where it stands, and where what it guards is named; the log group names itself in the text. */
const RESOURCE_POLICIES: Readonly<Record<string, { readonly document: string; readonly guards?: string }>> = {
  "AWS::KMS::Key": { document: "KeyPolicy" },
  "AWS::Logs::ResourcePolicy": { document: "PolicyDocument" },
  "AWS::SQS::QueuePolicy": { document: "PolicyDocument", guards: "Queues" },
  "AWS::S3::BucketPolicy": { document: "PolicyDocument", guards: "Bucket" },
  "AWS::SNS::TopicPolicy": { document: "PolicyDocument", guards: "Topics" },
};

/** Every right that a template gives: what each role may do, whom resources let in, and who may call which function. Sorted by name, then by line. */
export function readRights(template: unknown): readonly Holder[] {
  const lines = new Map<string, Set<string>>();
  for (const [id, resource] of Object.entries(z.parse(Template, template).Resources)) {
    for (const { kind, name, line } of rightsIn(id, resource)) {
      const held = `${kind} ${name}`;
      lines.set(held, (lines.get(held) ?? new Set()).add(line));
    }
  }
  return [...lines]
    .map(([held, found]) => {
      const [kind, name = ""] = held.split(" ");
      return {
        kind: kind === "role" ? ("role" as const) : ("resource" as const),
        name,
        lines: [...found].sort(),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Found {
  readonly kind: Holder["kind"];
  readonly name: string;
  readonly line: string;
}

function rightsIn(id: string, { Type, Properties }: Resource): readonly Found[] {
  const name = readable({ Ref: id });
  if (Type === "AWS::IAM::Role") return rightsOfRole(name, z.parse(Role, Properties));
  if (Type === "AWS::IAM::Policy") {
    const { PolicyDocument, Roles } = z.parse(Policy, Properties);
    return statements("role", Roles.map(readable), PolicyDocument);
  }
  if (Type === "AWS::Lambda::Permission") return [callerOf(z.parse(Permission, Properties))];
  const carried = RESOURCE_POLICIES[Type];
  if (carried) {
    const guarded = carried.guards === undefined ? [name] : [Properties[carried.guards]].flat().map(readable);
    return statements("resource", guarded, documentIn(Properties[carried.document]));
  }
  // Nothing here uses others; who begins to has to say how they are read.
  if (Type.startsWith("AWS::IAM::") || "PolicyDocument" in Properties || "ResourcePolicy" in Properties)
    throw new Error(`${id}: rights of ${Type} are not read yet`);
  return [];
}

function rightsOfRole(name: string, role: z.infer<typeof Role>): readonly Found[] {
  const managed = role.ManagedPolicyArns.map((arn) => ({
    ...{ kind: "role" as const, name },
    line: `has the managed policy \`${readable(arn)}\``,
  }));
  const documents = [role.AssumeRolePolicyDocument, ...role.Policies.map((policy) => policy.PolicyDocument)];
  return [...managed, ...documents.flatMap((document) => statements("role", [name], document))];
}

function callerOf({ FunctionName, Principal, SourceArn, SourceAccount }: z.infer<typeof Permission>): Found {
  const account = SourceAccount === undefined ? "" : ` of \`${readable(SourceAccount)}\``;
  const line = `\`${Principal}\` may call it from \`${readable(SourceArn)}\`${account}`;
  return { kind: "resource", name: readable(FunctionName), line };
}

/** A policy of CloudWatch Logs is a text of JSON. */
const documentIn = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "Statement" in value ? value : JSON.parse(readable(value));

function statements(kind: Found["kind"], names: readonly string[], document: unknown): readonly Found[] {
  const lines = z.parse(Document, document).Statement.map(statementLine);
  return names.flatMap((name) => lines.map((line) => ({ kind, name, line })));
}
