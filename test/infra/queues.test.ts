import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { FUNCTION_TIMEOUT_SECONDS, QUEUES } from "../../infra/settings.ts";
import { gatewayTemplate, resourceNamed, resourcesOf } from "./gateway-template.ts";

const template = gatewayTemplate();

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

  test("of the replays alone may call its function for ever by its own messages; Lambda ends every other loop after some sixteen calls", () => {
    const loops = [...resourcesOf(template, "AWS::Lambda::Function")].filter(
      ([, { Properties }]) => Properties.RecursiveLoop !== undefined,
    );
    expect(loops.map(([id, { Properties }]) => [id, Properties.RecursiveLoop])).toEqual([
      [expect.stringMatching(/^ReplayRunner/), "Allow"],
    ]);
    // Settlement sends to its own queue too: file, chunk, shard, question to the bank. Three calls in a row, and no more.
    const feedThemselves = [...resourcesOf(template, "AWS::IAM::Policy")].filter(([, { Properties }]) => {
      const rights = JSON.stringify(Properties.PolicyDocument);
      return ["ReplaySlices", "SettlementErrands"].some((queue) =>
        new RegExp(`"sqs:SendMessage"[^*]{0,60}"Fn::GetAtt":\\["${queue}`).test(rights),
      );
    });
    expect(feedThemselves.map(([id]) => id.replace(/Role.*/, ""))).toEqual([
      "SettlementReconciliation",
      "ReplayRunner",
    ]);
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
      Qualifier: {
        "Fn::Select": [7, { "Fn::Split": [":", { Ref: Match.stringLikeRegexp(`^${id}Live`) }] }],
      },
      MaximumEventAgeInSeconds: seconds,
      DestinationConfig: {
        OnFailure: { Destination: { "Fn::GetAtt": [Match.stringLikeRegexp("^EventsLastResort"), "Arn"] } },
      },
    });
  });
});
