import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { FUNCTION_TIMEOUT_SECONDS } from "../../infra/settings.ts";
import { CLOSED } from "./closed-bucket.ts";
import { gatewayTemplate, resourceNamed, resourcesOf } from "./gateway-template.ts";

const template = gatewayTemplate();

describe("the stream", () => {
  test("is read in batches that are cut to find the culprit, given up after a time and laid down", () => {
    const { Properties } = resourceNamed(template, "AWS::Lambda::EventSourceMapping", "StreamRelay");
    expect(Properties).toEqual({
      FunctionName: {
        "Fn::Join": [
          "",
          [
            { "Fn::Select": [6, { "Fn::Split": [":", { Ref: expect.stringMatching(/^EventRelayLive/) }] }] },
            ":live",
          ],
        ],
      },
      EventSourceArn: { "Fn::GetAtt": [expect.stringMatching(/^LedgerTable/), "StreamArn"] },
      StartingPosition: "TRIM_HORIZON",
      BatchSize: 100,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 6 * 60 * 60,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
  });

  test("starts only after the bucket is there", () => {
    template.hasResource("AWS::Lambda::EventSourceMapping", {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp("^UnpublishedBucket")]),
    });
  });

  test("lays batches in a closed, encrypted bucket that tells failure-intake", () => {
    const bucket = resourceNamed(template, "AWS::S3::Bucket", "Unpublished");
    expect(bucket.DeletionPolicy).toBe("RetainExceptOnCreate");
    expect(bucket.Properties).toMatchObject({
      PublicAccessBlockConfiguration: CLOSED,
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" } }],
      },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 90, Status: "Enabled" }] },
      NotificationConfiguration: {
        LambdaConfigurations: [
          {
            Event: "s3:ObjectCreated:*",
            Function: { Ref: expect.stringMatching(/^FailureIntakeLive/) },
          },
        ],
      },
    });
  });

  test("is told to failure-intake without a function that is not ours", () => {
    expect(resourcesOf(template, "AWS::Lambda::Function").size).toBe(
      Object.keys(FUNCTION_TIMEOUT_SECONDS).length,
    );
  });
});

test("what the ledger said is archived", () => {
  template.hasResourceProperties("AWS::Events::Archive", {
    EventPattern: { source: ["kanal.ledger"] },
    RetentionDays: 90,
  });
});
