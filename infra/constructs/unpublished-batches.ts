import { Stack } from "aws-cdk-lib";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { KEEP_DAYS } from "../settings.ts";
import type { Stage } from "../stages/stage.ts";
import type { KanalFunction } from "./kanal-function.ts";
import { NotifyingBucket } from "./notifying-bucket.ts";

/**
 * Where Lambda lays a stream batch that the relay could not publish, records and all; failure-intake is told of every object. The records are ledger
 * items, so the ledger's key protects them here too.
 */
export class UnpublishedBatches extends NotifyingBucket {
  readonly #key: Key;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly stage: Stage; readonly key: Key; readonly reader: KanalFunction },
  ) {
    const { stage, key, reader } = props;
    super(scope, id, {
      name: "unpublished",
      stage,
      listener: reader,
      keepDays: KEEP_DAYS.unpublishedBatches,
      key,
    });
    this.#key = key;
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
