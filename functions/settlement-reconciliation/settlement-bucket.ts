import { Readable } from "node:stream";
import { GetObjectCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import type { S3EventRecord } from "aws-lambda";
import type { FilePlace, FileVersion, SettlementFiles } from "../../shared/settlement/deps.ts";

/** Between two pieces of a stream; a file may take long as a whole. */
const REQUEST_TIMEOUT_MS = 10_000;

/** The bucket of the partners' files. A file that was replaced since it was announced is gone, whatever lies in its place. */
export function settlementBucket(): SettlementFiles {
  const s3 = new S3Client({
    maxAttempts: 3,
    forcePathStyle: true,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: REQUEST_TIMEOUT_MS },
  });
  async function get({ bucket, objectKey, etag }: FilePlace, Range?: string): Promise<FileVersion> {
    const object = { Bucket: bucket, Key: objectKey, IfMatch: `"${etag}"` };
    try {
      const { Body, LastModified } = await s3.send(
        new GetObjectCommand({ ...object, ...(Range && { Range }) }),
      );
      if (!(Body instanceof Readable) || !LastModified) throw new TypeError("a file has no readable body");
      return { kind: "found", laidAt: LastModified.getTime(), pieces: Body };
    } catch (error) {
      if (isGone(error)) return { kind: "gone" };
      throw error;
    }
  }
  return {
    open: (place) => get(place),
    range: (place, { from, to }) => get(place, `bytes=${from}-${to - 1}`),
  };
}

function isGone(error: unknown): boolean {
  if (!(error instanceof S3ServiceException)) return false;
  const status = error.$metadata.httpStatusCode;
  return status === 404 || status === 412;
}

/** Where an announced object lies; keys are URL-encoded in a notice, with `+` for a space. */
export function placeIn({ s3: { bucket, object } }: S3EventRecord): FilePlace {
  const objectKey = decodeURIComponent(object.key.replaceAll("+", " "));
  return { bucket: bucket.name, objectKey, etag: object.eTag };
}
