import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { SWEEPER } from "../../infra/settings.ts";
import { stageOf } from "../../infra/stages/stages.ts";
import { gatewayTemplate, resourceNamed } from "./gateway-template.ts";
import { sampleKeys } from "./sample-keys.ts";

const production = stageOf("production");
const template = gatewayTemplate({ ...production, keys: sampleKeys() });

describe("the schedules", () => {
  test.each([
    ["ActivationSweeper", "rate(5 minutes)", 300],
    ["CreditKeeper", "rate(1 hour)", 3600],
    ["Watchman", "rate(5 minutes)", 300],
  ])("of %s runs at its pace, and a run that cannot be started is not lost", (id, pace, seconds) => {
    template.hasResourceProperties("AWS::Events::Rule", {
      ScheduleExpression: pace,
      State: "ENABLED",
      Targets: [
        Match.objectLike({
          Arn: { Ref: Match.stringLikeRegexp(`^${id}Live`) },
          DeadLetterConfig: { Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^EventsLastResort"), "Arn"] } },
          RetryPolicy: { MaximumEventAgeInSeconds: seconds },
        }),
      ],
    });
  });

  test("do not run before the stage has keys: every run would end in the last resort", () => {
    const without = gatewayTemplate(production).findResources("AWS::Events::Rule");
    const byClock = Object.values(without).filter(({ Properties }) => Properties.ScheduleExpression);
    expect(byClock).toHaveLength(5);
    for (const { Properties } of byClock) expect(Properties.State).toBe("DISABLED");
  });

  test("the sweeper leaves a payment to its own message first, and looks back further than the message is tried", () => {
    const { Properties } = resourceNamed(template, "AWS::Lambda::Function", "ActivationSweeperFunction");
    expect(Properties.Environment).toMatchObject({
      Variables: { KANAL_SWEEP_AFTER_SECONDS: "300", KANAL_SWEEP_HOURS: "26" },
    });
    expect(SWEEPER.hours).toBeGreaterThan(24);
  });
});
