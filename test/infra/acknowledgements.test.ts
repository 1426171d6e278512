import { App, Stack } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { expect, test } from "vitest";
import { acknowledge, acknowledgementsOf } from "../../infra/acknowledgements.ts";
import { STAGE_NAMES } from "../../infra/stages/stage-settings.ts";
import { stageOf } from "../../infra/stages/stages.ts";
import { type Stacks, withStacks } from "./gateway-template.ts";

const BATCHES = "arn:aws:s3:::kanal-production-unpublished-<AWS::AccountId>-<AWS::Region>/aws/lambda/*";
const AUDIT = "arn:aws:s3:::kanal-production-audit-<AWS::AccountId>-<AWS::Region>";
const SETTLEMENT = "arn:aws:s3:::kanal-production-settlement-<AWS::AccountId>-<AWS::Region>/*";
const SNAPSHOTS = "arn:aws:s3:::kanal-production-members-<AWS::AccountId>-<AWS::Region>/*";

/** Every finding that stands. A new one is a decision, so it has to be written down twice. */
const STANDING = [
  "AwsSolutions-APIG2 Partners/Api",
  "AwsSolutions-APIG2 Public/Api",
  "AwsSolutions-APIG2 Ops/Api",
  "AwsSolutions-APIG4 Partners/Api",
  "AwsSolutions-APIG4 Public/Api",
  "AwsSolutions-APIG4 Ops/Api",
  "AwsSolutions-COG4 Partners/Api",
  "AwsSolutions-COG4 Public/Api",
  "AwsSolutions-COG4 Ops/Api",
  "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs] ApiLogs/Role",
  "AwsSolutions-IAM5[Resource::*] ActivationSweeper/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] AuditSealer/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] AttemptIntake/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] CoverageActivation/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] CreditKeeper/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] EventRelay/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] FailureIntake/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] MemberDesk/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] MemberFeed/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] OpsApi/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] PartnerApi/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] PublicApi/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] Reporting/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] Settlement/Reconciliation/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] ReplayRunner/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] Watch/Deployments/Role/DefaultPolicy",
  "AwsSolutions-IAM5[Resource::*] Watchman/Role/DefaultPolicy",
  `AwsSolutions-IAM5[Resource::${BATCHES}] EventRelay/Role/DefaultPolicy`,
  `AwsSolutions-IAM5[Resource::${BATCHES}] FailureIntake/Role/DefaultPolicy`,
  `AwsSolutions-IAM5[Resource::${SNAPSHOTS}] MemberFeed/Role/DefaultPolicy`,
  `AwsSolutions-IAM5[Resource::${SETTLEMENT}] Settlement/Reconciliation/Role/DefaultPolicy`,
  `AwsSolutions-IAM5[Resource::${SETTLEMENT}] OpsApi/Role/DefaultPolicy`,
  `AwsSolutions-IAM5[Resource::${AUDIT}/roots/*] AuditSealer/Role/DefaultPolicy`,
  `AwsSolutions-IAM5[Resource::${AUDIT}/tips/*] AuditSealer/Role/DefaultPolicy`,
  "AwsSolutions-S1 Audit/Bucket",
  "AwsSolutions-S1 Members/Snapshots/Bucket",
  "AwsSolutions-S1 Settlement/Files/Bucket",
  "AwsSolutions-S1 Truststore/Bucket",
  "AwsSolutions-S1 Unpublished/Bucket",
  "Serverless-LambdaDLQ ActivationSweeper/Function",
  "Serverless-LambdaDLQ AttemptIntake/Function",
  "Serverless-LambdaDLQ AuditSealer/Function",
  "Serverless-LambdaDLQ CoverageActivation/Function",
  "Serverless-LambdaDLQ CreditKeeper/Function",
  "Serverless-LambdaDLQ EventRelay/Function",
  "Serverless-LambdaDLQ FailureIntake/Function",
  "Serverless-LambdaDLQ MemberDesk/Function",
  "Serverless-LambdaDLQ MemberFeed/Function",
  "Serverless-LambdaDLQ OpsApi/Function",
  "Serverless-LambdaDLQ PartnerApi/Function",
  "Serverless-LambdaDLQ PublicApi/Function",
  "Serverless-LambdaDLQ ReplayRunner/Function",
  "Serverless-LambdaDLQ Reporting/Function",
  "Serverless-LambdaDLQ Settlement/Reconciliation/Function",
  "Serverless-LambdaDLQ Watchman/Function",
  "Serverless-LambdaEventSourceMappingDestination CoverageActivation/FromActivation",
  "Serverless-LambdaEventSourceMappingDestination FailureIntake/FromDeadLetters",
  "Serverless-LambdaEventSourceMappingDestination FailureIntake/FromMemberDeadLetters",
  "Serverless-LambdaEventSourceMappingDestination MemberFeed/FromChanges",
  "Serverless-LambdaEventSourceMappingDestination ReplayRunner/FromSlices",
  "Serverless-LambdaEventSourceMappingDestination Reporting/FromCounted",
  "Serverless-LambdaEventSourceMappingDestination Settlement/Reconciliation/FromSettlementErrands",
  "Serverless-SNSRedrivePolicy Watch/Topic",
  "Serverless-SQSRedrivePolicy Events/LastResort",
];

