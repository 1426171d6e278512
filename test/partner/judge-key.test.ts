import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import type { H2hAlgorithm } from "../../shared/partner/credential.ts";
import { judgeKey } from "../../shared/partner/judge-key.ts";

const pem = (key: KeyObject) => key.export({ type: "spki", format: "pem" }).toString();
const rsa = (modulusLength: number, publicExponent = 65_537) =>
  generateKeyPairSync("rsa", { modulusLength, publicExponent });
const edwards = generateKeyPairSync("ed25519");
const strongRsa = rsa(2048);
const elliptic = (namedCurve: string) => pem(generateKeyPairSync("ec", { namedCurve }).publicKey);
const pss = generateKeyPairSync("rsa-pss", { modulusLength: 2048 });

const snapKey = (publicKeyPem: string) =>
  ({ kind: "rsa-public-key", keyId: "k", state: "next", publicKeyPem }) as const;
const h2hKey = (algorithm: Exclude<H2hAlgorithm, "hmac-sha256">, publicKeyPem: string) =>
  ({ kind: "h2h-public-key", keyId: "k", state: "next", algorithm, publicKeyPem }) as const;
const secret = (text: string) => ({ kind: "hmac-secret", keyId: "s", state: "next", secret: text }) as const;

it.each([
  ["RSA of 2048 bits for SNAP", snapKey(pem(strongRsa.publicKey))],
  ["Ed25519", h2hKey("ed25519", pem(edwards.publicKey))],
  ["P-256", h2hKey("ecdsa-p256-sha256", elliptic("P-256"))],
  ["RSA for PSS", h2hKey("rsa-pss-sha512", pem(strongRsa.publicKey))],
  ["a key that is for PSS alone", h2hKey("rsa-pss-sha512", pem(pss.publicKey))],
  ["32 random bytes in base64url", secret(randomBytes(32).toString("base64url"))],
  ["32 random bytes in hex", secret(randomBytes(32).toString("hex"))],
])("%s is taken", (_, credential) => {
  expect(judgeKey(credential)).toBeUndefined();
});

it.each([
  ["RSA of 1024 bits", snapKey(pem(rsa(1024).publicKey)), "rsa-too-short"],
  ["RSA of 2047 bits", snapKey(pem(rsa(2047).publicKey)), "rsa-too-short"],
  ["an exponent of 3", snapKey(pem(rsa(2048, 3).publicKey)), "rsa-exponent-weak"],
  ["P-384", h2hKey("ecdsa-p256-sha256", elliptic("P-384")), "wrong-curve"],
  ["secp256k1, which has 256 bits too", h2hKey("ecdsa-p256-sha256", elliptic("secp256k1")), "wrong-curve"],
  ["an Ed25519 key for SNAP's token call", snapKey(pem(edwards.publicKey)), "wrong-type"],
  ["an RSA key said to be Ed25519", h2hKey("ed25519", pem(strongRsa.publicKey)), "wrong-type"],
  [
    "a key for PSS alone where PKCS#1 v1.5 is signed",
    h2hKey("rsa-v1_5-sha256", pem(pss.publicKey)),
    "wrong-type",
  ],
  ["the private half", h2hKey("ed25519", privatePem(edwards.privateKey)), "private-key-given"],
  ["the private half in the old form", snapKey(oldPrivatePem(strongRsa.privateKey)), "private-key-given"],
  ["a private key as a secret", secret(privatePem(edwards.privateKey)), "private-key-given"],
  ["something else", snapKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"), "not-a-key"],
  ["nothing", snapKey(""), "not-a-key"],
  [
    "31 bytes",
    secret(
      randomBytes(31)
        .toString("latin1")
        .replaceAll(/[^a-z]/g, "q")
        .padEnd(31)
        .slice(0, 31),
    ),
    "secret-too-short",
  ],
  ["one letter 32 times", secret("k".repeat(32)), "secret-guessable"],
  ["a counter", secret("0123456789abcdefghijklmnopqrstuvwxyz"), "secret-guessable"],
  ["one word again and again", secret("Rahasia-Bank-1!Rahasia-Bank-1!Rahasia-Bank-1!"), "secret-guessable"],
  ["few characters", secret("abcabcbacbacabcbabcacbabcabcbacbacab"), "secret-guessable"],
])("%s is refused", (_, credential, kind) => {
  expect(judgeKey(credential)?.kind).toBe(kind);
});

it("says what was found", () => {
  expect(judgeKey(snapKey(pem(rsa(1024).publicKey)))).toEqual({ kind: "rsa-too-short", bits: 1024 });
});

function privatePem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}
function oldPrivatePem(key: KeyObject): string {
  return key.export({ type: "pkcs1", format: "pem" }).toString();
}
