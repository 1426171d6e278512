import { Aws, RemovalPolicy } from "aws-cdk-lib";
import type { Stage } from "../stages/stage.ts";

/** A fixed name for a bucket whose name others have to know before it is there; several stages fit into one account. */
export const bucketName = ({ name: stage }: Pick<Stage, "name">, name: string): string =>
  `kanal-${stage}-${name}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;

/** What bears a fixed name and outlives the stack. But for a deployment that fails and takes back what it has just made: what it left would keep the next one from making it again. */
export const KEPT_UNDER_ITS_NAME = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
