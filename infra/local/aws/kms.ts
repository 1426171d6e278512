import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as z from "zod/mini";
import { localArn } from "./lambda.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID = "kanal-local";

/** The pairs that a ciphertext is bound to; Decrypt must name the same ones. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** A KMS with one key. Ciphertexts are AES-256-GCM under a master key that stays in the data folder. */
export interface LocalKms {
  encrypt(plaintext: Uint8Array, context: EncryptionContext): Buffer;
  /** @returns undefined when the ciphertext or its context was changed, or another key made it */
  decrypt(ciphertext: Uint8Array, context: EncryptionContext): Buffer | undefined;
}

/** Opens the KMS of a data folder; makes its master key at the first start (mode 0600). */
export function openKms(masterKeyFile: string): LocalKms {
  if (!existsSync(masterKeyFile)) writeFileSync(masterKeyFile, randomBytes(32), { mode: 0o600 });
  const master = readFileSync(masterKeyFile);
  return {
    encrypt(plaintext, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", master, nonce).setAAD(boundTo(context));
      return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    },
    decrypt(ciphertext, context) {
      if (ciphertext.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", master, ciphertext.subarray(0, NONCE_BYTES))
        .setAAD(boundTo(context))
        .setAuthTag(ciphertext.subarray(-TAG_BYTES));
      try {
        const plaintext = decipher.update(ciphertext.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([plaintext, decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}

/** The context in one order, so that the pairs count and not how they were written. */
function boundTo(context: EncryptionContext): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));
}

const Context = z._default(z.record(z.string(), z.string()), {});
const EncryptRequest = z.object({ Plaintext: z.string(), EncryptionContext: Context });
const DecryptRequest = z.object({ CiphertextBlob: z.string(), EncryptionContext: Context });
const DataKeyRequest = z.object({
  KeySpec: z.optional(z.enum(["AES_256", "AES_128"])),
  NumberOfBytes: z.optional(z.number().check(z.minimum(1), z.maximum(1024))),
  EncryptionContext: Context,
});

/** The operations by their name in `X-Amz-Target`. A string result is the `__type` of a refusal. */
export function kmsOperations(kms: LocalKms): Record<string, (request: unknown) => object | string> {
  const keyArn = localArn("kms", `key/${KEY_ID}`);
  return {
    Encrypt(request) {
      const { Plaintext, EncryptionContext } = z.parse(EncryptRequest, request);
      const sealed = kms.encrypt(Buffer.from(Plaintext, "base64"), EncryptionContext);
      return {
        CiphertextBlob: sealed.toString("base64"),
        KeyId: keyArn,
        EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
      };
    },
    Decrypt(request) {
      const { CiphertextBlob, EncryptionContext } = z.parse(DecryptRequest, request);
      const opened = kms.decrypt(Buffer.from(CiphertextBlob, "base64"), EncryptionContext);
      if (!opened) return "InvalidCiphertextException";
      return {
        Plaintext: opened.toString("base64"),
        KeyId: keyArn,
        EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
      };
    },
    GenerateDataKey(request) {
      const { KeySpec, NumberOfBytes, EncryptionContext } = z.parse(DataKeyRequest, request);
      const plaintext = randomBytes(NumberOfBytes ?? (KeySpec === "AES_128" ? 16 : 32));
      return {
        Plaintext: plaintext.toString("base64"),
        CiphertextBlob: kms.encrypt(plaintext, EncryptionContext).toString("base64"),
        KeyId: keyArn,
      };
    },
  };
}
