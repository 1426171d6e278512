import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = "s1";

/** A sealed text did not open: another key, another owner, or changed bytes. Always a fault, never a business outcome. */
export class SealFault extends Error {
  readonly code = "SEAL_BROKEN";
}

/**
 * Encrypts a text with AES-256-GCM and binds it to its owner, so that a sealed field copied to another item does not open there.
 * Result: `s1.` and base64url of nonce, ciphertext and tag.
 */
export function seal(key: KeyObject, owner: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${FORMAT}.${sealed.toString("base64url")}`;
}

/** Opens what `seal` made for the same owner. @throws SealFault */
export function openSeal(key: KeyObject, owner: string, sealedText: string): string {
  const [format, body] = sealedText.split(".");
  if (format !== FORMAT || !body) throw new SealFault("unknown sealed format");
  const bytes = Buffer.from(body, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new SealFault("sealed text too short");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const opened = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new SealFault("sealed text does not open", { cause });
  }
}
