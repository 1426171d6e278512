import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { readRights } from "../../infra/rights/read-rights.ts";
import { REASONS } from "../../infra/rights/reasons.ts";
import { rightsChanges } from "../../infra/rights/rights-changes.ts";
import { rightsPage } from "../../infra/rights/rights-page.ts";
import { stageOf } from "../../infra/stages/stages.ts";
import { gatewayTemplate, resourcesOf } from "./gateway-template.ts";

const template = gatewayTemplate();
const PAGE = readFileSync(new URL("../../docs/rights.md", import.meta.url), "utf8");
const page = rightsPage(readRights(template.toJSON()));
const HOW =
  "Rights differ from docs/rights.md. If they are meant: npm run rights -- --write, and a reviewer.";

test("the template gives exactly the rights of docs/rights.md", () => {
  expect(rightsChanges(PAGE, page), HOW).toEqual([]);
  expect(page).toBe(PAGE);
});

/** Dev takes new versions over at once, so nobody moves its aliases. */
const IN_STEPS = /^- WatchDeploymentsRole /;

test.skipIf(process.env.KANAL_TEST !== "full")("every stage gives the same rights", () => {
  for (const name of ["dev", "uat"]) {
    const there = rightsPage(readRights(gatewayTemplate(stageOf(name)).toJSON()));
    const changes = rightsChanges(page, there.replaceAll(`kanal-${name}-`, "kanal-production-"));
    expect(
      changes.filter((line) => name !== "dev" || !IN_STEPS.test(line)),
      name,
    ).toEqual([]);
  }
});

const texts = z.union([z.string(), z.array(z.string())]);
const Policy = z.object({
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Action: texts,
        Resource: z.unknown(),
        Condition: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
      }),
    ),
  }),
});

