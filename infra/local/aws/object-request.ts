import type { Answer, Call } from "./call.ts";
import { ObjectLocked } from "./locked-folder.ts";
import type { ObjectStore, StoredObject } from "./object-store.ts";

/** Answers PutObject (also `If-None-Match: *`), GetObject (also `If-Match` and one `Range`) and HeadObject in path style, `/bucket/key`; nothing else of S3 is there. */
export function objectRequest(objects: ObjectStore, call: Call): Answer {
  const { bucket, key } = addressOf(call.path);
  // Streams of unknown length come in aws-chunked framing, which would be stored as if it were the content.
  const isChunked = call.headers["content-encoding"]?.includes("aws-chunked") ?? false;
  if (!bucket || !key || isChunked) return refusal(501, "NotImplemented");

  if (call.method === "PUT") {
    return putObject(objects, { bucket, key }, call);
  }
  if (call.method !== "GET" && call.method !== "HEAD") return refusal(501, "NotImplemented");
  const found = objects.get(bucket, key);
  if (!found) return refusal(404, "NoSuchKey");
  const wanted = call.headers["if-match"];
  if (wanted !== undefined && wanted !== `"${found.etag}"`) return refusal(412, "PreconditionFailed");
  return call.method === "GET" ? whole(found, call.headers.range) : { ...whole(found, undefined), body: "" };
}

/** The object, or the bytes of it that were asked for. */
function whole({ body, contentType, etag, storedAt }: StoredObject, range: string | undefined): Answer {
  const headers = { "content-type": contentType, etag: `"${etag}"`, "last-modified": storedAt.toUTCString() };
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
  if (first === undefined) {
    return { status: 200, headers: { ...headers, "content-length": String(body.length) }, body };
  }
  const from = Number(first);
  if (from >= body.length) return refusal(416, "InvalidRange");
  const part = body.subarray(from, Number(last) + 1);
  const place = `bytes ${from}-${from + part.length - 1}/${body.length}`;
  const length = String(part.length);
  return {
    status: 206,
    headers: { ...headers, "content-length": length, "content-range": place },
    body: part,
  };
}

function putObject(objects: ObjectStore, at: { bucket: string; key: string }, call: Call): Answer {
  const isNew = call.headers["if-none-match"] === "*";
  if (isNew && objects.get(at.bucket, at.key)) return refusal(412, "PreconditionFailed");
  const type = call.headers["content-type"] ?? "application/octet-stream";
  try {
    const { etag } = objects.put(at.bucket, at.key, call.body, type);
    return { status: 200, headers: { etag: `"${etag}"` }, body: "" };
  } catch (error) {
    if (error instanceof ObjectLocked) return refusal(403, "AccessDenied");
    throw error;
  }
}

function addressOf(path: string) {
  const [, bucket, ...rest] = new URL(path, "http://127.0.0.1").pathname.split("/");
  return { bucket, key: rest.map(decodeURIComponent).join("/") };
}

function refusal(status: number, code: string): Answer {
  return {
    status,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  };
}
