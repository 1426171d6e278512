import { CfnOutput, Stack } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Stage } from "../stages/stage.ts";
import { bucketName, KEPT_UNDER_ITS_NAME } from "./fixed-name.ts";

/** Where the certificates lie that partners' own must be issued by. The gateway's stack only names it: it stands before there is anything to put in. */
export const truststoreBucket = (stage: Pick<Stage, "name">): string => bucketName(stage, "truststore");

/**
 * Keeps the partners' certificates, one PEM bundle, every version of it: a domain is bound to one version, so an upload changes nothing until a deployment names it, and the one
 * before is there to go back to. S3's own key, because API Gateway reads the bundle and its documentation speaks of no other; certificates are no secret.
 */
export class Truststore extends Construct {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const bucket = new Bucket(this, "Bucket", {
      bucketName: truststoreBucket(stage),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      ...{ enforceSSL: true, minimumTLSVersion: 1.2 },
      versioned: true,
      removalPolicy: KEPT_UNDER_ITS_NAME,
    });
    new CfnOutput(Stack.of(this), "TruststoreBucket", {
      value: bucket.bucketName,
      description: "Upload the partners' certificates here; the stage's settings name key and version",
    });
  }
}
