import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { FUNCTION_TIMEOUT_SECONDS, QUEUES, SWEEPER } from "../../infra/settings.ts";
import { LEDGER_TABLE } from "../../shared/ledger/table.ts";
import { gatewayTemplate, resourceNamed, resourcesOf } from "./gateway-template.ts";

const template = gatewayTemplate();

const CLOSED = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

describe("the table", () => {
  const { Properties, DeletionPolicy } = resourceNamed(template, "AWS::DynamoDB::GlobalTable", "Ledger");

  test("is kept, protected, encrypted with our key, and can go back 35 days", () => {
    expect(DeletionPolicy).toBe("Retain");
    expect(Properties).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
          SSESpecification: {
            KMSMasterKeyId: { "Fn::GetAtt": [expect.stringMatching(/^LedgerKey/), "Arn"] },
          },
        },
      ],
    });
    expect(Properties.Replicas).toHaveLength(1);
  });

  test("has the keys and indexes that the ledger is written for, and copies no item whole", () => {
    const keys = (partitionKey: string, sortKey: string) => [
      { AttributeName: partitionKey, KeyType: "HASH" },
      { AttributeName: sortKey, KeyType: "RANGE" },
    ];
    expect(Properties.KeySchema).toEqual(keys("PK", "SK"));
    expect(Properties.GlobalSecondaryIndexes).toEqual(
      LEDGER_TABLE.indexes.map(({ name, partitionKey, sortKey, include }) => ({
        IndexName: name,
        KeySchema: keys(partitionKey, sortKey),
        Projection:
          include.length > 0
            ? { ProjectionType: "INCLUDE", NonKeyAttributes: include }
            : { ProjectionType: "KEYS_ONLY" },
      })),
    );
  });
});

test("all keys are turned over every year, and those that anything stored needs outlive the stack", () => {
  const keys = [...resourcesOf(template, "AWS::KMS::Key")];
  expect(keys).toHaveLength(5);
  for (const [id, key] of keys) {
    // An alarm is on its way for seconds.
    const policy = id.startsWith("AlarmTopicKey") ? "Delete" : "Retain";
    expect(key, id).toMatchObject({ DeletionPolicy: policy, Properties: { EnableKeyRotation: true } });
  }
});

