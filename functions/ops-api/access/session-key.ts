import { createSecretKey, type KeyObject } from "node:crypto";
import { kmsUnwrapper } from "../../../shared/seal/kms-unwrapper.ts";

/** Opens the key that seals what browsers keep for us. @throws whatever KMS says */
export async function openSessionKey(ciphertext: string): Promise<KeyObject> {
  const { unwrap, close } = kmsUnwrapper();
  const key = await unwrap(ciphertext, "session");
  close();
  return createSecretKey(key);
}
