import { createPrivateKey, createPublicKey, createSecretKey } from "node:crypto";
import { calculateJwkThumbprint, exportJWK } from "jose";
import type { Keyring } from "./keyring.ts";
import { kmsUnwrapper } from "./kms-unwrapper.ts";

/** Ciphertexts of the keys as KMS made them, base64: from the environment, useless without `kms:Decrypt`. */
export interface WrappedKeys {
  readonly nikHash: string;
  readonly data: string;
  readonly token: string;
  readonly answer: string;
}

/**
 * Opens the keyring once, at init. @throws whatever KMS says: a function without its keys must not start.
 * A signing key's id is its RFC 7638 thumbprint, so that jwks.json and what it signs name it alike without a setting.
 */
export async function openKeyring(wrapped: WrappedKeys): Promise<Keyring> {
  const { unwrap, close } = kmsUnwrapper();
  const [nikHash, data, token, answer] = await Promise.all([
    unwrap(wrapped.nikHash, "nik-hash"),
    unwrap(wrapped.data, "data"),
    unwrap(wrapped.token, "token"),
    unwrap(wrapped.answer, "answer"),
  ]);
  close();
  return {
    nikHashKey: createSecretKey(nikHash),
    dataKey: createSecretKey(data),
    tokenKey: await signingKey(token),
    answerKey: await signingKey(answer),
  };
}

async function signingKey(pkcs8: Buffer): Promise<Keyring["tokenKey"]> {
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey);
  return { keyId: await calculateJwkThumbprint(await exportJWK(publicKey)), privateKey, publicKey };
}
