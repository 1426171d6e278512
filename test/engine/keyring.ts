import { createSecretKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK } from "jose";
import type { Keyring } from "../../shared/seal/keyring.ts";

/** A keyring as KMS would have opened it, new for every test run. */
export async function newKeyring(): Promise<Keyring> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    nikHashKey: createSecretKey(randomBytes(32)),
    dataKey: createSecretKey(randomBytes(32)),
    tokenKey: { keyId: await calculateJwkThumbprint(await exportJWK(publicKey)), privateKey, publicKey },
  };
}
