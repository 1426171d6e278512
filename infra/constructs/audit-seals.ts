import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { AnyPrincipal, Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { AUDIT_SEALER } from "../settings.ts";
import type { Stage } from "../stages/stage.ts";
import { bucketName, KEPT_UNDER_ITS_NAME } from "./fixed-name.ts";
import type { KanalFunction } from "./kanal-function.ts";
import type { LedgerTable } from "./ledger-table.ts";
import { ScheduledRun } from "./scheduled-run.ts";

interface AuditSealsProps {
  readonly stage: Stage;
  readonly ledger: LedgerTable;
  readonly lastResort: IQueue;
  /** Makes the function that seals, told the bucket's name. */
  readonly sealer: (bucketName: string) => KanalFunction;
}

/**
 * Where the audit trail's signed roots lie, and the function that lays them there every hour. Object Lock in COMPLIANCE mode: for as long as the stage says (ten years in production) nobody deletes or
 * shortens, the account's root user neither. The policy takes no upload that could lay a second version over a name.
 */
export class AuditSeals extends Construct {
  readonly sealer: KanalFunction;

  constructor(scope: Construct, id: string, { stage, ledger, lastResort, sealer }: AuditSealsProps) {
    super(scope, id);
    const name = bucketName(stage, "audit");
    const key = new Key(this, "Key", {
      description: "Kanal: the signed roots of the audit trail at rest",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    lockedBucket(this, name, key, Duration.days(stage.retention.auditRootDays));
    const bucketArn = `arn:${Stack.of(this).partition}:s3:::${name}`;
    this.sealer = sealer(name);
    this.sealer.allow({
      actions: ["s3:PutObject", "s3:GetObject"],
      resources: [`${bucketArn}/roots/*`, `${bucketArn}/tips/*`],
    });
    this.sealer.allow({
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [key.keyArn],
      conditions: { StringEquals: { "kms:ViaService": `s3.${Stack.of(this).region}.amazonaws.com` } },
    });
    // The heads of the chains, which it closes, and how far it has come.
    ledger.allow(this.sealer, ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem"], ["AUDIT#*"]);
    new ScheduledRun(this, "Seal", {
      description: "Signs the audit trail's days that are over, and how far today has come",
      ...{ stage, worker: this.sealer },
      everyMinutes: AUDIT_SEALER.everyMinutes,
      lastResort,
    });
  }
}

function lockedBucket(scope: Construct, bucketName: string, encryptionKey: Key, locked: Duration): void {
  const bucket = new Bucket(scope, "Bucket", {
    bucketName,
    ...{ encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true },
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    ...{ enforceSSL: true, minimumTLSVersion: 1.2 },
    // Object Lock needs versions; the policy below sees to it that there is only ever one.
    versioned: true,
    objectLockEnabled: true,
    objectLockDefaultRetention: ObjectLockRetention.compliance(locked),
    removalPolicy: KEPT_UNDER_ITS_NAME,
  });
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: "OnlyNewNames",
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ["s3:PutObject"],
      resources: [bucket.arnForObjects("*")],
      conditions: {
        Null: { "s3:if-none-match": "true" },
        // The parts of a multipart upload carry no condition; its completion, which makes the object, does.
        Bool: { "s3:ObjectCreationOperation": "true" },
      },
    }),
  );
}
