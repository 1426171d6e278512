import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { DynamoDBRecord, S3EventRecord } from "aws-lambda";
import * as z from "zod/mini";

/**
 * What Lambda writes to the stream's on-failure bucket: facts of the invocation, and the batch itself as JSON text in `payload` (only S3
 * destinations carry it).
 */
const OnFailureObject = z.object({ payload: z.union([z.string(), z.looseObject({})]) });
const Batch = z.object({ Records: z.array(z.looseObject({ eventID: z.optional(z.string()) })) });

/** Reads back the stream records that exhausted their attempts. @throws when the object cannot be read: the notification comes again. */
export async function unpublishedRecords(
  s3: S3Client,
  notice: S3EventRecord,
): Promise<readonly DynamoDBRecord[]> {
  const Key = decodeURIComponent(notice.s3.object.key.replaceAll("+", " "));
  const object = await s3.send(new GetObjectCommand({ Bucket: notice.s3.bucket.name, Key }));
  const { payload } = z.parse(OnFailureObject, JSON.parse((await object.Body?.transformToString()) ?? ""));
  const batch: unknown = typeof payload === "string" ? JSON.parse(payload) : payload;
  return z.parse(Batch, batch).Records as readonly DynamoDBRecord[];
}
