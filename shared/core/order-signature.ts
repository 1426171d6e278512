import { createHmac } from "node:crypto";
import type { Instant } from "../calendar/calendar.ts";

const PREFIX = "whsec_";

/** Secrets of Standard Webhooks have 24 to 64 bytes. */
const SECRET_BYTES_MIN = 24;
const SECRET_BYTES_MAX = 64;

/** Reads a `whsec_` secret. @throws RangeError, without quoting it, when it is none */
export function signingSecret(text: string): Uint8Array {
  const encoded = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : "";
  const bytes = Buffer.from(encoded, "base64");
  const isWhole = bytes.toString("base64") === encoded;
  if (!isWhole || bytes.length < SECRET_BYTES_MIN || bytes.length > SECRET_BYTES_MAX) {
    throw new RangeError("the core's secret must be whsec_ and the base64 of 24 to 64 bytes");
  }
  return bytes;
}

/**
 * The three headers of Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`, timestamp in whole seconds of machine time, signature version
 * v1. The receiver refuses what is older than five minutes and compares in constant time.
 */
export function signatureHeaders(
  secret: Uint8Array,
  id: string,
  at: Instant,
  body: string,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
