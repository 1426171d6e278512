import { Stack } from "aws-cdk-lib";
import { CfnResourcePolicy } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Stage } from "../../stages/stage.ts";
import { aclLogName } from "./acl-log.ts";

/** The right of AWS's log delivery to write what a stage's web ACLs saw. One policy a stage: an account and region have ten of them in all. */
export class AclLogRight extends Construct {
  constructor(scope: Construct, id: string, stage: Pick<Stage, "name">) {
    super(scope, id);
    const { account, partition, region } = Stack.of(this);
    const groups = `arn:${partition}:logs:${region}:${account}:log-group:${aclLogName(`kanal-${stage.name}-*`)}`;
    new CfnResourcePolicy(this, "Policy", {
      policyName: `kanal-${stage.name}-web-acls`,
      policyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "delivery.logs.amazonaws.com" },
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: `${groups}:log-stream:*`,
            Condition: {
              StringEquals: { "aws:SourceAccount": account },
              ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${account}:*` },
            },
          },
        ],
      }),
    });
  }
}
