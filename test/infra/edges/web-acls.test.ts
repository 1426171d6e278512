import { describe, expect, test } from "vitest";
import * as z from "zod";
import { stageOf } from "../../../infra/stages/stages.ts";
import { gatewayTemplate, resourceNamed, resourcesOf, templatesOf } from "../gateway-template.ts";

const production = stageOf("production");
const template = gatewayTemplate();

const Rule = z.object({
  Name: z.string(),
  Priority: z.number(),
  Statement: z.record(z.string(), z.unknown()),
});
const Acl = z.object({
  Scope: z.literal("REGIONAL"),
  Rules: z.array(Rule),
  AssociationConfig: z.unknown().optional(),
});
const Group = z.object({
  ManagedRuleGroupStatement: z.object({
    Name: z.string(),
    RuleActionOverrides: z.array(
      z.object({ Name: z.string(), ActionToUse: z.strictObject({ Count: z.object({}) }) }),
    ),
  }),
});

const aclOf = (edge: string) =>
  Acl.parse(resourceNamed(template, "AWS::WAFv2::WebACL", `${edge}Acl`).Properties);
const namesOf = (edge: string) => aclOf(edge).Rules.map(({ Name }) => Name);
const statementOf = (edge: string, name: string) =>
  aclOf(edge).Rules.find(({ Name }) => Name === name)?.Statement;
const setOf = (id: string) => ({
  IPSetReferenceStatement: { Arn: { "Fn::GetAtt": [expect.stringMatching(`^${id}`), "Arn"] } },
});

const MANAGED = [
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesKnownBadInputsRuleSet",
  "AWSManagedRulesAmazonIpReputationList",
  "known-attack",
];
const partnerIds = production.partners.map(({ partnerId }) => partnerId);

test("each API has a web ACL of its own, and its rules are tried in the order they are written in", () => {
  expect(namesOf("Partners")).toEqual([
    ...["not-listed", "body-too-large"],
    ...partnerIds.map((id) => `rate-of-${id}`),
    ...["rate-of-address", ...MANAGED],
  ]);
  expect(namesOf("Public")).toEqual(["body-too-large", "rate-of-address", ...MANAGED]);
  expect(namesOf("Ops")).toEqual(["not-listed", "rate-of-address", ...MANAGED]);
  for (const edge of ["Partners", "Public", "Ops"]) {
    expect(aclOf(edge).Rules.map(({ Priority }) => Priority)).toEqual(aclOf(edge).Rules.map((_, at) => at));
    expect(
      resourceNamed(template, "AWS::WAFv2::WebACLAssociation", `${edge}Acl`).Properties.WebACLArn,
    ).toEqual({
      "Fn::GetAtt": [expect.stringMatching(`^${edge}Acl`), "Arn"],
    });
  }
});

