import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { AclLogRight } from "./constructs/edges/acl-log-right.ts";
import { ApiLogAccount } from "./constructs/edges/api-log-account.ts";
import { Truststore } from "./constructs/truststore.ts";
import type { Stage } from "./stages/stage.ts";

/** What has to be there before the gateway's stack can be made: the bucket that partners' certificates are uploaded to, and the rights of API Gateway and WAF to write logs. */
export class FoundationStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { stage, ...props }: Omit<StackProps, "stage"> & { readonly stage: Stage },
  ) {
    super(scope, id, props);
    new Truststore(this, "Truststore", stage);
    new ApiLogAccount(this, "ApiLogs");
    new AclLogRight(this, "AclLogs", stage);
  }
}
