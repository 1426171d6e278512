import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { BILLING_REGION, CostStack } from "../../infra/cost-stack.ts";
import { stageOf } from "../../infra/stages/stages.ts";
import { resourcesOf } from "./gateway-template.ts";

function budgetsOf(name: string) {
  const props = { stage: stageOf(name), env: { region: BILLING_REGION } };
  const template = Template.fromStack(new CostStack(new App(), `Kanal-${name}-cost`, props));
  expect(Object.keys(template.toJSON().Resources)).toHaveLength(2);
  return [...resourcesOf(template, "AWS::Budgets::Budget").values()].map(({ Properties }) => Properties);
}

test("a day that costs three times its share, and a month that will pass its budget, are told to the alarm addresses", () => {
  const notice = (notificationType: string) => ({
    Notification: {
      ...{ NotificationType: notificationType, ComparisonOperator: "GREATER_THAN" },
      ...{ Threshold: 100, ThresholdType: "PERCENTAGE" },
    },
    Subscribers: [{ SubscriptionType: "EMAIL", Address: "on-call@kanal.example" }],
  });
  expect(budgetsOf("production")).toEqual([
    {
      Budget: {
        ...{ BudgetName: "Kanal-production-cost-daily", BudgetType: "COST", TimeUnit: "DAILY" },
        BudgetLimit: { Amount: 500, Unit: "USD" },
      },
      NotificationsWithSubscribers: [notice("ACTUAL")],
    },
    {
      Budget: {
        ...{ BudgetName: "Kanal-production-cost-monthly", BudgetType: "COST", TimeUnit: "MONTHLY" },
        BudgetLimit: { Amount: 5_000, Unit: "USD" },
      },
      NotificationsWithSubscribers: [notice("ACTUAL"), notice("FORECASTED")],
    },
  ]);
});

test("a stage that tells nobody still counts", () => {
  expect(budgetsOf("dev").map(({ NotificationsWithSubscribers }) => NotificationsWithSubscribers)).toEqual([
    [],
    [],
  ]);
});
