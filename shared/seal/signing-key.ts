import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, exportJWK } from "jose";

/** A key that signs. Its id is its RFC 7638 thumbprint, so that jwks.json and what it signs name it alike without a setting. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Reads a signing key as it was unwrapped: PKCS #8, DER. @throws when it is none */
export async function signingKeyOf(pkcs8: Buffer): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey);
  return { keyId: await calculateJwkThumbprint(await exportJWK(publicKey)), privateKey, publicKey };
}
