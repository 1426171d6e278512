import { describe, expect, test } from "vitest";
import * as z from "zod";
import { STAGE_NAMES } from "../../../infra/stages/stage-settings.ts";
import { stageOf } from "../../../infra/stages/stages.ts";
import { gatewayTemplate, resourceNamed, resourcesOf } from "../gateway-template.ts";

/*
 * Nothing in front of the function may answer a 4xx but 429: at BRI any other on the retry of a payment gives money back that we keep.
 */

const Block = z.object({
  CustomResponse: z.object({
    ResponseCode: z.number(),
    ResponseHeaders: z.array(z.object({ Name: z.string(), Value: z.string() })),
  }),
});
const Acl = z.object({
  DefaultAction: z.strictObject({ Allow: z.object({}) }),
  Rules: z.array(
    z.object({
      Name: z.string(),
      Action: z.strictObject({ Block }).optional(),
      OverrideAction: z.strictObject({ Count: z.object({}) }).optional(),
      Statement: z.record(z.string(), z.unknown()),
    }),
  ),
});
const GatewayResponse = z.object({
  RestApiId: z.object({ Ref: z.string() }),
  ResponseType: z.string(),
  StatusCode: z.string().optional(),
  ResponseParameters: z.record(z.string(), z.string()),
});

/** All types of API Gateway whose own status is a 4xx ("Gateway response types for API Gateway"). */
const FOUR_HUNDREDS = [
  ...["ACCESS_DENIED", "BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX", "EXPIRED_TOKEN"],
  ...["INVALID_API_KEY", "INVALID_SIGNATURE", "MISSING_AUTHENTICATION_TOKEN", "QUOTA_EXCEEDED"],
  ...["REQUEST_TOO_LARGE", "RESOURCE_NOT_FOUND", "THROTTLED", "UNAUTHORIZED", "UNSUPPORTED_MEDIA_TYPE"],
  "WAF_FILTERED",
];

describe.each(STAGE_NAMES)("in %s", (name) => {
  const template = gatewayTemplate(stageOf(name));
  const acl = Acl.parse(resourceNamed(template, "AWS::WAFv2::WebACL", "PartnersAcl").Properties);
  const answers = [...resourcesOf(template, "AWS::ApiGateway::GatewayResponse").values()]
    .map(({ Properties }) => GatewayResponse.parse(Properties))
    .filter(({ RestApiId }) => RestApiId.Ref.startsWith("PartnersApi"));

  test("every rule of the web ACL that ends a request answers 503 or 429, and says when to come back", () => {
    // The schema lets no rule through that does anything but block with an answer of ours, or count.
    const ending = acl.Rules.flatMap(({ Name, Action }) =>
      Action ? [{ Name, ...Action.Block.CustomResponse }] : [],
    );
    expect(ending.length).toBeGreaterThan(3);
    for (const { Name, ResponseCode, ResponseHeaders } of ending) {
      expect([429, 503], Name).toContain(ResponseCode);
      expect(ResponseHeaders, Name).toEqual([{ Name: "Retry-After", Value: expect.stringMatching(/^\d+$/) }]);
      expect(ResponseCode === 429, Name).toBe(Name.startsWith("rate-of-"));
    }
  });

  test("no group of AWS's rules decides: each only counts", () => {
    const groups = acl.Rules.filter(({ Statement }) => "ManagedRuleGroupStatement" in Statement);
    expect(groups.map(({ Action, OverrideAction }) => [Action, OverrideAction])).toEqual(
      groups.map(() => [undefined, { Count: {} }]),
    );
    expect(groups).toHaveLength(3);
  });

  test("what API Gateway would refuse by itself becomes 503, and 429 stays what it is", () => {
    const statuses = Object.fromEntries(
      answers.map(({ ResponseType, StatusCode }) => [ResponseType, StatusCode]),
    );
    const { DEFAULT_5XX, ...refusals } = statuses;
    expect(Object.keys(refusals).sort()).toEqual(FOUR_HUNDREDS);
    expect(DEFAULT_5XX).toBeUndefined();
    for (const [type, status] of Object.entries(refusals)) {
      expect(status, type).toBe(["THROTTLED", "QUOTA_EXCEEDED"].includes(type) ? "429" : "503");
    }
    for (const { ResponseParameters } of answers) {
      expect(ResponseParameters["gatewayresponse.header.Retry-After"]).toMatch(/^'\d+'$/);
    }
  });
});
