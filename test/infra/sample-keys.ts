import type { StageKeys } from "../../infra/stages/stage-keys.ts";
import type { KeyPurpose } from "../../shared/seal/kms-unwrapper.ts";

const ciphertext = (of: string) => Buffer.from(`AQICAH-${of}`.padEnd(120, ".")).toString("base64");

/** A stage's keys in the form that KMS gives them; no key is in them. `changed` is as it would be after its rotation. */
export const sampleKeys = (changed?: KeyPurpose): StageKeys => {
  const of = (purpose: KeyPurpose) => ciphertext(purpose === changed ? `${purpose}-2` : purpose);
  return {
    ...{ "nik-hash": of("nik-hash"), data: of("data"), token: of("token"), answer: of("answer") },
    ...{ core: of("core"), feed: of("feed"), audit: of("audit"), session: of("session") },
    jwks: { keys: [{ kty: "OKP", crv: "Ed25519", x: "AAAA", kid: "key-1" }] },
  };
};
