import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Credential } from "../../../shared/partner/credential.ts";
import { newSecret } from "../partner/take-key.ts";

/** Before a rotation and after it. */
export type Generation = "old" | "new";

const MODULUS_BITS = 2048;
const privatePem = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }).toString();
const publicPem = (key: KeyObject) => key.export({ type: "spki", format: "pem" }).toString();

/** The three kinds of key that rotate, both sides of each: an H2H key, and a bank's RSA key and HMAC secret. */
export function keysOf(generation: Generation) {
  const edwards = generateKeyPairSync("ed25519");
  const rsa = generateKeyPairSync("rsa", { modulusLength: MODULUS_BITS });
  const secret = newSecret();
  const state = generation === "old" ? "active" : "next";
  const registered = {
    shop: [
      {
        kind: "h2h-public-key",
        keyId: `kios-${generation}`,
        state,
        algorithm: "ed25519",
        publicKeyPem: publicPem(edwards.publicKey),
      },
    ],
    bank: [
      { kind: "rsa-public-key", keyId: `rsa-${generation}`, state, publicKeyPem: publicPem(rsa.publicKey) },
      { kind: "hmac-secret", keyId: `hmac-${generation}`, state, secret },
    ],
  } as const satisfies Readonly<Record<string, readonly Credential[]>>;
  return {
    registered,
    shop: {
      keyId: `kios-${generation}`,
      algorithm: "ed25519",
      privateKeyPem: privatePem(edwards.privateKey),
    },
    bank: { privateKeyPem: privatePem(rsa.privateKey), clientSecret: secret },
  } as const;
}

export type GenerationKeys = ReturnType<typeof keysOf>;
