import { expect, test } from "vitest";
import { CLOSED } from "./closed-bucket.ts";
import { gatewayTemplate, resourceNamed, resourcesOf } from "./gateway-template.ts";

const template = gatewayTemplate();

test("snapshots of members lie in a closed, encrypted bucket that tells member-feed, and not for long", () => {
  const bucket = resourceNamed(template, "AWS::S3::Bucket", "MembersSnapshots");
  expect(bucket.DeletionPolicy).toBe("RetainExceptOnCreate");
  expect(bucket.Properties).toMatchObject({
    BucketName: {
      "Fn::Join": ["", ["kanal-production-members-", { Ref: "AWS::AccountId" }, "-", { Ref: "AWS::Region" }]],
    },
    PublicAccessBlockConfiguration: CLOSED,
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
    },
    LifecycleConfiguration: { Rules: [{ ExpirationInDays: 30, Status: "Enabled" }] },
    NotificationConfiguration: {
      LambdaConfigurations: [
        {
          Event: "s3:ObjectCreated:*",
          Function: { Ref: expect.stringMatching(/^MemberFeedLive/) },
        },
      ],
    },
  });
});

test("the roots of the audit trail are locked for ten years under a key of ours, and no name can be taken twice", () => {
  const bucket = resourceNamed(template, "AWS::S3::Bucket", "AuditBucket");
  expect(bucket.DeletionPolicy).toBe("RetainExceptOnCreate");
  expect(bucket.Properties).toMatchObject({
    BucketName: {
      "Fn::Join": ["", ["kanal-production-audit-", { Ref: "AWS::AccountId" }, "-", { Ref: "AWS::Region" }]],
    },
    PublicAccessBlockConfiguration: CLOSED,
    VersioningConfiguration: { Status: "Enabled" },
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: "Enabled",
      Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 3653 } },
    },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        {
          ServerSideEncryptionByDefault: {
            SSEAlgorithm: "aws:kms",
            KMSMasterKeyID: { "Fn::GetAtt": [expect.stringMatching(/^AuditKey/), "Arn"] },
          },
        },
      ],
    },
  });
  expect(bucket.Properties).not.toHaveProperty("LifecycleConfiguration");
  const policy = resourceNamed(template, "AWS::S3::BucketPolicy", "AuditBucketPolicy").Properties;
  expect(policy.PolicyDocument).toMatchObject({
    Statement: expect.arrayContaining([
      expect.objectContaining({
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "s3:PutObject",
        Condition: {
          Null: { "s3:if-none-match": "true" },
          Bool: { "s3:ObjectCreationOperation": "true" },
        },
      }),
    ]),
  });
});

test("no bucket can be reached in plain text", () => {
  const policies = [...resourcesOf(template, "AWS::S3::BucketPolicy").values()];
  expect(policies).toHaveLength(resourcesOf(template, "AWS::S3::Bucket").size);
  for (const { Properties } of policies) {
    expect(Properties.PolicyDocument).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Effect: "Deny",
          Action: "s3:*",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      ]),
    });
  }
});
