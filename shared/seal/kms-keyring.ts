import { createPrivateKey, createPublicKey, createSecretKey } from "node:crypto";
import { DecryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { calculateJwkThumbprint, exportJWK } from "jose";
import type { Keyring } from "./keyring.ts";

/** Ciphertexts of the keys as KMS made them, base64: from the environment, useless without `kms:Decrypt`. */
export interface WrappedKeys {
  readonly nikHash: string;
  readonly data: string;
  readonly token: string;
}

/** The purpose a ciphertext is bound to; a function's role may decrypt only the purposes it needs. */
export const KEY_PURPOSE_CONTEXT = "kanal:key";

/**
 * Opens the keyring once, at init. @throws whatever KMS says: a function without its keys must not start.
 * The token key's id is its RFC 7638 thumbprint, so that jwks.json and the tokens name it alike without a setting.
 */
export async function openKeyring(wrapped: WrappedKeys): Promise<Keyring> {
  const kms = new KMSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 3_000 },
  });
  const unwrap = async (ciphertext: string, purpose: string): Promise<Buffer> => {
    const answer = await kms.send(
      new DecryptCommand({
        CiphertextBlob: Buffer.from(ciphertext, "base64"),
        EncryptionContext: { [KEY_PURPOSE_CONTEXT]: purpose },
      }),
    );
    if (!answer.Plaintext) throw new Error(`KMS opened the ${purpose} key to nothing`);
    return Buffer.from(answer.Plaintext);
  };
  const [nikHash, data, token] = await Promise.all([
    unwrap(wrapped.nikHash, "nik-hash"),
    unwrap(wrapped.data, "data"),
    unwrap(wrapped.token, "token"),
  ]);
  const privateKey = createPrivateKey({ key: token, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey);
  const keyId = await calculateJwkThumbprint(await exportJWK(publicKey));
  kms.destroy();
  return {
    nikHashKey: createSecretKey(nikHash),
    dataKey: createSecretKey(data),
    tokenKey: { keyId, privateKey, publicKey },
  };
}
