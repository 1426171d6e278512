import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK } from "jose";
import type { KeyPurpose } from "../../../shared/seal/kms-unwrapper.ts";

/** Encrypts a key under the stage's seal key, for its purpose alone; base64. */
export type Wrap = (key: Uint8Array, purpose: KeyPurpose) => Promise<string>;

/** The keys that the core has to know too: how members are named, how their data is sealed, how orders are signed. */
export type SharedPurpose = Extract<KeyPurpose, "nik-hash" | "feed" | "core">;

export interface FirstKeys {
  /** The stack's parameters (infra/constructs/sealed-keys.ts) by name: ciphertexts, and the public halves as `Jwks`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What is handed to the core's people and kept nowhere else: base64, the core's own secret as Standard Webhooks writes it. */
  readonly shared: Readonly<Record<SharedPurpose, string>>;
}

const KEY_BYTES = 32;

/** Makes all keys of a new stage. In clear they are only in this process, but for those that the core shares. */
export async function firstKeys(wrap: Wrap): Promise<FirstKeys> {
  const [nikHash, data, feed, session] = [1, 2, 3, 4].map(() => randomBytes(KEY_BYTES));
  if (!nikHash || !data || !feed || !session) throw new TypeError("a key is missing");
  const core = `whsec_${randomBytes(KEY_BYTES).toString("base64")}`;
  const token = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const answer = generateKeyPairSync("ed25519").privateKey;
  const audit = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const publicHalves = [publicJwk(token, "ES256"), publicJwk(answer, "EdDSA"), publicJwk(audit, "ES256")];
  return {
    parameters: {
      NikHashKey: await wrap(nikHash, "nik-hash"),
      DataKey: await wrap(data, "data"),
      TokenKey: await wrap(pkcs8(token), "token"),
      AnswerKey: await wrap(pkcs8(answer), "answer"),
      CoreKey: await wrap(Buffer.from(core), "core"),
      FeedKey: await wrap(feed, "feed"),
      AuditKey: await wrap(pkcs8(audit), "audit"),
      SessionKey: await wrap(session, "session"),
      Jwks: JSON.stringify({ keys: await Promise.all(publicHalves) }),
    },
    shared: { "nik-hash": nikHash.toString("base64"), feed: feed.toString("base64"), core },
  };
}

const pkcs8 = (key: KeyObject): Buffer => key.export({ format: "der", type: "pkcs8" });

/** The public half; its id is the RFC 7638 thumbprint, as the functions compute it. */
async function publicJwk(key: KeyObject, alg: string) {
  const jwk = await exportJWK(createPublicKey(key));
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg, use: "sig" };
}
