import { Match } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { gatewayTemplate, resourcesOf } from "./gateway-template.ts";

const template = gatewayTemplate();

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
  expect(groups).toHaveLength(24);
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
