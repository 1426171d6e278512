import { expect, test } from "vitest";
import { readRights } from "../../../infra/rights/read-rights.ts";
import { rightsChanges } from "../../../infra/rights/rights-changes.ts";
import { rightsPage } from "../../../infra/rights/rights-page.ts";

const TABLE = { "Fn::GetAtt": ["LedgerTable9343E4AA", "Arn"] };

const items = (actions: string | readonly string[], partitions: readonly string[]) => ({
  Effect: "Allow",
  Action: actions,
  Resource: TABLE,
  Condition: {
    "ForAllValues:StringLike": { "dynamodb:LeadingKeys": partitions },
    Null: { "dynamodb:LeadingKeys": "false" },
  },
});

/** A template with one role of these statements, and whatever else. */
const templateOf = (statements: readonly object[], others: object = {}) => ({
  Resources: {
    ReportingRole1A84557A: {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [
            { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } },
          ],
        },
      },
    },
    ReportingRoleDefaultPolicyF1B91038: {
      Type: "AWS::IAM::Policy",
      Properties: { PolicyDocument: { Statement: statements }, Roles: [{ Ref: "ReportingRole1A84557A" }] },
    },
    ...others,
  },
});
const pageOf = (statements: readonly object[], others?: object) =>
  rightsPage(readRights(templateOf(statements, others)));

test("a right is one line: actions, on what, below which partitions", () => {
  const [role] = readRights(templateOf([items(["dynamodb:PutItem"], ["REPORT#*", "COUNTED#*"])]));
  expect(role).toEqual({
    kind: "role",
    name: "ReportingRole",
    lines: [
      "`lambda.amazonaws.com` may `sts:AssumeRole`",
      "may `dynamodb:PutItem` on `LedgerTable`, below `COUNTED#*`, `REPORT#*`",
    ],
  });
});

test("partitions that hold for requests without any are not told as a limit", () => {
  const { Null: _, ...unguarded } = items("dynamodb:Query", ["REPORT#*"]).Condition;
  const page = pageOf([{ ...items("dynamodb:Query", []), Condition: unguarded }]);
  expect(page).not.toContain("below");
  expect(page).toContain("where dynamodb:LeadingKeys ForAllValues:StringLike `REPORT#*`");
});

test("one more action, one wider condition and one managed policy are told with who has them", () => {
  const before = pageOf([items("dynamodb:PutItem", ["COUNTED#*"])]);
  expect(rightsChanges(before, pageOf([items(["dynamodb:PutItem"], ["COUNTED#*"])]))).toEqual([]);
  expect(
    rightsChanges(before, pageOf([items(["dynamodb:PutItem", "dynamodb:Scan"], ["COUNTED#*"])])),
  ).toEqual([
    "- ReportingRole may `dynamodb:PutItem` on `LedgerTable`, below `COUNTED#*`",
    "+ ReportingRole may `dynamodb:PutItem`, `dynamodb:Scan` on `LedgerTable`, below `COUNTED#*`",
  ]);
  const { Condition: _, ...everywhere } = items("dynamodb:PutItem", []);
  expect(rightsChanges(before, pageOf([everywhere]))).toContain(
    "+ ReportingRole may `dynamodb:PutItem` on `LedgerTable`",
  );
});

test("what a resource allows and refuses, and who may call a function, stand on the page", () => {
  const page = pageOf([], {
    QueuePolicyF85F20CF: {
      Type: "AWS::SQS::QueuePolicy",
      Properties: {
        Queues: [{ Ref: "EventsActivationB6758936" }],
        PolicyDocument: {
          Statement: [
            {
              ...{ Effect: "Deny", Principal: { AWS: "*" }, Action: "sqs:*", Resource: "*" },
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        },
      },
    },
    Permission: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        ...{ Action: "lambda:InvokeFunction", FunctionName: { Ref: "ReportingFunction824D3466" } },
        ...{ Principal: "s3.amazonaws.com", SourceArn: "arn:aws:s3:::a-bucket" },
      },
    },
  });
  expect(page).toContain(
    "### EventsActivation\n\n- `*` may **not** `sqs:*` on `*`, where aws:SecureTransport Bool `false`",
  );
  expect(page).toContain(
    "### ReportingFunction\n\n- `s3.amazonaws.com` may call it from `arn:aws:s3:::a-bucket`",
  );
});

test("what no right has had until now stops the reader instead of being left out", () => {
  const group = { Type: "AWS::IAM::Group", Properties: {} };
  expect(() => pageOf([], { Group: group })).toThrow("AWS::IAM::Group are not read yet");
  expect(() => pageOf([{ ...items("dynamodb:Query", []), NotAction: "s3:*" }])).toThrow();
});
