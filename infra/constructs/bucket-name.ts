import { Aws } from "aws-cdk-lib";
import type { Stage } from "../stages/stage.ts";

/** A fixed name for a bucket whose name others have to know before it is there; several stages fit into one account. */
export const bucketName = ({ name: stage }: Pick<Stage, "name">, name: string): string =>
  `kanal-${stage}-${name}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
