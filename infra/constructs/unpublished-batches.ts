import { Aws, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import type { Key } from "aws-cdk-lib/aws-kms";
import { CfnPermission } from "aws-cdk-lib/aws-lambda";
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { KEEP_DAYS } from "../settings.ts";
import type { KanalFunction } from "./kanal-function.ts";

/**
 * Where Lambda lays a stream batch that the relay could not publish, records and all; failure-intake is told of every object. The records are ledger
 * items, so the ledger's key protects them here too.
 *
 * The bucket tells the function directly, in its own template. The CDK's ready-made notification would deploy one more function that may rewrite the
 * notifications of any bucket. Bucket and permission need each other's names, therefore this bucket's name is fixed.
 */
export class UnpublishedBatches extends Construct {
  readonly bucketArn: string;
  readonly #key: Key;

  constructor(scope: Construct, id: string, props: { readonly key: Key; readonly reader: KanalFunction }) {
    super(scope, id);
    const { key, reader } = props;
    const { account, partition } = Stack.of(this);
    const bucketName = `kanal-unpublished-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    this.bucketArn = `arn:${partition}:s3:::${bucketName}`;
    this.#key = key;
    const mayNotify = new CfnPermission(this, "MayNotify", {
      action: "lambda:InvokeFunction",
      functionName: reader.lambda.functionName,
      principal: "s3.amazonaws.com",
      sourceAccount: account,
      sourceArn: this.bucketArn,
    });
    const bucket = new Bucket(this, "Bucket", {
      bucketName,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [
        {
          expiration: Duration.days(KEEP_DAYS.unpublishedBatches),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const resource = bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new TypeError("the bucket has no resource of its own");
    resource.notificationConfiguration = {
      lambdaConfigurations: [{ event: "s3:ObjectCreated:*", function: reader.lambda.functionArn }],
    };
    // S3 tries the permission when the notification is set.
    resource.addResourceDependency(mayNotify);
    reader.allow({ actions: ["s3:GetObject"], resources: [this.#objects] });
    this.#allowKey(reader, "kms:Decrypt");
  }

  /** Lets Lambda lay down the batches of a function's event source. */
  allowWrite(writer: KanalFunction): void {
    writer.allow({ actions: ["s3:ListBucket"], resources: [this.bucketArn] });
    writer.allow({ actions: ["s3:PutObject"], resources: [this.#objects] });
    this.#allowKey(writer, "kms:GenerateDataKey");
  }

  /** Lambda names its objects `aws/lambda/<event source mapping>/<shard>/<time>`; nothing else is ever written or read. */
  get #objects(): string {
    return `${this.bucketArn}/aws/lambda/*`;
  }

  #allowKey(user: KanalFunction, action: "kms:Decrypt" | "kms:GenerateDataKey"): void {
    user.allow({
      actions: [action],
      resources: [this.#key.keyArn],
      conditions: { StringEquals: { "kms:ViaService": `s3.${Stack.of(this).region}.amazonaws.com` } },
    });
  }
}
