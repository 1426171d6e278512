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
const AUDIT_KEY = { "Fn::GetAtt": [expect.stringMatching(/^AuditKey/), "Arn"] };
const SEAL_KEY = { "Fn::GetAtt": [expect.stringMatching(/^SealedKeysKey/), "Arn"] };
const BUS = { "Fn::GetAtt": [expect.stringMatching(/^EventsBus/), "Arn"] };
const queue = (name: string) => ({
  "Fn::GetAtt": [expect.stringMatching(new RegExp(`^${name}`)), "Arn"],
});
const bucket = (name: string, ...below: string[]) => ({
  "Fn::Join": [
    "",
    [
      `arn:aws:s3:::kanal-production-${name}-`,
      { Ref: "AWS::AccountId" },
      "-",
      { Ref: "AWS::Region" },
      ...below,
    ],
  ],
});
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
/** A look at one index: where there is work, never what is decided. */
const index = (name: string) => ({
  actions: ["dynamodb:Query"],
  on: { "Fn::Join": ["", [TABLE, `/index/${name}`]] },
});
const opens = (...purposes: string[]) => ({
  actions: ["kms:Decrypt"],
  on: SEAL_KEY,
  when: { StringEquals: { "kms:EncryptionContext:kanal:key": purposes } },
});
const TAKES = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"];
const givesUp = { actions: ["sqs:SendMessage"], on: queue("EventsLastResort") };

