import { createSecretKey, generateKeyPairSync, type KeyPairKeyObjectResult, randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK } from "jose";
import type { Keyring } from "../../shared/seal/keyring.ts";

/** A keyring as KMS would have opened it, new for every test run. */
export async function newKeyring(): Promise<Keyring> {
  return {
    nikHashKey: createSecretKey(randomBytes(32)),
    dataKey: createSecretKey(randomBytes(32)),
    tokenKey: await signingKey(generateKeyPairSync("ec", { namedCurve: "P-256" })),
    answerKey: await signingKey(generateKeyPairSync("ed25519")),
  };
}

async function signingKey({ privateKey, publicKey }: KeyPairKeyObjectResult): Promise<Keyring["tokenKey"]> {
  return { keyId: await calculateJwkThumbprint(await exportJWK(publicKey)), privateKey, publicKey };
}
