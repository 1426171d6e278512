import { constants, createPublicKey, type KeyObject, verify } from "node:crypto";
import { decodeSignature, type SignatureEncoding } from "./signature-text.ts";

const MODULUS_BITS_MIN = 2048;
/** Parsing a PEM costs more than a verification; the registry hands the same texts out again every ten seconds. */
const CACHED_KEYS_MAX = 256;
const cachedKeys = new Map<string, KeyObject>();

/**
 * Loads an RSA public key from PEM.
 * @throws RangeError when it is not RSA or shorter than 2048 bits (snap-bi.md 8.6): a registry that holds such a key is at fault, not the caller.
 */
export function loadRsaPublicKey(pem: string): KeyObject {
  const cached = cachedKeys.get(pem);
  if (cached) return cached;
  const key = createPublicKey(pem);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== "rsa" || bits < MODULUS_BITS_MIN) {
    throw new RangeError(`an RSA key of ${bits} bits`);
  }
  if (cachedKeys.size >= CACHED_KEYS_MAX) cachedKeys.clear();
  cachedKeys.set(pem, key);
  return key;
}

/** Says whether a signature is SHA256withRSA, PKCS#1 v1.5, over the text, in the agreed encoding (snap-bi.md 1.1, 8.6). */
export function verifyRsa(
  key: KeyObject,
  text: string,
  signature: string,
  encoding: SignatureEncoding = "base64",
): boolean {
  const given = decodeSignature(signature, encoding);
  if (given === undefined) return false;
  return verify("sha256", Buffer.from(text), { key, padding: constants.RSA_PKCS1_PADDING }, given) === true;
}
