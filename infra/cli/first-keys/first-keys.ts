import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK } from "jose";
import type { KeyPurpose } from "../../../shared/seal/kms-unwrapper.ts";
import type { StageKeys } from "../../stages/stage-keys.ts";

/** Encrypts a key under the stage's seal key, for its purpose alone; base64. */
export type Wrap = (key: Uint8Array, purpose: KeyPurpose) => Promise<string>;

/** The keys that the core has to know too: how members are named, how their data is sealed, how orders are signed. */
export type SharedPurpose = Extract<KeyPurpose, "nik-hash" | "feed" | "core">;

export interface FirstKeys {
  /** The setting `keys` of the stage. */
  readonly keys: StageKeys;
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
    keys: {
      "nik-hash": await wrap(nikHash, "nik-hash"),
      data: await wrap(data, "data"),
      token: await wrap(pkcs8(token), "token"),
      answer: await wrap(pkcs8(answer), "answer"),
      core: await wrap(Buffer.from(core), "core"),
      feed: await wrap(feed, "feed"),
      audit: await wrap(pkcs8(audit), "audit"),
      session: await wrap(session, "session"),
      jwks: { keys: await Promise.all(publicHalves) },
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
