import { Stack, type StackProps } from "aws-cdk-lib";
import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import type { Construct } from "constructs";
import type { Stage } from "./stages/stage.ts";

/** Where AWS's own books are kept; CloudFormation knows budgets there in any case, and not in every younger region. What stands there are numbers of dollars. */
export const BILLING_REGION = "us-east-1";

/** A day that costs so many times its share of the month is no growth but something that runs in a circle. */
const DAILY_SHARES = 3;
const DAYS = 30;

/** Budgets takes so many addresses for one notice. */
const ADDRESSES_MAX = 10;

/**
 * Tells the stage's alarm addresses when a day costs three times its share, or when the month will pass what the stage may cost. It counts the whole account, in which a stage stands alone: a filter by tag would count
 * nothing until somebody activates the tag by hand. By mail and not by the alarms' topic, which is of another region and closed to everybody but CloudWatch.
 */
export class CostStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { stage, ...props }: Omit<StackProps, "stage"> & { readonly stage: Stage },
  ) {
    super(scope, id, props);
    const { monthlyBudgetUsd, alarmAddresses } = stage;
    const subscribers = alarmAddresses
      .slice(0, ADDRESSES_MAX)
      .map((address) => ({ subscriptionType: "EMAIL", address }));
    const budget = (timeUnit: "DAILY" | "MONTHLY", amount: number, notificationTypes: readonly string[]) =>
      new CfnBudget(this, timeUnit === "DAILY" ? "Day" : "Month", {
        budget: {
          budgetName: `${id}-${timeUnit.toLowerCase()}`,
          ...{ budgetType: "COST", timeUnit, budgetLimit: { amount, unit: "USD" } },
        },
        notificationsWithSubscribers:
          subscribers.length === 0
            ? []
            : notificationTypes.map((notificationType) => ({
                notification: {
                  ...{ notificationType, comparisonOperator: "GREATER_THAN" },
                  ...{ threshold: 100, thresholdType: "PERCENTAGE" },
                },
                subscribers,
              })),
      });
    // A day has no forecast.
    budget("DAILY", Math.ceil((DAILY_SHARES * monthlyBudgetUsd) / DAYS), ["ACTUAL"]);
    budget("MONTHLY", monthlyBudgetUsd, ["ACTUAL", "FORECASTED"]);
  }
}