describe("partners", () => {
  test("come from the addresses that the stage lists for them, and nobody else comes in", () => {
    const sets = [...resourcesOf(template, "AWS::WAFv2::IPSet")].filter(([id]) =>
      id.startsWith("PartnersAcl"),
    );
    expect(sets.map(([, { Properties }]) => [Properties.Name, Properties.Addresses])).toEqual(
      production.partners.map(({ partnerId, addresses }) => [
        `kanal-production-partners-${partnerId}`,
        addresses,
      ]),
    );
    expect(statementOf("Partners", "not-listed")).toEqual({
      NotStatement: {
        Statement: {
          OrStatement: { Statements: partnerIds.map((id) => setOf(`PartnersAclAddresses${id}`)) },
        },
      },
    });
  });

  test("are counted each for all of its addresses, and every address for itself", () => {
    for (const { partnerId, requestsPerFiveMinutes } of production.partners) {
      expect(statementOf("Partners", `rate-of-${partnerId}`)).toEqual({
        RateBasedStatement: {
          Limit: requestsPerFiveMinutes,
          AggregateKeyType: "CONSTANT",
          EvaluationWindowSec: 300,
          ScopeDownStatement: setOf(`PartnersAclAddresses${partnerId}`),
        },
      });
    }
    expect(statementOf("Partners", "rate-of-address")).toEqual({
      RateBasedStatement: {
        Limit: production.limits.partners.requestsPerAddress,
        AggregateKeyType: "IP",
        EvaluationWindowSec: 300,
      },
    });
  });

  test("send no larger body than the stage says, and one that is too large to be looked at is too large", () => {
    expect(statementOf("Partners", "body-too-large")).toMatchObject({
      SizeConstraintStatement: {
        Size: production.limits.partners.bodyBytesMax,
        ComparisonOperator: "GT",
        FieldToMatch: { Body: { OversizeHandling: "MATCH" } },
      },
    });
    expect(aclOf("Partners").AssociationConfig).toEqual({
      RequestBody: { API_GATEWAY: { DefaultSizeInspectionLimit: "KB_16" } },
    });
  });

  test("are never stopped for what stands in a path, a header or a signed body", () => {
    const blocked = JSON.stringify(statementOf("Partners", "known-attack"));
    expect(blocked).toContain("core-rule-set:CrossSiteScripting_QueryArguments");
    expect(blocked).not.toMatch(/_(Body|URIPath)"|BadBots|NoUserAgent|RCE_Header|amazon-ip-list/);
    const counted = aclOf("Partners").Rules.flatMap(({ Statement }) => {
      const group = Group.safeParse(Statement);
      if (!group.success) return [];
      return group.data.ManagedRuleGroupStatement.RuleActionOverrides.map(({ Name }) => Name);
    });
    expect(counted).toContain("SizeRestrictions_BODY");
    expect(counted).toContain("RestrictedExtensions_URIPATH");
    expect(counted).toContain("JavaDeserializationRCE_HEADER");
    expect(counted).toContain("AWSManagedIPReputationList");
    expect(counted.filter((name) => /QUERY|COOKIE|METHOD/.test(name))).toEqual([]);
  });
});

test("a partner without a rate of its own is listed and counted by address alone", () => {
  const [bri, ...others] = production.partners;
  const partners = [...(bri ? [{ ...bri, requestsPerFiveMinutes: null }] : []), ...others];
  const acl = resourceNamed(
    gatewayTemplate({ ...production, partners }),
    "AWS::WAFv2::WebACL",
    "PartnersAcl",
  );
  const text = JSON.stringify(acl.Properties.Rules);
  expect(text).not.toContain('"rate-of-bri"');
  expect(text).toContain('"rate-of-bni"');
  expect(text).toMatch(/NotStatement.*PartnersAclAddressesbri/);
});

test("a stage with more to look at in a body pays for it", () => {
  const limits = { ...production.limits, partners: { ...production.limits.partners, bodyBytesMax: 40_000 } };
  const { Properties } = resourceNamed(
    gatewayTemplate({ ...production, limits }),
    "AWS::WAFv2::WebACL",
    "PartnersAcl",
  );
  expect(Properties.AssociationConfig).toEqual({
    RequestBody: { API_GATEWAY: { DefaultSizeInspectionLimit: "KB_48" } },
  });
});

test("without a list of offices ops come from anywhere, which only dev may say", () => {
  const rules = resourceNamed(gatewayTemplate(stageOf("dev")), "AWS::WAFv2::WebACL", "OpsAcl").Properties
    .Rules;
  expect(JSON.stringify(rules)).not.toContain("not-listed");
  expect(statementOf("Ops", "not-listed")).toEqual({
    NotStatement: { Statement: setOf("OpsAclAddressesoffices") },
  });
});

test("what an ACL writes down has no path, no query, no secret and nothing that a caller wrote", () => {
  const logs = [...resourcesOf(template, "AWS::WAFv2::LoggingConfiguration").values()];
  expect(logs).toHaveLength(3);
  for (const { Properties } of logs) {
    expect(Properties).toMatchObject({
      RedactedFields: [
        { UriPath: {} },
        { QueryString: {} },
        ...[
          "authorization",
          "authorization-customer",
          "cookie",
          "signature",
          "x-client-key",
          "x-signature",
        ].map((Name) => ({ SingleHeader: { Name } })),
      ],
      LoggingFilter: { DefaultBehavior: "DROP" },
    });
  }
  for (const { Properties } of resourcesOf(template, "AWS::WAFv2::WebACL").values()) {
    expect(Properties.DataProtectionConfig).toEqual({
      DataProtections: ["BODY", "QUERY_STRING", "SINGLE_COOKIE"].map((FieldType) => ({
        Action: "SUBSTITUTION",
        Field: { FieldType },
      })),
    });
    // A sample shows headers to whoever opens the console.
    expect(JSON.stringify(Properties)).not.toContain('"SampledRequestsEnabled":true');
  }
  const groups = [...resourcesOf(template, "AWS::Logs::LogGroup").values()].map(
    ({ Properties }) => Properties.LogGroupName,
  );
  expect(groups.filter((name) => String(name).startsWith("aws-waf-logs-"))).toEqual([
    "aws-waf-logs-kanal-production-partners",
    "aws-waf-logs-kanal-production-public",
    "aws-waf-logs-kanal-production-ops",
  ]);
});

test("only AWS's log delivery for this account may write there, by one policy of the stage", () => {
  const { foundation, gateway } = templatesOf(production);
  expect(resourcesOf(gateway, "AWS::Logs::ResourcePolicy").size).toBe(0);
  const { Properties } = resourceNamed(foundation, "AWS::Logs::ResourcePolicy", "AclLogs");
  const [, parts] = z
    .object({ "Fn::Join": z.tuple([z.literal(""), z.array(z.unknown())]) })
    .parse(Properties.PolicyDocument)["Fn::Join"];
  const text = parts.map((part) => (typeof part === "string" ? part : "111122223333")).join("");
  expect(JSON.parse(text)).toMatchObject({
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource:
          "arn:aws:logs:ap-southeast-3:111122223333:log-group:aws-waf-logs-kanal-production-*:log-stream:*",
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ],
  });
});
