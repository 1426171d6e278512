import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { calculateJwkThumbprint, exportJWK } from "jose";
import * as z from "zod/mini";
import { KEY_PURPOSE_CONTEXT, type WrappedKeys } from "../../shared/seal/kms-keyring.ts";
import type { LocalKms } from "./aws/kms.ts";

/** The gateway's three keys as ciphertexts, and the public key set that goes with the token key. */
export interface GatewayKeys extends WrappedKeys {
  /** JSON Web Key Set as text. */
  readonly jwks: string;
}

const GatewayKeysFile = z.object({
  nikHash: z.string(),
  data: z.string(),
  token: z.string(),
  jwks: z.string(),
});

/** Reads the keys of a data folder, or makes them at the first start. In clear they never touch the disk. */
export async function gatewayKeys(file: string, kms: LocalKms): Promise<GatewayKeys> {
  if (existsSync(file)) return z.parse(GatewayKeysFile, JSON.parse(readFileSync(file, "utf8")));
  const wrap = (key: Uint8Array, purpose: string) =>
    kms.encrypt(key, { [KEY_PURPOSE_CONTEXT]: purpose }).toString("base64");
  const token = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
    format: "der",
    type: "pkcs8",
  });
  const made = {
    nikHash: wrap(randomBytes(32), "nik-hash"),
    data: wrap(randomBytes(32), "data"),
    token: wrap(token, "token"),
    jwks: await publicKeySet(token),
  };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

/** The public half of the token key; its id is the RFC 7638 thumbprint, as the functions compute it. */
async function publicKeySet(pkcs8: Buffer): Promise<string> {
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  const { kty, crv, x, y } = await exportJWK(createPublicKey(privateKey));
  const kid = await calculateJwkThumbprint({ kty, crv, x, y });
  return JSON.stringify({ keys: [{ kty, crv, x, y, kid, alg: "ES256", use: "sig" }] });
}
