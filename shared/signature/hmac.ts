import { createHmac, timingSafeEqual } from "node:crypto";
import { decodeSignature, type SignatureEncoding } from "./signature-text.ts";

const HMAC_SHA512_BYTES = 64;

/** HMAC-SHA512 of a text (snap-bi.md 2.1, type 1); base64 keeps its padding. */
export function signHmac(secret: string, text: string, encoding: SignatureEncoding = "base64"): string {
  return createHmac("sha512", secret).update(text, "utf8").digest(encoding);
}

/**
 * Says whether a signature is the HMAC-SHA512 of the text. The compare runs on decoded bytes in constant time; a signature that is not
 * 64 bytes in the agreed encoding is simply wrong (snap-bi.md 8.5).
 */
export function verifyHmac(
  secret: string,
  text: string,
  signature: string,
  encoding: SignatureEncoding = "base64",
): boolean {
  const given = decodeSignature(signature, encoding);
  if (given?.length !== HMAC_SHA512_BYTES) return false;
  return timingSafeEqual(given, createHmac("sha512", secret).update(text, "utf8").digest());
}
