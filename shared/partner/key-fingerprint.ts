import { createHash, createPublicKey } from "node:crypto";
import type { Credential } from "./credential.ts";

/**
 * What makes a public key the same key, however its PEM was wrapped: the SHA-256 of its DER in hex, which both sides can read out by phone
 * (`openssl pkey -pubin -in public.pem -outform DER | sha256sum`). A secret has none that could be shown; undefined.
 */
export function keyFingerprint(credential: Credential): string | undefined {
  if (!("publicKeyPem" in credential)) return undefined;
  const spki = createPublicKey(credential.publicKeyPem).export({ type: "spki", format: "der" });
  return createHash("sha256").update(spki).digest("hex");
}

/** Whether two credentials are one and the same key. */
export function isSameKey(one: Credential, other: Credential): boolean {
  if ("secret" in one) return "secret" in other && one.secret === other.secret;
  return keyFingerprint(one) === keyFingerprint(other);
}
