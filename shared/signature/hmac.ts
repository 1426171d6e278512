import { createHmac, timingSafeEqual } from "node:crypto";
import { decodeBase64 } from "./base64.ts";

const HMAC_SHA512_BYTES = 64;

/** HMAC-SHA512 of a text, base64 with padding (snap-bi.md 2.1, type 1). */
export function signHmac(secret: string, text: string): string {
  return createHmac("sha512", secret).update(text, "utf8").digest("base64");
}

/**
 * Says whether a signature is the HMAC-SHA512 of the text. The compare runs on decoded bytes in constant time; a signature that is not
 * strict base64 of 64 bytes is simply wrong (snap-bi.md 8.5).
 */
export function verifyHmac(secret: string, text: string, signature: string): boolean {
  const given = decodeBase64(signature);
  if (given?.length !== HMAC_SHA512_BYTES) return false;
  return timingSafeEqual(given, createHmac("sha512", secret).update(text, "utf8").digest());
}
