import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { stageOf } from "../../../infra/stages/stages.ts";
import { gatewayTemplate, resourceNamed, resourcesOf } from "../gateway-template.ts";

const template = gatewayTemplate();
const { limits } = stageOf("production");

const methodsOf = (api: string) =>
  [...resourcesOf(template, "AWS::ApiGateway::Method")].filter(([id]) => id.startsWith(`${api}Api`));

interface StageSettings {
  readonly AccessLogSetting: { readonly Format: string };
  readonly MethodSettings: readonly Readonly<Record<string, unknown>>[];
}
const stageOfApi = (api: string) =>
  resourceNamed(template, "AWS::ApiGateway::Stage", `${api}ApiDeploymentStage`)
    .Properties as unknown as StageSettings;

describe.each([
  { api: "Partners", handler: "PartnerApi", address: true, total: limits.partners.total },
  { api: "Public", handler: "PublicApi", address: false, total: limits.public.total },
  { api: "Ops", handler: "OpsApi", address: true, total: limits.ops.total },
])("the $api API", ({ api, handler, address, total }) => {
  test("is regional and hands every path and method to its function as bytes", () => {
    expect(resourceNamed(template, "AWS::ApiGateway::RestApi", `${api}Api`).Properties).toMatchObject({
      EndpointConfiguration: { Types: ["REGIONAL"] },
      BinaryMediaTypes: ["*/*"],
    });
    const catchAll = methodsOf(api).filter(([id]) => /Api(proxy)?ANY/.test(id));
    expect(catchAll).toHaveLength(2);
    for (const [, { Properties }] of catchAll) {
      expect(Properties).toMatchObject({ HttpMethod: "ANY", Integration: { Type: "AWS_PROXY" } });
      expect(JSON.stringify(Properties.Integration)).toContain(`"${handler}Live`);
    }
  });

  test("validates, authorises and transforms nothing before the function", () => {
    for (const [, { Properties }] of methodsOf(api)) {
      expect(Properties).toMatchObject({ AuthorizationType: "NONE", Integration: { Type: "AWS_PROXY" } });
      expect(Properties).not.toHaveProperty("RequestValidatorId");
      expect(Properties).not.toHaveProperty("ApiKeyRequired", true);
    }
  });

  test("says when to come back where it throttles by itself", () => {
    for (const type of ["THROTTLED", "QUOTA_EXCEEDED"]) {
      template.hasResourceProperties("AWS::ApiGateway::GatewayResponse", {
        RestApiId: { Ref: Match.stringLikeRegexp(`^${api}Api`) },
        ResponseType: type,
        StatusCode: "429",
        ResponseParameters: { "gatewayresponse.header.Retry-After": "'1'" },
      });
    }
  });

  test("is throttled as its stage says, and logs no body, no path, no query and no header", () => {
    const { AccessLogSetting, MethodSettings } = stageOfApi(api);
    expect(MethodSettings[0]).toEqual({
      HttpMethod: "*",
      ResourcePath: "/*",
      DataTraceEnabled: false,
      LoggingLevel: "ERROR",
      MetricsEnabled: true,
      ThrottlingRateLimit: total.requestsPerSecond,
      ThrottlingBurstLimit: total.burst,
    });
    expect(Object.keys(JSON.parse(AccessLogSetting.Format))).toEqual([
      ...["requestId", "time", "method", "route", "status", "latencyMs", "integrationLatencyMs"],
      ...["integrationStatus", "bytes", "error", "tls", "acl"],
      ...(address ? ["address"] : []),
    ]);
    expect(AccessLogSetting.Format).not.toMatch(/\$context\.path\b|\$input|\$method|header|query/i);
  });
});

describe("the partners' API", () => {
  const ROOMS = [
    ["/snap/v1.0/transfer-va/payment/POST", limits.partners.payment, "PartnerApi"],
    ["/h2h/v1/payments/POST", limits.partners.payment, "PartnerApi"],
    ["/h2h/v1/payments/{reference}/reversal/POST", limits.partners.payment, "PartnerApi"],
    ["/snap/v1.0/transfer-va/inquiry/POST", limits.partners.inquiry, "PartnerApi"],
    ["/h2h/v1/inquiries/POST", limits.partners.inquiry, "PartnerApi"],
    ["/snap/v1.0/transfer-va/status/POST", limits.partners.status, "PartnerApi"],
    ["/h2h/v1/payments/{reference}/GET", limits.partners.status, "PartnerApi"],
    ["/snap/v1.0/access-token/b2b/POST", limits.partners.token, "PartnerApi"],
    ["/h2h/v1/members/lookup/POST", limits.partners.memberDesk, "MemberDesk"],
    ["/h2h/v1/registrations/POST", limits.partners.memberDesk, "MemberDesk"],
    ["/h2h/v1/billing-codes/POST", limits.partners.memberDesk, "MemberDesk"],
  ] as const;

  test("throttles each kind of request for itself", () => {
    const own = stageOfApi("Partners").MethodSettings.slice(1);
    expect(own).toEqual(
      ROOMS.map(([path, rate]) => ({
        HttpMethod: path.slice(path.lastIndexOf("/") + 1),
        ResourcePath: `/${path.slice(0, path.lastIndexOf("/")).replaceAll("/", "~1")}`,
        DataTraceEnabled: false,
        ThrottlingRateLimit: rate.requestsPerSecond,
        ThrottlingBurstLimit: rate.burst,
      })),
    );
  });

  test("serves each of them, and what is refused there, by the function that knows it", () => {
    for (const [path, , handler] of ROOMS) {
      const id = `PartnersApi${path.slice(0, path.lastIndexOf("/")).replace(/[^A-Za-z0-9]/g, "")}`;
      const served = methodsOf("Partners").filter(([each]) => new RegExp(`^${id}(ANY|GET|POST)`).test(each));
      expect(served, path).toHaveLength(2);
      for (const [, { Properties }] of served) {
        expect(JSON.stringify(Properties.Integration)).toContain(`"${handler}Live`);
      }
    }
  });
});
