import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { calculateJwkThumbprint, exportJWK } from "jose";
import * as z from "zod/mini";
import type { WrappedKeys } from "../../shared/seal/kms-keyring.ts";
import { KEY_PURPOSE_CONTEXT, type KeyPurpose } from "../../shared/seal/kms-unwrapper.ts";
import type { LocalKms } from "./aws/kms.ts";

/** The gateway's keys as ciphertexts, and the public key set that goes with those that sign. */
export interface GatewayKeys extends WrappedKeys {
  /** Shared with the core: what it says of members is sealed under it. */
  readonly feed: string;
  /** Signs the roots of the audit trail. */
  readonly audit: string;
  /** Seals the console's sessions. */
  readonly session: string;
  /** JSON Web Key Set as text. */
  readonly jwks: string;
}

const GatewayKeysFile = z.object({
  nikHash: z.string(),
  data: z.string(),
  token: z.string(),
  /** A data folder of an older version lacks these; it gets them at its next start. */
  answer: z.optional(z.string()),
  feed: z.optional(z.string()),
  audit: z.optional(z.string()),
  session: z.optional(z.string()),
  jwks: z.string(),
});

const PKCS8 = { format: "der", type: "pkcs8" } as const;

/** Reads the keys of a data folder, or makes those that it does not have. In clear they never touch the disk. */
export async function gatewayKeys(file: string, kms: LocalKms): Promise<GatewayKeys> {
  const wrap: Wrap = (key, purpose) =>
    kms.encrypt(key, { [KEY_PURPOSE_CONTEXT]: purpose }).toString("base64");
  const held = existsSync(file)
    ? z.parse(GatewayKeysFile, JSON.parse(readFileSync(file, "utf8")))
    : await firstKeys(wrap);
  const { answer, feed, audit, session } = held;
  if (answer !== undefined && feed !== undefined && audit !== undefined && session !== undefined) {
    return { ...held, answer, feed, audit, session };
  }
  const answers = await signingPair(held.jwks, answer, () => ({
    wrapped: (pkcs8) => wrap(pkcs8, "answer"),
    pkcs8: generateKeyPairSync("ed25519").privateKey.export(PKCS8),
    alg: "EdDSA",
  }));
  const audits = await signingPair(answers.jwks, audit, () => ({
    wrapped: (pkcs8) => wrap(pkcs8, "audit"),
    pkcs8: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export(PKCS8),
    alg: "ES256",
  }));
  const whole = {
    ...{ ...held, answer: answers.key, audit: audits.key, jwks: audits.jwks },
    feed: feed ?? wrap(randomBytes(32), "feed"),
    session: session ?? wrap(randomBytes(32), "session"),
  };
  const unfinished = `${file}.new`;
  writeFileSync(unfinished, JSON.stringify(whole), { mode: 0o600 });
  renameSync(unfinished, file);
  return whole;
}

type Wrap = (key: Uint8Array, purpose: KeyPurpose) => string;
type HeldKeys = z.infer<typeof GatewayKeysFile>;

/** A signing key that the folder has, or a new one whose public half joins the set. */
async function signingPair(
  jwks: string,
  held: string | undefined,
  make: () => {
    readonly wrapped: (pkcs8: Buffer) => string;
    readonly pkcs8: Buffer;
    readonly alg: string;
  },
): Promise<{ readonly key: string; readonly jwks: string }> {
  if (held !== undefined) return { key: held, jwks };
  const { wrapped, pkcs8, alg } = make();
  const { keys } = z.parse(z.object({ keys: z.array(z.unknown()) }), JSON.parse(jwks));
  return { key: wrapped(pkcs8), jwks: JSON.stringify({ keys: [...keys, await publicJwk(pkcs8, alg)] }) };
}

async function firstKeys(wrap: Wrap): Promise<HeldKeys> {
  const token = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export(PKCS8);
  return {
    nikHash: wrap(randomBytes(32), "nik-hash"),
    data: wrap(randomBytes(32), "data"),
    token: wrap(token, "token"),
    jwks: JSON.stringify({ keys: [await publicJwk(token, "ES256")] }),
  };
}

/** The public half of a signing key; its id is the RFC 7638 thumbprint, as the functions compute it. */
async function publicJwk(pkcs8: Buffer, alg: string) {
  const privateKey = createPrivateKey({ key: pkcs8, ...PKCS8 });
  const jwk = await exportJWK(createPublicKey(privateKey));
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg, use: "sig" };
}
