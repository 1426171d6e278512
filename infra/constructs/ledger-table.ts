import { RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  type Attribute,
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  type ITableV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { LEDGER_TABLE, type LedgerIndex, type LedgerIndexName } from "../../shared/ledger/table.ts";
import type { Stage } from "../stages/stage.ts";
import type { KanalFunction } from "./kanal-function.ts";

/** What a function may do with the table. Scan and the batch writes are left out of the type on purpose: nothing in Kanal reads or writes that way. */
export type LedgerAction =
  | "dynamodb:GetItem"
  | "dynamodb:BatchGetItem"
  | "dynamodb:Query"
  | "dynamodb:PutItem"
  | "dynamodb:UpdateItem"
  | "dynamodb:DeleteItem";

/**
 * The ledger: the one table, made from the definition that the local engine and the tests read too (design section 6). Where the stage protects it, it outlives the stack and cannot be
 * deleted by mistake; everywhere it can be brought back to any second of the last 35 days. `key` is ours, so that its use shows in our own trail.
 */
export class LedgerTable extends Construct {
  readonly key: Key;
  readonly table: ITableV2;

  constructor(
    scope: Construct,
    id: string,
    { deletionProtection, restoredLedger }: Pick<Stage, "deletionProtection" | "restoredLedger">,
  ) {
    super(scope, id);
    this.key = new Key(this, "Key", {
      description: "Kanal: the ledger at rest, its stream and its unpublished batches",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table = restoredLedger ? this.#restored(restoredLedger) : this.#own(deletionProtection);
  }

  /** A table that was made by a restore: the stack uses it and does not own it. It is encrypted as the table that it came from, with our key. */
  #restored(streamArn: string): ITableV2 {
    const tableArn = streamArn.slice(0, streamArn.indexOf("/stream/"));
    return TableV2.fromTableAttributes(this, "RestoredTable", {
      ...{ tableArn, tableStreamArn: streamArn, encryptionKey: this.key },
      globalIndexes: LEDGER_TABLE.indexes.map(({ name }) => name),
    });
  }

  #own(deletionProtection: boolean): TableV2 {
    return new TableV2(this, "Table", {
      partitionKey: text(LEDGER_TABLE.partitionKey),
      sortKey: text(LEDGER_TABLE.sortKey),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(this.key),
      dynamoStream: StreamViewType[LEDGER_TABLE.stream],
      timeToLiveAttribute: LEDGER_TABLE.timeToLive,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection,
      removalPolicy: deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      globalSecondaryIndexes: LEDGER_TABLE.indexes.map(indexOf),
    });
  }

  /**
   * Lets a function use the items of these partitions (`MEMBER#*`), and not the indexes. DynamoDB authorises each part of a transaction as the action it
   * stands for, so there is no right to "transact".
   */
  allow(user: KanalFunction, actions: readonly LedgerAction[], partitions: readonly string[]): void {
    user.allow({
      actions,
      resources: [this.table.tableArn],
      conditions: {
        "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [...partitions] },
        // "For all values" holds for a request without any, too.
        Null: { "dynamodb:LeadingKeys": "false" },
      },
    });
    this.#allowKey(user);
  }

  /** Lets a function look where there is work, in this one index. It decides on the items themselves: an index lags, and holds keys only. */
  allowIndex(user: KanalFunction, index: LedgerIndexName): void {
    user.allow({ actions: ["dynamodb:Query"], resources: [`${this.table.tableArn}/index/${index}`] });
    this.#allowKey(user);
  }

  /** Lets a function follow the changes of the table. */
  allowStream(user: KanalFunction): void {
    user.allow({
      // All four, or Lambda refuses to make the event source mapping.
      actions: [
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
      ],
      resources: [this.streamArn],
    });
    this.#allowKey(user);
  }

  get streamArn(): string {
    const arn = this.table.tableStreamArn;
    if (!arn) throw new Error("the ledger has no stream");
    return arn;
  }

  /** The key serves the function only inside its calls to DynamoDB; a ciphertext that was carried off cannot be opened with it. */
  #allowKey(user: KanalFunction): void {
    user.allow({
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      resources: [this.key.keyArn],
      conditions: {
        StringEquals: { "kms:ViaService": `dynamodb.${Stack.of(this).region}.amazonaws.com` },
      },
    });
  }
}

function text(name: string): Attribute {
  return { name, type: AttributeType.STRING };
}

function indexOf({ name, partitionKey, sortKey, include }: LedgerIndex): GlobalSecondaryIndexPropsV2 {
  return {
    indexName: name,
    partitionKey: text(partitionKey),
    sortKey: text(sortKey),
    ...(include.length > 0
      ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...include] }
      : { projectionType: ProjectionType.KEYS_ONLY }),
  };
}
