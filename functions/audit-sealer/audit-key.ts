import { kmsUnwrapper } from "../../shared/seal/kms-unwrapper.ts";
import { type SigningKey, signingKeyOf } from "../../shared/seal/signing-key.ts";

/** Opens the key that signs roots, once, at init. @throws whatever KMS says: a sealer without its key must not start */
export async function openAuditKey(ciphertext: string): Promise<SigningKey> {
  const { unwrap, close } = kmsUnwrapper();
  try {
    return await signingKeyOf(await unwrap(ciphertext, "audit"));
  } finally {
    close();
  }
}
