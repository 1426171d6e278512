import { expect, test } from "vitest";
import { STAGE_NAMES } from "../../../infra/stages/stage-settings.ts";
import { stageOf } from "../../../infra/stages/stages.ts";
import { gatewayTemplate, resourceNamed, resourcesOf } from "../gateway-template.ts";

test.each(STAGE_NAMES)(
  "every alarm of %s tells the stage's addresses when it begins and when it is over",
  (name) => {
    const template = gatewayTemplate(stageOf(name));
    const [topic = ""] = resourcesOf(template, "AWS::SNS::Topic").keys();
    for (const [id, { Properties }] of resourcesOf(template, "AWS::CloudWatch::Alarm")) {
      const actions = [Properties.AlarmActions, Properties.OKActions];
      expect(actions, id).toEqual([[{ Ref: topic }], [{ Ref: topic }]]);
      expect(Properties.ActionsEnabled ?? true).toBe(true);
    }
    const told = [...resourcesOf(template, "AWS::SNS::Subscription").values()].map(
      ({ Properties }) => Properties,
    );
    expect(told).toEqual(
      stageOf(name).alarmAddresses.map((Endpoint) => ({
        Endpoint,
        Protocol: "email",
        TopicArn: { Ref: topic },
      })),
    );
  },
);

test("the topic has a key of ours that CloudWatch may use, and CloudWatch's alarms of this account may publish to it by TLS", () => {
  const template = gatewayTemplate();
  const topic = resourceNamed(template, "AWS::SNS::Topic", "WatchTopic").Properties;
  expect(topic.KmsMasterKeyId).toEqual({ "Fn::GetAtt": [expect.stringMatching(/^WatchTopicKey/), "Arn"] });
  const key = resourceNamed(template, "AWS::KMS::Key", "WatchTopicKey").Properties;
  expect(key.KeyPolicy).toMatchObject({
    Statement: expect.arrayContaining([
      expect.objectContaining({
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: expect.arrayContaining(["kms:Decrypt", "kms:GenerateDataKey*"]),
      }),
    ]),
  });
  const policy = resourceNamed(template, "AWS::SNS::TopicPolicy", "WatchTopic").Properties;
  expect(policy.PolicyDocument).toMatchObject({
    Statement: expect.arrayContaining([
      expect.objectContaining({
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Condition: expect.objectContaining({
          StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } },
        }),
      }),
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ]),
  });
});
