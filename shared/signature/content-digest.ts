import { createHash, timingSafeEqual } from "node:crypto";
import { readSfDictionary } from "./structured-fields.ts";

/** The digests that count (RFC 9530 section 5); `md5`, `sha` and the rest neither prove nor disprove anything. */
const HASHES: Readonly<Record<string, string>> = { "sha-256": "sha256", "sha-512": "sha512" };

/** `unusable`: not a digest header, or none of the hashes that count is in it. */
export type ContentDigestVerdict = "matches" | "differs" | "unusable";

/** The Content-Digest header of a body: `sha-256=:...:`. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
}

/**
 * Judges a Content-Digest header against the bytes as received (RFC 9530 section 2). Every digest that counts has to match: with two that
 * contradict each other one reader could believe the first, and another the second.
 */
export function judgeContentDigest(header: string, body: Uint8Array): ContentDigestVerdict {
  const digests = readSfDictionary(header);
  if (!digests) return "unusable";
  let matched = false;
  for (const [name, member] of digests) {
    const hash = Object.hasOwn(HASHES, name) ? HASHES[name] : undefined;
    if (hash === undefined) continue;
    if (!("bare" in member) || member.bare.type !== "bytes") return "unusable";
    const expected = createHash(hash).update(body).digest();
    const given = member.bare.value;
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "differs";
    matched = true;
  }
  return matched ? "matches" : "unusable";
}
