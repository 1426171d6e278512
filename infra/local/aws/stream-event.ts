import type { AttributeValue, _Record as StreamRecord } from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord, AttributeValue as EventAttributeValue } from "aws-lambda";
import { localRegion } from "./lambda.ts";

type Image = Record<string, AttributeValue>;
type EventImage = { [key: string]: EventAttributeValue };

/** A record of GetRecords in the form in which Lambda hands it to a function: seconds instead of dates, base64 instead of bytes. */
export function streamEventRecord(streamArn: string, record: StreamRecord): DynamoDBRecord {
  const { dynamodb = {} } = record;
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: record.eventVersion ?? "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: localRegion(),
    dynamodb: {
      ApproximateCreationDateTime: Math.floor((dynamodb.ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
      ...(dynamodb.Keys && { Keys: imageOf(dynamodb.Keys) }),
      ...(dynamodb.NewImage && { NewImage: imageOf(dynamodb.NewImage) }),
      ...(dynamodb.OldImage && { OldImage: imageOf(dynamodb.OldImage) }),
      SequenceNumber: dynamodb.SequenceNumber,
      SizeBytes: dynamodb.SizeBytes,
      StreamViewType: dynamodb.StreamViewType,
    },
    eventSourceARN: streamArn,
    ...(record.userIdentity && { userIdentity: record.userIdentity }),
  };
}

/** DynamoDB puts no record into the stream for a write that changed nothing; the embedded engine does. */
export function changesNothing(record: DynamoDBRecord): boolean {
  return (
    record.eventName === "MODIFY" &&
    canonical(record.dynamodb?.NewImage) === canonical(record.dynamodb?.OldImage)
  );
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function imageOf(image: Image): EventImage {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, attributeOf(value)]));
}

function attributeOf(value: AttributeValue): EventAttributeValue {
  if (value.B) return { B: Buffer.from(value.B).toString("base64") };
  if (value.BS) return { BS: value.BS.map((bytes) => Buffer.from(bytes).toString("base64")) };
  if (value.L) return { L: value.L.map(attributeOf) };
  if (value.M) return { M: imageOf(value.M) };
  return value as EventAttributeValue;
}
