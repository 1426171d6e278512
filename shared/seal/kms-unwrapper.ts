import { DecryptCommand, KMSClient } from "@aws-sdk/client-kms";

/** The purpose a ciphertext is bound to; a function's role may decrypt only the purposes it needs. */
export const KEY_PURPOSE_CONTEXT = "kanal:key";

/** What our keys are for; each has a ciphertext of its own. */
export type KeyPurpose = "nik-hash" | "data" | "token" | "answer" | "core" | "feed";

export interface KmsUnwrapper {
  /** Opens a ciphertext (base64) for its purpose. @throws whatever KMS says: a function without its keys must not start */
  unwrap(ciphertext: string, purpose: KeyPurpose): Promise<Buffer>;
  close(): void;
}

/** KMS at init, with bounded waits; no request path calls it. */
export function kmsUnwrapper(): KmsUnwrapper {
  const kms = new KMSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 3_000 },
  });
  return {
    async unwrap(ciphertext, purpose) {
      const answer = await kms.send(
        new DecryptCommand({
          CiphertextBlob: Buffer.from(ciphertext, "base64"),
          EncryptionContext: { [KEY_PURPOSE_CONTEXT]: purpose },
        }),
      );
      if (!answer.Plaintext) throw new Error(`KMS opened the ${purpose} key to nothing`);
      return Buffer.from(answer.Plaintext);
    },
    close: () => kms.destroy(),
  };
}
