import { ArnFormat, Stack } from "aws-cdk-lib";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { CfnLoggingConfiguration, type CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import { KEPT_UNDER_ITS_NAME } from "../fixed-name.ts";

interface AclLogProps {
  readonly acl: CfnWebACL;
  readonly name: string;
  readonly days: number;
}

/** WAF takes no group with another beginning. */
export const aclLogName = (acl: string): string => `aws-waf-logs-${acl}`;

/** Headers in which a caller's secret or a person's session stands. */
const SECRET_HEADERS = [
  "authorization",
  "authorization-customer",
  "cookie",
  "signature",
  "x-client-key",
  "x-signature",
];

/**
 * What a web ACL blocked or counted, and why; what it let through is the access log's. Path and query are left out as they are there, and so is every header with a secret. WAF
 * writes no bodies, and what its details would quote of one the ACL itself replaces.
 */
export class AclLog extends Construct {
  constructor(scope: Construct, id: string, { acl, name, days }: AclLogProps) {
    super(scope, id);
    const group = new LogGroup(this, "Group", {
      ...{ logGroupName: aclLogName(name), retention: days, removalPolicy: KEPT_UNDER_ITS_NAME },
    });
    // Without the ":*" that a log group's own ARN ends with.
    const destination = Stack.of(this).formatArn({
      ...{ service: "logs", resource: "log-group", resourceName: group.logGroupName },
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    new CfnLoggingConfiguration(this, "Logging", {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [destination],
      redactedFields: [
        { uriPath: {} },
        { queryString: {} },
        ...SECRET_HEADERS.map((header) => ({ singleHeader: { Name: header } })),
      ],
      loggingFilter: {
        DefaultBehavior: "DROP",
        Filters: [
          {
            ...{ Behavior: "KEEP", Requirement: "MEETS_ANY" },
            Conditions: ["BLOCK", "COUNT"].map((Action) => ({ ActionCondition: { Action } })),
          },
        ],
      },
    });
  }
}
