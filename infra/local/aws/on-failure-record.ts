import { randomUUID } from "node:crypto";
import type { DynamoDBRecord } from "aws-lambda";
import { localArn } from "./lambda.ts";

/** A batch that exhausted its attempts. */
export interface GivenUpBatch {
  readonly functionName: string;
  readonly streamArn: string;
  readonly shard: string;
  readonly records: readonly DynamoDBRecord[];
  readonly tries: number;
}

/** The object that Lambda writes to an S3 on-failure destination: facts of the invocation, and the event itself as text in `payload`. */
export function onFailureRecord(batch: GivenUpBatch): { readonly key: string; readonly body: string } {
  const now = new Date().toISOString();
  const [day = "", time = ""] = now.split("T");
  const first = batch.records[0]?.dynamodb;
  const last = batch.records.at(-1)?.dynamodb;
  const arrivalOf = (seconds: number | undefined) => new Date((seconds ?? 0) * 1000).toISOString();
  const body = {
    requestContext: {
      requestId: randomUUID(),
      functionArn: localArn("lambda", `function:${batch.functionName}`),
      condition: "RetryAttemptsExhausted",
      approximateInvokeCount: batch.tries,
    },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    version: "1.0",
    timestamp: now,
    DDBStreamBatchInfo: {
      shardId: batch.shard,
      startSequenceNumber: first?.SequenceNumber,
      endSequenceNumber: last?.SequenceNumber,
      approximateArrivalOfFirstRecord: arrivalOf(first?.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: arrivalOf(last?.ApproximateCreationDateTime),
      batchSize: batch.records.length,
      streamArn: batch.streamArn,
    },
    payload: JSON.stringify({ Records: batch.records }),
  };
  return {
    key: `aws/lambda/${batch.functionName}/${batch.shard}/${day.replaceAll("-", "/")}/${day}T${time.slice(0, 8).replaceAll(":", ".")}-${randomUUID()}`,
    body: JSON.stringify(body),
  };
}