interface Right {
  readonly actions: readonly string[];
  readonly on: readonly unknown[];
  readonly when: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What each function's role may do, by the name that its construct has. */
const RIGHTS = new Map<string, readonly Right[]>(
  [...resourcesOf(template, "AWS::IAM::Policy")].map(([id, { Properties }]) => [
    id.replace(/RoleDefaultPolicy[0-9A-F]{8}$/, ""),
    z.parse(Policy, Properties).PolicyDocument.Statement.map(({ Action, Resource, Condition = {} }) => ({
      actions: [Action].flat(),
      on: [Resource].flat(),
      when: Condition,
    })),
  ]),
);
const rightsOf = (name: string): readonly Right[] => RIGHTS.get(name) ?? [];

test("each function has a role of its own, with one policy and no other, and a sentence that says what it is for", () => {
  const functions = [...resourcesOf(template, "AWS::Lambda::Function").values()];
  const roles = functions.map(({ Properties }) => JSON.stringify(Properties.Role));
  expect(new Set(roles).size).toBe(functions.length);
  const assumed = [...resourcesOf(template, "AWS::IAM::Role")].filter(([, role]) =>
    JSON.stringify(role).includes('"lambda.amazonaws.com"'),
  );
  expect(assumed.map(([id]) => roles.some((role) => role.includes(`"${id}"`)))).toEqual(
    functions.map(() => true),
  );
  for (const [id, { Properties }] of assumed) {
    expect(Object.keys(Properties), id).toEqual(["AssumeRolePolicyDocument"]);
  }
  expect([...RIGHTS.keys()].map((name) => `${name}Role`).sort()).toEqual(Object.keys(REASONS).sort());
  expect([...resourcesOf(template, "AWS::IAM::ManagedPolicy").keys()]).toEqual([]);
});

/** The functions that have a right of this kind. */
function whoMay(kind: RegExp): readonly string[] {
  const may = (rights: readonly Right[]) =>
    rights.some(({ actions }) => actions.some((each) => kind.test(each)));
  return [...RIGHTS]
    .filter(([, rights]) => may(rights))
    .map(([name]) => name)
    .sort();
}

test("nobody scans, writes in batches, or has a right with a star in it", () => {
  expect(whoMay(/\*|:Scan$|:BatchWrite|:PartiQL/)).toEqual([]);
});

test("a right on everything is X-Ray's, and CodeDeploy's to look at alarms", () => {
  const wild = [...RIGHTS].flatMap(([name, rights]) =>
    rights.filter(({ on }) => on.includes("*")).map(({ actions }) => `${name} ${actions.join(" ")}`),
  );
  const traces = [...RIGHTS.keys()]
    .filter((name) => name !== "WatchDeployments")
    .map((name) => `${name} xray:PutTelemetryRecords xray:PutTraceSegments`);
  expect(wild.sort()).toEqual([...traces, "WatchDeployments cloudwatch:DescribeAlarms"].sort());
});

test("CodeDeploy moves the aliases of functions that take over step by step, reads alarms, and may do nothing else", () => {
  const [moves, looks, ...more] = rightsOf("WatchDeployments");
  expect(moves?.actions).toEqual([
    "lambda:GetAlias",
    "lambda:GetProvisionedConcurrencyConfig",
    "lambda:UpdateAlias",
  ]);
  const moved = moves?.on.map((each) => /"(\w+)Function/.exec(JSON.stringify(each))?.[1]);
  expect([...new Set(moved)].sort()).toEqual([
    "CoverageActivation",
    "EventRelay",
    "MemberDesk",
    "OpsApi",
    "PartnerApi",
    "PublicApi",
  ]);
  expect([looks?.actions, more]).toEqual([["cloudwatch:DescribeAlarms"], []]);
});

test("every right on the ledger's items names their partitions, and holds for nothing that names none", () => {
  const onItems = [...RIGHTS.values()].flat().filter(
    ({ actions, on }) =>
      actions.some((each) => /^dynamodb:.*(Item|Query)$/.test(each)) &&
      // An index holds keys only, and its partitions are not the table's.
      !on.some((each) => JSON.stringify(each).includes("/index/")),
  );
  expect(onItems.length).toBeGreaterThan(30);
  for (const { when } of onItems) {
    expect(when.Null).toEqual({ "dynamodb:LeadingKeys": "false" });
    expect(when["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"]).toEqual(expect.any(Array));
  }
});

test("no function writes the partner registry or the names of its keys but the console, where a person does; when a key was last used stands apart", () => {
  const others = [...RIGHTS.keys()].filter((name) => name !== "OpsApi");
  const written = others.flatMap((name) =>
    rightsOf(name)
      .filter(({ actions }) => actions.some((each) => /:(Put|Update|Delete)Item$/.test(each)))
      .flatMap(({ when }) => Object.values(when["ForAllValues:StringLike"] ?? {}).flat()),
  );
  expect(written).toContain("KEY-USE#*");
  // `KEY-USE#*` covers neither `KEY-ID#...` nor `PARTNERS`.
  expect(written.filter((pattern) => /^(PARTNERS|KEY-ID|KEY-?\*|K?\*)/.test(String(pattern)))).toEqual([]);
});

test("only who activates or replays removes items, and ops a proposal from its list and a person whom two people forgot", () => {
  expect(whoMay(/:Delete(?!Message$)/)).toEqual(["CoverageActivation", "OpsApi", "ReplayRunner"]);
});

test("only what partners call signs answers, only the money path issues tokens, and only who registers or follows the feed opens what the core says of members", () => {
  const opened = (purpose: string) =>
    [...RIGHTS]
      .filter(([, rights]) =>
        JSON.stringify(rights.map(({ when }) => when.StringEquals ?? {})).includes(`"${purpose}"`),
      )
      .map(([name]) => name)
      .sort();
  expect(opened("token")).toEqual(["PartnerApi"]);
  expect(opened("answer")).toEqual(["MemberDesk", "PartnerApi"]);
  expect(opened("audit")).toEqual(["AuditSealer"]);
  expect(opened("feed")).toEqual(["MemberDesk", "MemberFeed"]);
  expect(opened("session")).toEqual(["OpsApi"]);
  expect(opened("core")).toEqual(["ActivationSweeper", "CoverageActivation", "MemberDesk", "ReplayRunner"]);
});

test("only the relay and a replay may put events, and the request path may not", () => {
  expect(whoMay(/^events:/)).toEqual(["EventRelay", "ReplayRunner"]);
});

test("a function is called by its own API, its bucket of this account, its schedule or the logs it follows, by nobody else", () => {
  const callers = [...resourcesOf(template, "AWS::Lambda::Permission").values()].map(({ Properties }) => {
    const { Principal, SourceArn, SourceAccount } = Properties;
    expect(SourceArn).toBeDefined();
    // A bucket's name says nothing of whose it is.
    if (Principal === "s3.amazonaws.com") expect(SourceAccount).toEqual({ Ref: "AWS::AccountId" });
    return `${/"(\w+)Live/.exec(JSON.stringify(Properties.FunctionName))?.[1]} ${Principal}`;
  });
  expect([...new Set(callers)].sort()).toEqual([
    "ActivationSweeper events.amazonaws.com",
    "AttemptIntake logs.amazonaws.com",
    "AuditSealer events.amazonaws.com",
    "CreditKeeper events.amazonaws.com",
    "FailureIntake s3.amazonaws.com",
    "MemberDesk apigateway.amazonaws.com",
    "MemberFeed s3.amazonaws.com",
    "OpsApi apigateway.amazonaws.com",
    "PartnerApi apigateway.amazonaws.com",
    "PublicApi apigateway.amazonaws.com",
    "SettlementReconciliation s3.amazonaws.com",
    "Watchman events.amazonaws.com",
  ]);
});
