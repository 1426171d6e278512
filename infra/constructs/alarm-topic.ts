import { RemovalPolicy } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
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
    for (const address of alarmAddresses) this.addSubscription(new EmailSubscription(address));
  }
}
