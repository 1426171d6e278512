import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { LATE_FILES, QUEUES } from "../settings.ts";
import { NOTICE_TRIED_FOR } from "./event-path.ts";
import type { GatewayParts } from "./gateway-parts.ts";
import { GuardedQueue } from "./guarded-queue.ts";
import { KanalFunction } from "./kanal-function.ts";
import type { LedgerTable } from "./ledger-table.ts";
import { NotifyingBucket } from "./notifying-bucket.ts";

/**
 * From a partner's file to a matched day: the bucket tells the function of the file, the function cuts it into errands, and takes them from the queue again, a few at a time so
 * that a large file never crowds out payments at the table. Who may put files below `<partner>/` is each partner's contract and granted with it, not here.
 */
export class SettlementPath extends Construct {
  readonly #files: NotifyingBucket;
  readonly #key: Key;

  constructor(scope: Construct, id: string, parts: GatewayParts) {
    super(scope, id);
    const { stage, keys, ledger, events } = parts;
    const { visibilityTimeoutSeconds, maxReceiveCount, batchSize } = QUEUES.settlement;
    const errands = new GuardedQueue(this, "Errands", {
      visibilityTimeoutSeconds,
      fallsTo: { queue: events.deadLetters, maxReceiveCount },
    });
    const worker = new KanalFunction(this, "Reconciliation", {
      ...{ ...parts, name: "settlement-reconciliation" },
      environment: {
        KANAL_TABLE_NAME: ledger.table.tableName,
        KANAL_SETTLEMENT_QUEUE_URL: errands.queueUrl,
        KANAL_KEY_NIK_HASH: keys.ciphertexts["nik-hash"],
        KANAL_KEY_DATA: keys.ciphertexts.data,
      },
    });
    keys.allow(worker, ["nik-hash", "data"]);
    allowLedger(ledger, worker);
    errands.feed(worker, batchSize, { source: "SettlementErrands" });
    worker.allow({ actions: ["sqs:SendMessage"], resources: [errands.queueArn] });
    // Partners write workers' numbers into their files, so the bucket has a key of its own.
    this.#key = new Key(this, "Key", {
      description: "Kanal: partners' settlement files at rest",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#files = new NotifyingBucket(this, "Files", {
      name: "settlement",
      stage,
      listener: worker,
      keepDays: stage.retention.settlementFileDays,
      key: this.#key,
    });
    this.#allow(worker, "s3:GetObject", "kms:Decrypt");
    worker.giveUpTo(events.lastResort, NOTICE_TRIED_FOR);
    new Rule(this, "LookForLate", {
      description: "Looks which partners' files are overdue",
      schedule: Schedule.rate(Duration.minutes(LATE_FILES.everyMinutes)),
      enabled: stage.keys !== null,
      targets: [
        new SqsQueue(errands, {
          message: RuleTargetInput.fromObject({ kind: "look-for-late" }),
          deadLetterQueue: events.lastResort,
        }),
      ],
    });
  }

  get bucketName(): string {
    return this.#files.bucketName;
  }

  /** What people of ops hand in for a partner. They lay files there and read none. */
  allowHandIn(desk: KanalFunction): void {
    this.#allow(desk, "s3:PutObject", "kms:GenerateDataKey");
  }

  #allow(user: KanalFunction, onObjects: string, onKey: string): void {
    user.allow({ actions: [onObjects], resources: [`${this.#files.bucketArn}/*`] });
    user.allow({
      actions: [onKey],
      resources: [this.#key.keyArn],
      conditions: { StringEquals: { "kms:ViaService": `s3.${Stack.of(this).region}.amazonaws.com` } },
    });
  }
}

/** It reads payments and can write none: what it finds is for people to decide. A member it reads for the number that a bank is asked about. */
function allowLedger(ledger: LedgerTable, worker: KanalFunction): void {
  ledger.allow(worker, ["dynamodb:GetItem"], ["PARTNERS", "SETTLEMENT#*", "BANK-DESK#*", "MEMBER#*"]);
  ledger.allow(worker, ["dynamodb:BatchGetItem"], ["PAYMENT#*", "SETTLEMENT#*"]);
  ledger.allow(worker, ["dynamodb:Query"], ["PARTNERS", "SETTLEMENT#*"]);
  ledger.allow(worker, ["dynamodb:PutItem", "dynamodb:UpdateItem"], ["SETTLEMENT#*", "FAILURE#*"]);
  ledger.allowIndex(worker, "partner-day");
}
