import { expect, test } from "vitest";
import { gatewayTemplate, resourcesOf } from "../gateway-template.ts";

const template = gatewayTemplate();

test("every log group has an end", () => {
  const groups = [...resourcesOf(template, "AWS::Logs::LogGroup").values()];
  expect(groups).toHaveLength(25);
  expect(groups.filter(({ Properties }) => !Properties.RetentionInDays)).toEqual([]);
});

test("what the functions log about requests goes to attempt-intake, and none of its own lines do", () => {
  const filters = [...resourcesOf(template, "AWS::Logs::SubscriptionFilter").values()];
  expect(filters.map(({ Properties }) => Properties)).toEqual(
    ["PartnerApi", "MemberDesk"].map((source) => ({
      LogGroupName: { Ref: expect.stringMatching(new RegExp(`^${source}Logs`)) },
      FilterPattern: '{ $.message = "request" }',
      DestinationArn: { Ref: expect.stringMatching(/^AttemptIntakeLive/) },
    })),
  );
});
