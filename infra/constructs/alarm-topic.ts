import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import type { Stage } from "../stages/stage.ts";

/** Where alarms go: to the addresses of the stage, each of which has to confirm the mail that SNS sends it first. Encrypted with a key of ours, because CloudWatch may not use SNS's own. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, { alarmAddresses }: Pick<Stage, "alarmAddresses">) {
    const key = new Key(scope, `${id}Key`, {
      description: "Kanal: alarms on their way to people",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.grantEncryptDecrypt(new ServicePrincipal("cloudwatch.amazonaws.com"));
    super(scope, id, { masterKey: key, enforceSSL: true, displayName: "Kanal alarms" });
    const { account, partition, region } = Stack.of(this);
    // A topic with a policy of its own has lost the one by which the account's alarms may publish.
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: "AlarmsOfThisAccount",
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [this.topicArn],
        conditions: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
        },
      }),
    );
    for (const address of alarmAddresses) this.addSubscription(new EmailSubscription(address));
  }
}