/** Everything that each function may do. Whoever gives one more right changes this table, in sight of a reviewer. */
const RIGHTS: Readonly<Record<string, readonly Right[]>> = {
  PartnerApi: [
    ...own("PartnerApi"),
    opens("nik-hash", "data", "token", "answer"),
    items(
      ["BatchGetItem", "GetItem", "Query"],
      ["PARTNERS", "MEMBER#*", "PAYMENT#*", "QUOTE#*", "CODE#*", "FAILURE#*"],
    ),
    ledgerKey,
    index("member-payments"),
    items(["PutItem"], ["MEMBER#*", "PAYMENT#*", "QUOTE#*", "EXTERNAL#*", "FAILURE#*", "KEY-USE#*"]),
    items(["UpdateItem"], ["MEMBER#*", "PAYMENT#*", "LIMIT#*", "FAILURE#*"]),
  ],
  // Payments and quotes it may not even read. Of a member it writes the form and the profile; that it leaves his coverage alone only its code says.
  MemberDesk: [
    ...own("MemberDesk"),
    opens("nik-hash", "data", "answer", "feed", "core"),
    items(["Query"], ["PARTNERS", "MEMBER#*"]),
    ledgerKey,
    items(["GetItem"], ["CODE#*", "MEMBER#*"]),
    items(["PutItem"], ["CODE#*", "KEY-USE#*", "MEMBER#*"]),
    items(["UpdateItem"], ["LIMIT#*", "MEMBER#*"]),
  ],
  PublicApi: own("PublicApi"),
  // It writes the trail of what people do, and of everything else only what people of ops may change.
  OpsApi: [
    ...own("OpsApi"),
    opens("nik-hash", "data", "session"),
    items(["GetItem", "Query"], ["AUDIT#*", "PARTNERS", "KEY-USE#*", "REPORT#*"]),
    ledgerKey,
    items(["BatchGetItem", "GetItem", "Query"], ["SETTLEMENT#*", "FAILURE#*", "REPLAY#*", "REPLAYS#*"]),
    items(
      ["BatchGetItem", "GetItem", "Query"],
      [
        ...["PAYMENT#*", "QUOTE#*", "COUNTED#*", "ATTEMPT#*", "ATTEMPT-COUNT#*"],
        ...["CORRECTION#*", "CORRECTIONS#*", "MEMBER#*", "CODE#*"],
      ],
    ),
    {
      actions: ["dynamodb:Query"],
      on: ["gateway-reference", "member-payments", "open-failures", "partner-day", "pending-activation"].map(
        (name) => index(name).on,
      ),
    },
    items(["PutItem", "UpdateItem"], ["FAILURE#*", "PAYMENT#*", "MEMBER#*"]),
    items(["PutItem"], ["REPLAY#*", "REPLAYS#*", "CORRECTION#*", "CORRECTIONS#*"]),
    items(["DeleteItem"], ["CORRECTIONS#*", "MEMBER#*"]),
    items(["UpdateItem"], ["CORRECTION#*"]),
    items(["GetItem", "PutItem", "Query"], ["DESTRUCTIONS", "BREACHES"]),
    items(["PutItem"], ["AUDIT#*", "PARTNERS"]),
    { actions: ["s3:PutObject"], on: bucket("settlement", "/*") },
    { actions: ["kms:GenerateDataKey"], on: queue("SettlementKey"), when: via("s3") },
  ],
  CoverageActivation: [
    ...own("CoverageActivation"),
    { actions: ["sqs:ChangeMessageVisibility", ...TAKES], on: queue("EventsActivation") },
    items(["GetItem"], ["PAYMENT#*"]),
    ledgerKey,
    items(["BatchGetItem"], ["FAILURE#*"]),
    opens("core"),
    items(["PutItem"], ["MEMBER#*", "FAILURE#*"]),
    items(["UpdateItem"], ["PAYMENT#*", "FAILURE#*"]),
    items(["DeleteItem"], ["MEMBER#*"]),
  ],
  ActivationSweeper: [
    ...own("ActivationSweeper"),
    items(["GetItem"], ["PAYMENT#*"]),
    ledgerKey,
    items(["BatchGetItem", "UpdateItem"], ["PAYMENT#*", "FAILURE#*"]),
    index("pending-activation"),
    opens("core"),
    items(["PutItem"], ["MEMBER#*", "FAILURE#*"]),
    givesUp,
  ],
  // What the activation's consumer may, its own notes, and the bus.
  ReplayRunner: [
    ...own("ReplayRunner"),
    { actions: [...TAKES, "sqs:SendMessage"], on: queue("ReplaySlices") },
    { actions: ["events:PutEvents"], on: BUS },
    opens("core"),
    items(["GetItem", "UpdateItem"], ["PAYMENT#*", "FAILURE#*", "REPLAY#*"]),
    ledgerKey,
    items(["BatchGetItem"], ["FAILURE#*", "REPLAY#*"]),
    index("open-failures"),
    items(["PutItem"], ["MEMBER#*", "FAILURE#*", "REPLAY#*"]),
    items(["DeleteItem"], ["MEMBER#*"]),
  ],
  CreditKeeper: [
    ...own("CreditKeeper"),
    opens("data"),
    index("coverage-end"),
    ledgerKey,
    items(["Query", "UpdateItem"], ["MEMBER#*"]),
    items(["PutItem"], ["MEMBER#*", "PAYMENT#*"]),
    givesUp,
  ],
  MemberFeed: [
    ...own("MemberFeed"),
    opens("feed", "nik-hash", "data"),
    items(["GetItem"], ["MEMBER#*"]),
    ledgerKey,
    items(["PutItem"], ["MEMBER#*", "FAILURE#*"]),
    givesUp,
    { actions: TAKES, on: queue("MembersChanges") },
    { actions: ["s3:GetObject"], on: bucket("members", "/*") },
  ],
  // It reads payments and can write none: what is found in a file is for people to decide.
  SettlementReconciliation: [
    ...own("SettlementReconciliation"),
    opens("nik-hash", "data"),
    items(["GetItem"], ["PARTNERS", "SETTLEMENT#*", "BANK-DESK#*", "MEMBER#*"]),
    ledgerKey,
    items(["BatchGetItem"], ["PAYMENT#*", "SETTLEMENT#*"]),
    items(["Query"], ["PARTNERS", "SETTLEMENT#*"]),
    items(["PutItem", "UpdateItem"], ["SETTLEMENT#*", "FAILURE#*"]),
    index("partner-day"),
    { actions: [...TAKES, "sqs:SendMessage"], on: queue("SettlementErrands") },
    { actions: ["s3:GetObject"], on: bucket("settlement", "/*") },
    { actions: ["kms:Decrypt"], on: queue("SettlementKey"), when: via("s3") },
    givesUp,
  ],
  FailureIntake: [
    ...own("FailureIntake"),
    items(["GetItem"], ["PAYMENT#*"]),
    ledgerKey,
    items(["PutItem"], ["FAILURE#*"]),
    { actions: TAKES, on: [queue("EventsDeadLetters"), queue("MembersDeadLetters")] },
    givesUp,
    { actions: ["s3:GetObject"], on: bucket("unpublished", "/aws/lambda/*") },
    { actions: ["kms:Decrypt"], on: LEDGER_KEY, when: via("s3") },
  ],
  // It counts and can do nothing else: no item that is money, no member, no failure.
  Reporting: [
    ...own("Reporting"),
    items(["PutItem"], ["COUNTED#*"]),
    ledgerKey,
    items(["UpdateItem"], ["REPORT#*"]),
    { actions: TAKES, on: queue("ReportingPathCounted") },
  ],
  // Reads and closes the heads of chains, signs, and lays down what nobody can lay anything over. It can read no payment and no member.
  AuditSealer: [
    ...own("AuditSealer"),
    opens("audit"),
    {
      actions: ["s3:GetObject", "s3:PutObject"],
      on: [bucket("audit", "/roots/*"), bucket("audit", "/tips/*")],
    },
    { actions: ["kms:Decrypt", "kms:GenerateDataKey"], on: AUDIT_KEY, when: via("s3") },
    items(["BatchGetItem", "GetItem", "PutItem"], ["AUDIT#*"]),
    ledgerKey,
    givesUp,
  ],
  // It reads no more than how often it was asked to keep something.
  AttemptIntake: [
    ...own("AttemptIntake"),
    items(["BatchGetItem"], ["ATTEMPT-RATE#*"]),
    ledgerKey,
    items(["PutItem"], ["ATTEMPT#*", "ATTEMPT-BATCH#*"]),
    items(["UpdateItem"], ["ATTEMPT-COUNT#*", "ATTEMPT-RATE#*"]),
    givesUp,
  ],
  // It looks at how everything stands, opens nothing and can write nothing at all.
  Watchman: [
    ...own("Watchman"),
    items(["GetItem"], ["PARTNERS", "AUDIT#*"]),
    ledgerKey,
    items(["BatchGetItem"], ["PAYMENT#*", "FAILURE#*"]),
    { actions: ["dynamodb:Query"], on: [index("open-failures").on, index("pending-activation").on] },
    givesUp,
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
    { actions: ["s3:ListBucket"], on: bucket("unpublished") },
    { actions: ["s3:PutObject"], on: bucket("unpublished", "/aws/lambda/*") },
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

test("CodeDeploy moves the aliases of functions that take over step by step, reads alarms, and may do nothing else", () => {
  const steps = ["CoverageActivation", "EventRelay", "MemberDesk", "OpsApi", "PartnerApi", "PublicApi"];
  const arn = (name: string) => ({
    "Fn::GetAtt": [expect.stringMatching(new RegExp(`^${name}Function`)), "Arn"],
  });
  expect(rightsOf("WatchDeployments")).toEqual([
    {
      actions: ["lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias"],
      on: [...steps.map(arn), ...steps.map((name) => ({ "Fn::Join": ["", [arn(name), ":live"]] }))],
    },
    { actions: ["cloudwatch:DescribeAlarms"], on: "*" },
  ]);
});

test("there are no other policies than the functions' and CodeDeploy's", () => {
  expect(resourcesOf(template, "AWS::IAM::Policy").size).toBe(Object.keys(RIGHTS).length + 1);
  expect([...resourcesOf(template, "AWS::IAM::ManagedPolicy").keys()]).toEqual([]);
});

/** The functions that have a right of this kind. */
function whoMay(kind: RegExp): readonly string[] {
  const may = (name: string) => rightsOf(name).some(({ actions }) => actions.some((each) => kind.test(each)));
  return Object.keys(RIGHTS).filter(may);
}

test("nobody scans, writes in batches, or has a right with a star in it", () => {
  expect(whoMay(/\*|:Scan$|:BatchWrite|:PartiQL/)).toEqual([]);
});

test("no function writes the partner registry or the names of its keys but the console, where a person does; when a key was last used stands apart", () => {
  const others = Object.keys(RIGHTS).filter((name) => name !== "OpsApi");
  const written = others.flatMap((name) =>
    rightsOf(name)
      .filter(({ actions }) => actions.some((each) => /:(Put|Update|Delete)Item$/.test(each)))
      .flatMap(({ when }) => Object.values(when?.["ForAllValues:StringLike"] ?? {}).flat()),
  );
  expect(written).toContain("KEY-USE#*");
  // `KEY-USE#*` covers neither `KEY-ID#...` nor `PARTNERS`.
  expect(written.filter((pattern) => /^(PARTNERS|KEY-ID|KEY-?\*|K?\*)/.test(String(pattern)))).toEqual([]);
});

test("only who activates or replays removes items, and ops a proposal from its list and a person whom two people forgot", () => {
  expect(whoMay(/:Delete(?!Message$)/)).toEqual(["OpsApi", "CoverageActivation", "ReplayRunner"]);
});

test("only what partners call signs answers, only the money path issues tokens, and only who registers or follows the feed opens what the core says of members", () => {
  const purposes = (name: string) =>
    JSON.stringify(rightsOf(name).map(({ when }) => when?.StringEquals ?? {}));
  const opened = (purpose: string) =>
    Object.keys(RIGHTS).filter((name) => purposes(name).includes(`"${purpose}"`));
  expect(opened("token")).toEqual(["PartnerApi"]);
  expect(opened("answer")).toEqual(["PartnerApi", "MemberDesk"]);
  expect(opened("audit")).toEqual(["AuditSealer"]);
  expect(opened("feed")).toEqual(["MemberDesk", "MemberFeed"]);
  expect(opened("session")).toEqual(["OpsApi"]);
  expect(opened("core")).toEqual(["MemberDesk", "CoverageActivation", "ActivationSweeper", "ReplayRunner"]);
});

test("only the relay and a replay may put events, and the request path may not", () => {
  expect(whoMay(/^events:/)).toEqual(["ReplayRunner", "EventRelay"]);
});

test("a function is called by its own API, its bucket of this account, its schedule or the logs it follows, by nobody else", () => {
  const callers = [...resourcesOf(template, "AWS::Lambda::Permission").values()].map(
    ({ Properties: { FunctionName, Principal, SourceArn, SourceAccount } }) => ({
      called: /"(\w+)Live/.exec(JSON.stringify(FunctionName))?.[1],
      Principal,
      SourceArn,
      ...(SourceAccount !== undefined && { SourceAccount }),
    }),
  );
  const api = (called: string) => ({
    called,
    Principal: "apigateway.amazonaws.com",
    SourceArn: expect.anything(),
  });
  const s3 = (called: string, name: string) => ({
    called,
    Principal: "s3.amazonaws.com",
    SourceArn: bucket(name),
    SourceAccount: { Ref: "AWS::AccountId" },
  });
  const schedule = (called: string, rule: string) => ({
    called,
    Principal: "events.amazonaws.com",
    SourceArn: { "Fn::GetAtt": [expect.stringMatching(new RegExp(`^${rule}Rule`)), "Arn"] },
  });
  const logs = (called: string, source: string) => ({
    called,
    Principal: "logs.amazonaws.com",
    SourceArn: { "Fn::GetAtt": [expect.stringMatching(new RegExp(`^${source}Logs`)), "Arn"] },
  });
  expect(callers).toEqual([
    s3("SettlementReconciliation", "settlement"),
    schedule("ActivationSweeper", "Sweep"),
    schedule("CreditKeeper", "KeepCredit"),
    logs("AttemptIntake", "PartnerApi"),
    logs("AttemptIntake", "MemberDesk"),
    s3("FailureIntake", "unpublished"),
    s3("MemberFeed", "members"),
    schedule("AuditSealer", "AuditSeal"),
    schedule("Watchman", "Look"),
    // Everything, and eight methods of its own, each for itself and for what it refuses.
    ...Array.from({ length: 2 + 2 * 8 }, () => api("PartnerApi")),
    // Three paths of the members' desk.
    ...Array.from({ length: 2 * 3 }, () => api("MemberDesk")),
    api("PublicApi"),
    api("PublicApi"),
    api("OpsApi"),
    api("OpsApi"),
  ]);
});
