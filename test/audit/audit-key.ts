import { generateKeyPairSync } from "node:crypto";
import { exportJWK } from "jose";
import { type SigningKey, signingKeyOf } from "../../shared/seal/signing-key.ts";

/** A key that signs roots, as KMS would have opened it, and the set it is published in. */
export async function newAuditKey() {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key: SigningKey = await signingKeyOf(privateKey.export({ format: "der", type: "pkcs8" }));
  const jwk = await exportJWK(key.publicKey);
  return { key, publicKeys: { keys: [{ ...jwk, kid: key.keyId, alg: "ES256", use: "sig" }] } };
}
