import { Duration, Stack } from "aws-cdk-lib";
import type { Key } from "aws-cdk-lib/aws-kms";
import { CfnPermission } from "aws-cdk-lib/aws-lambda";
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Stage } from "../stages/stage.ts";
import { bucketName, KEPT_UNDER_ITS_NAME } from "./fixed-name.ts";
import type { KanalFunction } from "./kanal-function.ts";

interface NotifyingBucketProps {
  /** The bucket is called `kanal-<stage>-<name>-<account>-<region>`. */
  readonly name: string;
  readonly stage: Stage;
  /** Told of every object that is laid down. */
  readonly listener: KanalFunction;
  readonly keepDays: number;
  /** Encrypts the objects; without one S3's own key does. */
  readonly key?: Key;
}

/**
 * A closed bucket that tells a function of its objects directly, in its own template. The CDK's ready-made notification would deploy one more function that
 * may rewrite the notifications of any bucket. Bucket and permission need each other's names, therefore the bucket's name is fixed.
 */
export class NotifyingBucket extends Construct {
  readonly bucketName: string;
  readonly bucketArn: string;

  constructor(scope: Construct, id: string, { name, stage, listener, keepDays, key }: NotifyingBucketProps) {
    super(scope, id);
    const { account, partition } = Stack.of(this);
    this.bucketName = bucketName(stage, name);
    this.bucketArn = `arn:${partition}:s3:::${this.bucketName}`;
    const mayNotify = new CfnPermission(this, "MayNotify", {
      action: "lambda:InvokeFunction",
      functionName: listener.live.functionArn,
      principal: "s3.amazonaws.com",
      sourceAccount: account,
      sourceArn: this.bucketArn,
    });
    const bucket = new Bucket(this, "Bucket", {
      bucketName: this.bucketName,
      ...(key
        ? { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [
        { expiration: Duration.days(keepDays), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: KEPT_UNDER_ITS_NAME,
    });
    const resource = bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new TypeError("the bucket has no resource of its own");
    resource.notificationConfiguration = {
      lambdaConfigurations: [{ event: "s3:ObjectCreated:*", function: listener.live.functionArn }],
    };
    // S3 tries the permission when the notification is set.
    resource.addResourceDependency(mayNotify);
  }
}
