import { describe, expect, test } from "vitest";
import { stageOf } from "../../../infra/stages/stages.ts";
import { CLOSED } from "../closed-bucket.ts";
import { gatewayTemplate, resourceNamed, resourcesOf, templatesOf } from "../gateway-template.ts";

const production = stageOf("production");
const template = gatewayTemplate();
const domainOf = (edge: string) =>
  resourceNamed(template, "AWS::ApiGateway::DomainName", `${edge}Domain`).Properties;

describe.each([
  ["Partners", "partners.kanal.example", "TLS_1_2", undefined],
  ["Public", "kanal.example", "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", "STRICT"],
  ["Ops", "ops.kanal.example", "SecurityPolicy_TLS13_1_3_2025_09", "STRICT"],
])("the %s API", (edge, name, policy, mode) => {
  test("is reached by its own host alone", () => {
    expect(domainOf(edge)).toMatchObject({
      DomainName: name,
      EndpointConfiguration: { Types: ["REGIONAL"] },
      RegionalCertificateArn: expect.stringMatching(/^arn:aws:acm:ap-southeast-3:/),
      SecurityPolicy: policy,
    });
    expect(domainOf(edge).EndpointAccessMode).toBe(mode);
    expect(
      resourceNamed(template, "AWS::ApiGateway::BasePathMapping", `${edge}Domain`).Properties,
    ).toMatchObject({
      RestApiId: { Ref: expect.stringMatching(`^${edge}Api`) },
      Stage: { Ref: expect.stringMatching(`^${edge}ApiDeploymentStage`) },
    });
    const api = resourceNamed(template, "AWS::ApiGateway::RestApi", `${edge}Api`).Properties;
    expect(api.DisableExecuteApiEndpoint).toBe(true);
    // API and domain say the same, where the domain may say more than TLS 1.2.
    expect([api.SecurityPolicy, api.EndpointAccessMode]).toEqual(
      mode ? [policy, mode] : [undefined, undefined],
    );
  });
});

test("partners show a certificate that one version of the truststore knows, and nobody else has to", () => {
  expect(domainOf("Partners").MutualTlsAuthentication).toEqual({
    TruststoreUri: {
      "Fn::Join": [
        "",
        [
          "s3://kanal-production-truststore-",
          { Ref: "AWS::AccountId" },
          "-",
          { Ref: "AWS::Region" },
          `/${production.truststore?.key}`,
        ],
      ],
    },
    TruststoreVersion: production.truststore?.version,
  });
  expect(domainOf("Public")).not.toHaveProperty("MutualTlsAuthentication");
  expect(domainOf("Ops")).not.toHaveProperty("MutualTlsAuthentication");
});

test("a stage without domains is reached at API Gateway's own addresses", () => {
  const dev = gatewayTemplate(stageOf("dev"));
  expect(resourcesOf(dev, "AWS::ApiGateway::DomainName").size).toBe(0);
  for (const { Properties } of resourcesOf(dev, "AWS::ApiGateway::RestApi").values()) {
    expect(Properties.DisableExecuteApiEndpoint).toBe(false);
  }
});

describe("the foundation", () => {
  const { foundation } = templatesOf(production);

  test("keeps every version of the partners' certificates, closed, encrypted and over TLS only", () => {
    const bucket = resourceNamed(foundation, "AWS::S3::Bucket", "Truststore");
    expect(bucket.DeletionPolicy).toBe("RetainExceptOnCreate");
    expect(bucket.Properties).toMatchObject({
      VersioningConfiguration: { Status: "Enabled" },
      PublicAccessBlockConfiguration: CLOSED,
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    });
    expect(bucket.Properties).not.toHaveProperty("LifecycleConfiguration");
    foundation.hasResourceProperties("AWS::S3::BucketPolicy", {
      PolicyDocument: {
        Statement: [{ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }, {}],
      },
    });
  });

  test("has no parameter: it can be made before there is anything to tell it", () => {
    expect(Object.keys(foundation.findParameters("*"))).toEqual(["BootstrapVersion"]);
  });
});
