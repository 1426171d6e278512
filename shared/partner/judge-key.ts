import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import type { Credential } from "./credential.ts";

/** Why a key is not taken. */
export type KeyFault =
  | { readonly kind: "not-a-key" }
  /** The partner sent the half that it must keep; whoever saw the file can sign for it. */
  | { readonly kind: "private-key-given" }
  | { readonly kind: "certificate-given" }
  | { readonly kind: "wrong-type"; readonly expected: string; readonly found: string }
  | { readonly kind: "rsa-too-short"; readonly bits: number }
  | { readonly kind: "wrong-curve"; readonly curve: string }
  /** RSA with an exponent under 65537 has been broken by careless padding too often. */
  | { readonly kind: "rsa-exponent-weak"; readonly exponent: string }
  | { readonly kind: "secret-too-short"; readonly bytes: number }
  | { readonly kind: "secret-guessable" };

const MODULUS_BITS_MIN = 2048;
const EXPONENT_MIN = 65_537n;
const SECRET_BYTES_MIN = 32;
/** 32 random bytes in base64url have 25 different characters and more, and 32 in hex 12 and more, both but once in a million times. */
const SECRET_CHARACTERS_MIN = 10;
/** A sample, a sentence and a counter have long runs that a random text has not. */
const SECRET_RUN_MAX = 6;

/** The types that each kind of credential may have. A PSS key says by itself that it is for nothing else. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  "rsa-public-key": ["rsa"],
  ed25519: ["ed25519"],
  "ecdsa-p256-sha256": ["ec"],
  "rsa-v1_5-sha256": ["rsa"],
  "rsa-pss-sha512": ["rsa", "rsa-pss"],
};

/** Says what is wrong with a credential that somebody wants to register; nothing when it is strong (snap-bi.md 8.6; NIST SP 800-131A for RSA). */
export function judgeKey(credential: Credential): KeyFault | undefined {
  if ("secret" in credential) return judgeSecret(credential.secret);
  const { publicKeyPem } = credential;
  const form = formFault(publicKeyPem);
  if (form) return form;
  const key = createPublicKey(publicKeyPem);
  const types = TYPES["algorithm" in credential ? credential.algorithm : credential.kind] ?? [];
  const found = key.asymmetricKeyType ?? "unknown";
  if (!types.includes(found)) return { kind: "wrong-type", expected: types.join(" / "), found };
  return found === "ec" ? curveFault(key) : found.startsWith("rsa") ? rsaFault(key) : undefined;
}

/** A PEM that is no public key, and what it is instead. */
function formFault(pem: string): KeyFault | undefined {
  if (pem.includes("PRIVATE KEY") || opens(() => createPrivateKey(pem))) return { kind: "private-key-given" };
  if (pem.includes("BEGIN CERTIFICATE") && opens(() => new X509Certificate(pem)))
    return { kind: "certificate-given" };
  return opens(() => createPublicKey(pem)) ? undefined : { kind: "not-a-key" };
}

function opens(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch {
    return false;
  }
}

function rsaFault({ asymmetricKeyDetails }: KeyObject): KeyFault | undefined {
  const { modulusLength: bits = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
  if (bits < MODULUS_BITS_MIN) return { kind: "rsa-too-short", bits };
  if (publicExponent < EXPONENT_MIN) return { kind: "rsa-exponent-weak", exponent: String(publicExponent) };
  return undefined;
}

function curveFault({ asymmetricKeyDetails }: KeyObject): KeyFault | undefined {
  const curve = asymmetricKeyDetails?.namedCurve ?? "unknown";
  return curve === "prime256v1" ? undefined : { kind: "wrong-curve", curve };
}

function judgeSecret(secret: string): KeyFault | undefined {
  if (secret.includes("PRIVATE KEY")) return { kind: "private-key-given" };
  const bytes = Buffer.byteLength(secret);
  if (bytes < SECRET_BYTES_MIN) return { kind: "secret-too-short", bytes };
  const isPoor = new Set(secret).size < SECRET_CHARACTERS_MIN;
  return isPoor || longestRun(secret) > SECRET_RUN_MAX || repeats(secret)
    ? { kind: "secret-guessable" }
    : undefined;
}

/** The longest stretch of characters that are equal or follow each other: `aaaa`, `1234`, `dcba`. */
function longestRun(text: string): number {
  let longest = 1;
  for (const step of [0, 1, -1]) {
    let run = 1;
    for (let at = 1; at < text.length; at++) {
      run = text.charCodeAt(at) - text.charCodeAt(at - 1) === step ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
  }
  return longest;
}

/** Whether the text is one shorter text several times over. */
function repeats(text: string): boolean {
  return `${text}${text}`.indexOf(text, 1) < text.length;
}
