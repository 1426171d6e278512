import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

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
  return { keyId: thumbprintOf(publicKey), privateKey, publicKey };
}

/**
 * RFC 7638, section 3.2 and RFC 8037, section 2: the required members alone, in the order of their names. By hand, because the library's would put 2 KB into what a
 * cashier waits for at a cold start; a test holds the two equal (test/cli/first-keys).
 */
function thumbprintOf(publicKey: KeyObject): string {
  const { crv, kty, x, y } = publicKey.export({ format: "jwk" });
  if (kty !== "EC" && kty !== "OKP") throw new Error(`a signing key of ours is EC or OKP, not ${kty}`);
  return createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
}
