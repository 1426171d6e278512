import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { gatewayTemplate, resourceNamed, resourcesOf } from "./gateway-template.ts";

const template = gatewayTemplate();

const texts = z.union([z.string(), z.array(z.string())]);
const Statement = z.strictObject({
  Effect: z.literal("Allow"),
  Action: texts,
  Resource: z.unknown(),
  Condition: z.optional(z.record(z.string(), z.unknown())),
});
const Policy = z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) });
const Role = z.object({
  ManagedPolicyArns: z.optional(z.array(z.unknown())),
  Policies: z.optional(z.array(z.unknown())),
});

const TABLE = { "Fn::GetAtt": [expect.stringMatching(/^LedgerTable/), "Arn"] };
const STREAM = { "Fn::GetAtt": [expect.stringMatching(/^LedgerTable/), "StreamArn"] };
const LEDGER_KEY = { "Fn::GetAtt": [expect.stringMatching(/^LedgerKey/), "Arn"] };
const SEAL_KEY = { "Fn::GetAtt": [expect.stringMatching(/^SealedKeysKey/), "Arn"] };
const BUS = { "Fn::GetAtt": [expect.stringMatching(/^EventsBus/), "Arn"] };
const queue = (name: string) => ({
  "Fn::GetAtt": [expect.stringMatching(new RegExp(`^Events${name}`)), "Arn"],
});
const BUCKET = ["arn:aws:s3:::kanal-unpublished-", { Ref: "AWS::AccountId" }, "-", { Ref: "AWS::Region" }];
const bucket = (...below: string[]) => ({ "Fn::Join": ["", [...BUCKET, ...below]] });
const via = (service: string) => ({
  StringEquals: { "kms:ViaService": `${service}.ap-southeast-3.amazonaws.com` },
});

/** A function's own logs, and traces, which know no resource. */
const own = (name: string) => [
  {
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    on: { "Fn::GetAtt": [expect.stringMatching(new RegExp(`^${name}Logs`)), "Arn"] },
  },
  { actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], on: "*" },
];
const ledgerKey = {
  actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
  on: LEDGER_KEY,
  when: via("dynamodb"),
};
const items = (actions: readonly string[], partitions: readonly string[]) => ({
  actions: actions.map((action) => `dynamodb:${action}`),
  on: TABLE,
  when: {
    "ForAllValues:StringLike": { "dynamodb:LeadingKeys": partitions },
    Null: { "dynamodb:LeadingKeys": "false" },
  },
});
const takes = (name: string) => ({
  actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
  on: queue(name),
});

/** Everything that each function may do. Whoever gives one more right changes this table, in sight of a reviewer. */
const RIGHTS: Readonly<Record<string, readonly Right[]>> = {
  PartnerApi: [
    ...own("PartnerApi"),
    {
      actions: ["kms:Decrypt"],
      on: SEAL_KEY,
      when: { StringEquals: { "kms:EncryptionContext:kanal:key": ["nik-hash", "data", "token"] } },
    },
    items(["BatchGetItem", "GetItem", "Query"], ["PARTNERS", "MEMBER#*", "PAYMENT#*", "QUOTE#*"]),
    ledgerKey,
    items(["PutItem"], ["MEMBER#*", "PAYMENT#*", "QUOTE#*", "EXTERNAL#*"]),
    items(["UpdateItem"], ["MEMBER#*"]),
  ],
  PublicApi: own("PublicApi"),
  CoverageActivation: [
    ...own("CoverageActivation"),
    items(["GetItem", "UpdateItem"], ["PAYMENT#*"]),
    ledgerKey,
    items(["PutItem"], ["MEMBER#*", "FAILURE#*"]),
    takes("Activation"),
  ],
  FailureIntake: [
    ...own("FailureIntake"),
    items(["GetItem"], ["PAYMENT#*"]),
    ledgerKey,
    items(["PutItem"], ["FAILURE#*"]),
    takes("DeadLetters"),
    { actions: ["sqs:SendMessage"], on: queue("LastResort") },
    { actions: ["s3:GetObject"], on: bucket("/aws/lambda/*") },
    { actions: ["kms:Decrypt"], on: LEDGER_KEY, when: via("s3") },
  ],
  EventRelay: [
    ...own("EventRelay"),
    items(["PutItem"], ["FAILURE#*"]),
    ledgerKey,
    { actions: ["events:PutEvents"], on: BUS },
    {
      actions: [
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
      ],
      on: STREAM,
    },
    { actions: ["s3:ListBucket"], on: bucket() },
    { actions: ["s3:PutObject"], on: bucket("/aws/lambda/*") },
    { actions: ["kms:GenerateDataKey"], on: LEDGER_KEY, when: via("s3") },
  ],
};

interface Right {
  readonly actions: readonly string[];
  readonly on: unknown;
  readonly when?: Readonly<Record<string, unknown>>;
}

function rightsOf(name: string): readonly Right[] {
  const { Properties } = resourceNamed(template, "AWS::IAM::Policy", `${name}RoleDefaultPolicy`);
  return z.parse(Policy, Properties).PolicyDocument.Statement.map(({ Action, Resource, Condition }) => ({
    actions: [Action].flat(),
    on: Resource,
    ...(Condition && { when: Condition }),
  }));
}

describe.each(Object.entries(RIGHTS))("%s", (name, rights) => {
  test("may do exactly this", () => {
    expect(rightsOf(name)).toEqual(rights);
  });

  test("has a role of its own without a managed policy", () => {
    const role = z.parse(Role, resourceNamed(template, "AWS::IAM::Role", `${name}Role`).Properties);
    expect(role).toEqual({});
    const { Properties } = resourceNamed(template, "AWS::Lambda::Function", `${name}Function`);
    expect(Properties.Role).toEqual({
      "Fn::GetAtt": [expect.stringMatching(new RegExp(`^${name}Role`)), "Arn"],
    });
  });
});

test("there are no other policies than the functions'", () => {
  expect(resourcesOf(template, "AWS::IAM::Policy").size).toBe(Object.keys(RIGHTS).length);
  expect([...resourcesOf(template, "AWS::IAM::ManagedPolicy").keys()]).toEqual([]);
});

test("nobody scans, deletes items, or has a right with a star in it", () => {
  const actions = Object.keys(RIGHTS).flatMap((name) => rightsOf(name).flatMap((right) => right.actions));
  expect(actions.filter((action) => /\*|:Scan$|:Delete(?!Message$)|:PartiQL/.test(action))).toEqual([]);
});

test("only the relay may put events, and the request path may not", () => {
  const publishers = Object.keys(RIGHTS).filter((name) =>
    rightsOf(name).some(({ actions }) => actions.some((action) => action.startsWith("events:"))),
  );
  expect(publishers).toEqual(["EventRelay"]);
});

test("a function is called by its own API or by the bucket of this account, by nobody else", () => {
  const callers = [...resourcesOf(template, "AWS::Lambda::Permission").values()].map(
    ({ Properties }) => Properties,
  );
  expect(callers).toHaveLength(5);
  for (const caller of callers) {
    const fromBucket = caller.Principal === "s3.amazonaws.com";
    expect(caller).toMatchObject(
      fromBucket
        ? { SourceAccount: { Ref: "AWS::AccountId" }, SourceArn: bucket() }
        : { Principal: "apigateway.amazonaws.com", SourceArn: expect.anything() },
    );
  }
});
