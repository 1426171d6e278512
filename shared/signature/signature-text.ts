import { decodeBase64 } from "./base64.ts";

/** How the bytes of a signature are written as text; a partner's profile says which. */
export type SignatureEncoding = "base64" | "hex";

const HEX = /^(?:[0-9a-f]{2})+$/;

/**
 * The bytes behind a signature's text; undefined for any other writing. Hexadecimal is lower case, as the standard's own samples and every client that sends it write
 * it: one signature has one text, so nothing is compared without regard to case (snap-bi.md 1.1, 8.5).
 */
export function decodeSignature(text: string, encoding: SignatureEncoding): Buffer | undefined {
  if (encoding === "base64") return decodeBase64(text);
  return HEX.test(text) ? Buffer.from(text, "hex") : undefined;
}
