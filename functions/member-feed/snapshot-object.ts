import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { S3EventRecord } from "aws-lambda";

/** A snapshot that was announced: what names this version of it, and its bytes as they come. */
export interface SnapshotObject {
  readonly id: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Opens the object of a notice. Its name is hashed in the id: the core chooses it, and the id is kept. @throws whatever S3 says */
export async function snapshotObject(s3: S3Client, { s3: notice }: S3EventRecord): Promise<SnapshotObject> {
  const Key = decodeURIComponent(notice.object.key.replaceAll("+", " "));
  const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket: notice.bucket.name, Key }));
  if (!(Body instanceof Readable)) throw new TypeError("a snapshot has no readable body");
  const id = createHash("sha256").update(`${Key}\n${ETag}`).digest("base64url").slice(0, 22);
  return { id, chunks: Body };
}
