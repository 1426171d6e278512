import type { KeyObject } from "node:crypto";
import { CompactEncrypt, compactDecrypt } from "jose";

/** Seals a value for, or as, the core: a compact JWE, `dir` with A256GCM (RFC 7516), so that only who holds the shared key can read or make one. */
export async function sealJson(feedKey: KeyObject, value: unknown): Promise<string> {
  return new CompactEncrypt(Buffer.from(JSON.stringify(value)))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .encrypt(feedKey);
}

/** Opens what was sealed so. @throws an error that may quote what it could not read: the caller says so in its own words */
export async function openJson(feedKey: KeyObject, sealed: string): Promise<unknown> {
  const { plaintext } = await compactDecrypt(sealed, feedKey, {
    keyManagementAlgorithms: ["dir"],
    contentEncryptionAlgorithms: ["A256GCM"],
  });
  return JSON.parse(new TextDecoder().decode(plaintext));
}
