import type { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { CfnDeploymentGroup, LambdaApplication } from "aws-cdk-lib/aws-codedeploy";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnAlias } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Stage } from "../stages/stage.ts";
import type { KanalFunction } from "./kanal-function.ts";

/** A function that takes over step by step, and what tells that its new version is no good. */
export interface GradualDeployment {
  readonly worker: KanalFunction;
  readonly alarms: readonly Alarm[];
}

interface GradualDeploymentsProps {
  readonly deployment: Exclude<Stage["deployment"], "AllAtOnce">;
  readonly of: readonly GradualDeployment[];
}

/**
 * Moves the alias of each function to its new version in the stage's steps, and back as soon as one of the function's alarms rings. One role for all: it moves these aliases and reads alarms, and can
 * do nothing else; the ready-made policy would also read buckets and invoke functions (docs/decisions/0025-watching.md says which functions take part, and why not all).
 */
export class GradualDeployments extends Construct {
  constructor(scope: Construct, id: string, { deployment, of }: GradualDeploymentsProps) {
    super(scope, id);
    const application = new LambdaApplication(this, "Application");
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("codedeploy.amazonaws.com") });
    role.addToPolicy(
      new PolicyStatement({
        actions: ["lambda:GetAlias", "lambda:UpdateAlias", "lambda:GetProvisionedConcurrencyConfig"],
        // Not the alias itself: it waits for its group, and the group for this.
        resources: of.flatMap(({ worker: { lambda, live } }) => [
          lambda.functionArn,
          `${lambda.functionArn}:${live.aliasName}`,
        ]),
      }),
    );
    // It knows no resource; what it tells is which alarms ring.
    role.addToPolicy(new PolicyStatement({ actions: ["cloudwatch:DescribeAlarms"], resources: ["*"] }));
    for (const { worker, alarms } of of) {
      const group = new CfnDeploymentGroup(this, worker.node.id, {
        applicationName: application.applicationName,
        serviceRoleArn: role.roleArn,
        deploymentConfigName: `CodeDeployDefault.Lambda${deployment}`,
        deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
        alarmConfiguration: { enabled: true, alarms: alarms.map(({ alarmName: name }) => ({ name })) },
        autoRollbackConfiguration: {
          enabled: true,
          events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
        },
      });
      // Without its rights a deployment fails in the middle.
      group.node.addDependency(role);
      resourceOf(worker).cfnOptions.updatePolicy = {
        codeDeployLambdaAliasUpdate: {
          applicationName: application.applicationName,
          deploymentGroupName: group.ref,
        },
      };
    }
  }
}

function resourceOf({ live }: KanalFunction): CfnAlias {
  const resource = live.node.defaultChild;
  if (!(resource instanceof CfnAlias)) throw new TypeError("the alias has no resource of its own");
  return resource;
}