describe("the stream", () => {
  test("is read in batches that are cut to find the culprit, given up after a time and laid down", () => {
    const { Properties } = resourceNamed(template, "AWS::Lambda::EventSourceMapping", "StreamRelay");
    expect(Properties).toEqual({
      FunctionName: { Ref: expect.stringMatching(/^EventRelayFunction/) },
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
    expect(bucket.DeletionPolicy).toBe("Retain");
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
            Function: { "Fn::GetAtt": [expect.stringMatching(/^FailureIntakeFunction/), "Arn"] },
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

describe("the queues", () => {
  const behind = (start: string, maxReceiveCount: number) => ({
    deadLetterTargetArn: { "Fn::GetAtt": [expect.stringMatching(new RegExp(`^${start}`)), "Arn"] },
    maxReceiveCount,
  });
  const queue = (start: string) => resourceNamed(template, "AWS::SQS::Queue", start).Properties;

  test("fall back on each other: activation, dead letters, last resort", () => {
    expect(queue("EventsActivation")).toMatchObject({
      VisibilityTimeout: QUEUES.activation.visibilityTimeoutSeconds,
      RedrivePolicy: behind("EventsDeadLetters", QUEUES.activation.maxReceiveCount),
    });
    expect(queue("EventsDeadLetters").RedrivePolicy).toEqual(behind("EventsLastResort", 100));
    expect(queue("EventsLastResort").RedrivePolicy).toBeUndefined();
    expect(resourcesOf(template, "AWS::SQS::Queue").size).toBe(8);
  });

  test("of the replays falls back on the dead letters, after five crashes of the same slice", () => {
    expect(queue("ReplaySlices")).toMatchObject({
      VisibilityTimeout: QUEUES.replay.visibilityTimeoutSeconds,
      RedrivePolicy: behind("EventsDeadLetters", 5),
    });
    // As Lambda advises, so that a slice does not come back while it is still worked on.
    expect(QUEUES.replay.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(
      6 * FUNCTION_TIMEOUT_SECONDS["replay-runner"],
    );
    template.hasResourceProperties("AWS::Events::Rule", {
      EventPattern: { source: ["kanal.ledger"], "detail-type": ["ReplayRequested.v1"] },
      Targets: [
        Match.objectLike({
          Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^ReplaySlices"), "Arn"] },
          DeadLetterConfig: { Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^EventsDeadLetters"), "Arn"] } },
        }),
      ],
    });
  });

  test("of the member feed end in the same last resort", () => {
    expect(queue("MembersChanges")).toMatchObject({
      VisibilityTimeout: 600,
      RedrivePolicy: behind("MembersDeadLetters", 5),
    });
    expect(queue("MembersDeadLetters").RedrivePolicy).toEqual(behind("EventsLastResort", 100));
  });

  test("are encrypted, keep a message 14 days and refuse plain text", () => {
    for (const [id, { Properties }] of resourcesOf(template, "AWS::SQS::Queue")) {
      expect(Properties, id).toMatchObject({
        SqsManagedSseEnabled: true,
        MessageRetentionPeriod: 14 * 24 * 60 * 60,
      });
      template.hasResourceProperties("AWS::SQS::QueuePolicy", {
        Queues: [{ Ref: id }],
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: "Deny",
              Action: "sqs:*",
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            }),
          ]),
        },
      });
    }
  });

  test("feed their functions, which name the messages that failed", () => {
    const feeds = (start: string) =>
      resourceNamed(template, "AWS::Lambda::EventSourceMapping", start).Properties;
    for (const [start, queue] of [
      ["CoverageActivation", "EventsActivation"],
      ["FailureIntakeFromDeadLetters", "EventsDeadLetters"],
      ["FailureIntakeFromMemberDeadLetters", "MembersDeadLetters"],
      ["MemberFeed", "MembersChanges"],
    ] as const) {
      expect(feeds(start)).toMatchObject({
        BatchSize: QUEUES.activation.batchSize,
        EventSourceArn: { "Fn::GetAtt": [expect.stringMatching(new RegExp(`^${queue}`)), "Arn"] },
        FunctionResponseTypes: ["ReportBatchItemFailures"],
      });
    }
  });

  test("feed the report in large batches, which may wait; what is given up is a person's, not a failure of a payment", () => {
    const { Properties } = resourceNamed(template, "AWS::Lambda::EventSourceMapping", "Reporting");
    expect(Properties).toMatchObject({
      BatchSize: 50,
      MaximumBatchingWindowInSeconds: 5,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    const queue = resourceNamed(template, "AWS::SQS::Queue", "ReportingPathCounted").Properties;
    expect(queue).toMatchObject({
      RedrivePolicy: {
        deadLetterTargetArn: { "Fn::GetAtt": [expect.stringMatching(/^EventsLastResort/), "Arn"] },
      },
    });
  });

  test("an activation ends well before its message comes back, a description before its own", () => {
    const { activation, memberFeed } = QUEUES;
    const timeouts = FUNCTION_TIMEOUT_SECONDS;
    expect(activation.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(6 * timeouts["coverage-activation"]);
    // Its time limit is a snapshot's; ten descriptions take a second of it.
    expect(memberFeed.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(2 * timeouts["member-feed"]);
  });

  test("an event that cannot be delivered is a dead letter too", () => {
    template.hasResourceProperties("AWS::Events::Rule", {
      EventPattern: {
        source: ["kanal.ledger"],
        "detail-type": ["ContributionAccepted.v1", "ContributionReversed.v1"],
      },
      Targets: [
        Match.objectLike({
          Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^EventsActivation"), "Arn"] },
          DeadLetterConfig: { Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^EventsDeadLetters"), "Arn"] } },
        }),
      ],
    });
  });

  test.each([
    ["FailureIntake", 6 * 60 * 60],
    ["AttemptIntake", 6 * 60 * 60],
    ["MemberFeed", 6 * 60 * 60],
    ["ActivationSweeper", 5 * 60],
    ["CreditKeeper", 60 * 60],
  ])("what %s is told directly and could not do goes to the last resort", (id, seconds) => {
    template.hasResourceProperties("AWS::Lambda::EventInvokeConfig", {
      FunctionName: { Ref: Match.stringLikeRegexp(`^${id}Function`) },
      MaximumEventAgeInSeconds: seconds,
      DestinationConfig: {
        OnFailure: { Destination: { "Fn::GetAtt": [Match.stringLikeRegexp("^EventsLastResort"), "Arn"] } },
      },
    });
  });
});

describe("the schedules", () => {
  test.each([
    ["ActivationSweeper", "rate(5 minutes)", 300],
    ["CreditKeeper", "rate(1 hour)", 3600],
  ])("of %s runs at its pace, and a run that cannot be started is not lost", (id, pace, seconds) => {
    template.hasResourceProperties("AWS::Events::Rule", {
      ScheduleExpression: pace,
      State: "ENABLED",
      Targets: [
        Match.objectLike({
          Arn: { "Fn::GetAtt": [Match.stringLikeRegexp(`^${id}Function`), "Arn"] },
          DeadLetterConfig: { Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^EventsLastResort"), "Arn"] } },
          RetryPolicy: { MaximumEventAgeInSeconds: seconds },
        }),
      ],
    });
  });

  test("the sweeper leaves a payment to its own message first, and looks back further than the message is tried", () => {
    const { Properties } = resourceNamed(template, "AWS::Lambda::Function", "ActivationSweeperFunction");
    expect(Properties.Environment).toMatchObject({
      Variables: { KANAL_SWEEP_AFTER_SECONDS: "300", KANAL_SWEEP_HOURS: "26" },
    });
    expect(SWEEPER.hours).toBeGreaterThan(24);
  });
});

test("snapshots of members lie in a closed, encrypted bucket that tells member-feed, and not for long", () => {
  const bucket = resourceNamed(template, "AWS::S3::Bucket", "MembersSnapshots");
  expect(bucket.DeletionPolicy).toBe("Retain");
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
          Function: { "Fn::GetAtt": [expect.stringMatching(/^MemberFeedFunction/), "Arn"] },
        },
      ],
    },
  });
});

test("the roots of the audit trail are locked for ten years under a key of ours, and no name can be taken twice", () => {
  const bucket = resourceNamed(template, "AWS::S3::Bucket", "AuditBucket");
  expect(bucket.DeletionPolicy).toBe("Retain");
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

test("what the ledger said is archived", () => {
  template.hasResourceProperties("AWS::Events::Archive", {
    EventPattern: { source: ["kanal.ledger"] },
    RetentionDays: 90,
  });
});

test("a person is called for dead letters, the last resort, a relay that is late or fails, an intake that takes nothing in, and a trail that is not sealed or whose sealer is silent", () => {
  const alarms = [...resourcesOf(template, "AWS::CloudWatch::Alarm").values()].map(({ Properties }) => [
    Properties.MetricName,
    Properties.Threshold,
  ]);
  expect(alarms).toEqual([
    ["ApproximateNumberOfMessagesVisible", 0],
    ["ApproximateNumberOfMessagesVisible", 0],
    ["ApproximateNumberOfMessagesVisible", 0],
    ["IteratorAge", 300_000],
    ["Errors", 0],
    ["Errors", 0],
    ["FailureIntakeRecordsFailed", 0],
    ["Errors", 0],
    ["Invocations", 1],
  ]);
  template.hasResourceProperties("AWS::CloudWatch::Alarm", {
    MetricName: "Invocations",
    Period: 7200,
    ComparisonOperator: "LessThanThreshold",
    TreatMissingData: "breaching",
  });
  template.hasResourceProperties("AWS::Logs::MetricFilter", {
    LogGroupName: { Ref: Match.stringLikeRegexp("^FailureIntakeLogs") },
    FilterPattern: '{ $.message = "record failed" }',
    MetricTransformations: [{ MetricName: "FailureIntakeRecordsFailed", MetricValue: "1", DefaultValue: 0 }],
  });
});

test("every log group has an end", () => {
  const groups = [...resourcesOf(template, "AWS::Logs::LogGroup").values()];
  expect(groups).toHaveLength(21);
  expect(groups.filter(({ Properties }) => !Properties.RetentionInDays)).toEqual([]);
});

test("what the functions log about requests goes to attempt-intake, and none of its own lines do", () => {
  const filters = [...resourcesOf(template, "AWS::Logs::SubscriptionFilter").values()];
  expect(filters.map(({ Properties }) => Properties)).toEqual(
    ["PartnerApi", "MemberDesk"].map((source) => ({
      LogGroupName: { Ref: expect.stringMatching(new RegExp(`^${source}Logs`)) },
      FilterPattern: '{ $.message = "request" }',
      DestinationArn: { "Fn::GetAtt": [expect.stringMatching(/^AttemptIntakeFunction/), "Arn"] },
    })),
  );
});
