import { createHash } from "node:crypto";
import type { S3Event } from "aws-lambda";
import type { DurableStore } from "../durable-store.ts";
import { LOCAL_ACCOUNT, localRegion } from "./lambda.ts";
import type { LockedFolder } from "./locked-folder.ts";
import type { QueueStore } from "./queue-store.ts";

/** An object as it was put. */
export interface StoredObject {
  readonly body: Buffer;
  readonly contentType: string;
  readonly etag: string;
  readonly storedAt: Date;
}

/** S3 in the durable store. A bucket may announce its new objects to a queue, from which a function is called, or be locked. */
export interface ObjectStore {
  /** @throws ObjectLocked where a locked bucket has an object of this name */
  put(bucket: string, key: string, body: Uint8Array, contentType: string): { readonly etag: string };
  get(bucket: string, key: string): StoredObject | undefined;
}

/** Not of the bytes alone: where a key of ours encrypts, S3 gives the same content another one when it is laid down again. */
const etagOf = (body: Uint8Array, storedAt: number): string =>
  createHash("md5").update(body).update(String(storedAt)).digest("hex");

/** An object in a locked bucket is laid down once. */
const ONCE = 0;

/**
 * Opens the objects. @param notifications bucket name -> queue that holds its ObjectCreated events until a function took them
 * @param locked buckets with Object Lock, by name
 */
export function objectStore(
  store: DurableStore,
  queues: Pick<QueueStore, "send">,
  notifications: Readonly<Record<string, string>>,
  locked: Readonly<Record<string, LockedFolder>> = {},
): ObjectStore {
  const write = store.db.prepare(
    "INSERT OR REPLACE INTO objects (bucket, key, body, content_type, stored_at) VALUES (?, ?, ?, ?, ?)",
  );
  const read = store.db.prepare(
    "SELECT body, content_type, stored_at FROM objects WHERE bucket = ? AND key = ?",
  );
  /** The object that was read last: a large file is read in hundreds of ranges, and SQLite would hand out the whole of it each time. */
  let last: { readonly bucket: string; readonly key: string; readonly object: StoredObject } | undefined;
  return {
    put(bucket, key, body, contentType) {
      if (last?.bucket === bucket && last.key === key) last = undefined;
      if (locked[bucket]) {
        locked[bucket].put(key, body);
        return { etag: etagOf(body, ONCE) };
      }
      const storedAt = Date.now();
      const etag = etagOf(body, storedAt);
      const queue = notifications[bucket];
      store.atomically(() => {
        write.run(bucket, key, body, contentType, storedAt);
        if (queue) queues.send(queue, JSON.stringify(objectCreated(bucket, key, body.length, etag)));
      });
      return { etag };
    },
    get(bucket, key) {
      if (locked[bucket]) {
        const found = locked[bucket].get(key);
        return found && { ...found, contentType: "application/octet-stream", etag: etagOf(found.body, ONCE) };
      }
      if (last?.bucket === bucket && last.key === key) return last.object;
      const row = read.get(bucket, key);
      if (!(row?.body instanceof Uint8Array)) return undefined;
      const body = Buffer.from(row.body.buffer, row.body.byteOffset, row.body.byteLength);
      const storedAt = Number(row.stored_at);
      const object: StoredObject = {
        body,
        contentType: String(row.content_type),
        etag: etagOf(body, storedAt),
        storedAt: new Date(storedAt),
      };
      last = { bucket, key, object };
      return object;
    },
  };
}

/** The event with which S3 calls a function; keys are URL-encoded in it, with `+` for a space. */
function objectCreated(bucket: string, key: string, size: number, eTag: string): S3Event {
  const now = new Date();
  return {
    Records: [
      {
        eventVersion: "2.1",
        eventSource: "aws:s3",
        awsRegion: localRegion(),
        eventTime: now.toISOString(),
        eventName: "ObjectCreated:Put",
        userIdentity: { principalId: `AWS:${LOCAL_ACCOUNT}` },
        requestParameters: { sourceIPAddress: "127.0.0.1" },
        responseElements: { "x-amz-request-id": "local", "x-amz-id-2": "local" },
        s3: {
          s3SchemaVersion: "1.0",
          configurationId: "local",
          bucket: {
            name: bucket,
            ownerIdentity: { principalId: LOCAL_ACCOUNT },
            arn: `arn:aws:s3:::${bucket}`,
          },
          object: {
            key: encodeURIComponent(key).replaceAll("%20", "+").replaceAll("%2F", "/"),
            size,
            eTag,
            sequencer: now.getTime().toString(16).padStart(18, "0").toUpperCase(),
          },
        },
      },
    ],
  };
}
