import { describe, expect, test } from "vitest";
import { STAGE_NAMES } from "../../infra/stages/stage-settings.ts";
import { stageOf } from "../../infra/stages/stages.ts";
import { CLOSED } from "./closed-bucket.ts";
import {
  gatewayTemplate,
  resourceNamed,
  resourcesOf,
  type TemplateResource,
  templatesOf,
} from "./gateway-template.ts";

/** Any region of AWS, by the form of its name. */
const REGION =
  /\b(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-[a-z]+)?-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-\d\b/g;

describe.each(STAGE_NAMES)("in %s", (name) => {
  const stage = stageOf(name);
  const template = gatewayTemplate(stage);
  const buckets = [...resourcesOf(template, "AWS::S3::Bucket")];

  test("everything stays in the stage's region", () => {
    const text = JSON.stringify(Object.values(templatesOf(stage)).map((each) => each.toJSON()));
    expect([...new Set(text.match(REGION))]).toEqual(["ap-southeast-3"]);
    const { Replicas } = resourceNamed(template, "AWS::DynamoDB::GlobalTable", "Ledger").Properties;
    expect(Replicas).toEqual([expect.objectContaining({ Region: "ap-southeast-3" })]);
    for (const [id, { Properties }] of buckets)
      expect(Properties, id).not.toHaveProperty("ReplicationConfiguration");
  });

  test("the ledger is protected as the stage says, and can go back 35 days in any", () => {
    const { Properties, DeletionPolicy } = resourceNamed(template, "AWS::DynamoDB::GlobalTable", "Ledger");
    expect(DeletionPolicy).toBe(stage.deletionProtection ? "Retain" : "Delete");
    expect(Properties.Replicas).toMatchObject([
      {
        DeletionProtectionEnabled: stage.deletionProtection,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      },
    ]);
  });

  test("every bucket bears the stage's name, so that two stages fit into one account", () => {
    expect(buckets.map(([, { Properties }]) => JSON.stringify(Properties.BucketName)).sort()).toEqual(
      ["audit", "members", "settlement", "unpublished"].map((what) =>
        expect.stringContaining(`"kanal-${name}-${what}-"`),
      ),
    );
  });

  test("every bucket is closed, owned, encrypted and outlives the stack", () => {
    for (const [id, { Properties, DeletionPolicy }] of buckets) {
      expect(DeletionPolicy, id).toBe("RetainExceptOnCreate");
      expect(Properties, id).toMatchObject({
        PublicAccessBlockConfiguration: CLOSED,
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        BucketEncryption: { ServerSideEncryptionConfiguration: [expect.anything()] },
      });
    }
  });

  test("a deployment that fails leaves nothing under a fixed name, which would keep the next one from making it", () => {
    const NAMES = ["BucketName", "LogGroupName", "TableName", "QueueName", "RoleName", "FunctionName"];
    const left = Object.values(templatesOf(stage)).flatMap((each) =>
      Object.entries(each.toJSON().Resources as Record<string, TemplateResource>).filter(
        ([, { DeletionPolicy, Properties = {} }]) =>
          DeletionPolicy === "Retain" &&
          NAMES.some(
            (name) =>
              name in Properties &&
              !/"(?:Ref|Fn::GetAtt)":"?\[?"(?!AWS::)/.test(JSON.stringify(Properties[name])),
          ),
      ),
    );
    expect(left.map(([id]) => id)).toEqual([]);
  });

  test("things are kept for as long as the stage says", () => {
    const { retention } = stage;
    const days = (start: string) => resourceNamed(template, "AWS::S3::Bucket", start).Properties;
    expect(days("SettlementFiles").LifecycleConfiguration).toMatchObject({
      Rules: [{ ExpirationInDays: retention.settlementFileDays }],
    });
    expect(days("AuditBucket").ObjectLockConfiguration).toMatchObject({
      Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: retention.auditRootDays } },
    });
    template.hasResourceProperties("AWS::Events::Archive", { RetentionDays: retention.eventArchiveDays });
    const logs = [...resourcesOf(template, "AWS::Logs::LogGroup")];
    expect(new Set(logs.map(([, { Properties }]) => Properties.RetentionInDays))).toEqual(
      new Set([retention.functionLogDays, retention.accessLogDays]),
    );
  });
});
