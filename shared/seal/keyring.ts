import type { KeyObject } from "node:crypto";
import type { SigningKey } from "./signing-key.ts";

/** The keys a function works with, unwrapped once at init; no KMS call on a request path (design section 6). */
export interface Keyring {
  /** HMAC-SHA256 key that turns a NIK into a member key. */
  readonly nikHashKey: KeyObject;
  /** AES-256-GCM key that seals personal data and partners' secrets. */
  readonly dataKey: KeyObject;
  /** ES256 key that signs access tokens; its public half is in jwks.json under `keyId`. */
  readonly tokenKey: SigningKey;
  /** Ed25519 key that signs answers to H2H partners; its public half is in jwks.json under `keyId`. */
  readonly answerKey: SigningKey;
}
