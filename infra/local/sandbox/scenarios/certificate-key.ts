import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, type JWK } from "jose";
import { KEY_PURPOSE_CONTEXT } from "../../../../shared/seal/kms-unwrapper.ts";
import type { LocalKms } from "../../aws/kms.ts";
import type { DurableStore } from "../../durable-store.ts";

export const CERTIFICATE_TYPE = "kanal-conformance+jws";
export const CERTIFICATE_ALGORITHM = "EdDSA";

/** The sandbox's own key for certificates. The gateway's keys never sign one: a certificate is the sandbox's word, and production has no sandbox. */
export interface CertificateKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: JWK;
}

const HELD = "conformance-certificate-key";
const CONTEXT = { [KEY_PURPOSE_CONTEXT]: "conformance-certificate" };
const PKCS8 = { format: "der", type: "pkcs8" } as const;

/** The key of a data folder; made when the folder has none. In clear it never touches the disk. */
export async function certificateKey(store: DurableStore, kms: LocalKms): Promise<CertificateKey> {
  const held = store.setting(HELD);
  const pkcs8 = held === undefined ? undefined : kms.decrypt(Buffer.from(held, "base64"), CONTEXT);
  if (pkcs8) return keyOf(pkcs8);
  const made = generateKeyPairSync("ed25519").privateKey.export(PKCS8);
  store.setSetting(HELD, kms.encrypt(made, CONTEXT).toString("base64"));
  return keyOf(made);
}

async function keyOf(pkcs8: Buffer): Promise<CertificateKey> {
  const privateKey = createPrivateKey({ key: pkcs8, ...PKCS8 });
  const jwk = await exportJWK(createPublicKey(privateKey));
  const keyId = await calculateJwkThumbprint(jwk);
  return { keyId, privateKey, publicJwk: { ...jwk, kid: keyId, alg: CERTIFICATE_ALGORITHM, use: "sig" } };
}