/** Backups, dead letters, TLS, access logs and a web ACL are had, not argued away. */
const NEVER = /^(AwsSolutions-(DDB3|SQS3|SQS4|APIG1|APIG3)|Serverless-(APIGW|CloudWatch|EventBridge))/;

const production = stageOf("production");

/** cdk-nag's findings in a stage's stacks as `rule path`. */
function findingsIn(stacks: Stacks): readonly string[] {
  return [AwsSolutionsChecks, ServerlessChecks].flatMap((Checks) =>
    Object.values(stacks).flatMap((stack: Stack) =>
      new Checks()
        .validateScope(stack)
        .violations.flatMap(({ ruleName, violatingResources }) =>
          violatingResources.map(
            ({ constructPath = "" }) => `${ruleName} ${constructPath.slice(stack.node.path.length + 1)}`,
          ),
        ),
    ),
  );
}

const ACKNOWLEDGEMENTS = acknowledgementsOf(production);
const written = ACKNOWLEDGEMENTS.flatMap(({ at, id }) => at.map((path) => `${id} ${path}`));

test("what is acknowledged is this and no more", () => {
  expect([...written].sort()).toEqual([...STANDING].sort());
  expect(written.filter((line) => NEVER.test(line))).toEqual([]);
});

test("every acknowledgement gives a reason of its own", () => {
  const reasons = ACKNOWLEDGEMENTS.map(({ reason }) => reason);
  expect(new Set(reasons).size).toBe(reasons.length);
  expect(reasons.filter((reason) => reason.length < 40)).toEqual([]);
});

test("every finding is acknowledged, and every acknowledgement answers a finding", () => {
  const findings = withStacks(production, findingsIn);
  const answers = (line: string, finding: string) => finding === line || finding.startsWith(`${line}/`);
  expect(findings.filter((finding) => !written.some((line) => answers(line, finding)))).toEqual([]);
  expect(written.filter((line) => !findings.some((finding) => answers(line, finding)))).toEqual([]);
});

test.each(STAGE_NAMES)("with the acknowledgements cdk-nag has nothing left to say of %s", (name) => {
  const stage = stageOf(name);
  const findings = withStacks(stage, (stacks) => {
    acknowledge(Object.values(stacks), stage);
    return findingsIn(stacks);
  });
  expect(findings).toEqual([]);
});

test("an acknowledgement of a construct that is gone is refused", () => {
  expect(() => acknowledge([new Stack(new App(), "Other")], production)).toThrow(/Partners/);
});
