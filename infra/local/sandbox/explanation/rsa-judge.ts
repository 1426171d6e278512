import { constants, createHash, createPublicKey, type KeyObject, publicDecrypt, verify } from "node:crypto";
import type { HeldPublicKey } from "./key-ring-of-partner.ts";
import { type NearMiss, nearMiss } from "./near-miss.ts";
import type { Judge } from "./search-near-miss.ts";
import type { SignatureReading } from "./signature-readings.ts";

const OTHER_HASH = nearMiss("rsa-other-hash");
const PSS = nearMiss("rsa-pss-padding");
export const KEY_NOT_REGISTERED = nearMiss("key-not-registered");

/** ASN.1 in front of each digest in an RSA signature (RFC 8017 section 9.2). */
const DIGEST_INFO: Readonly<Record<string, string>> = {
  sha256: "3031300d060960864801650304020105000420",
  sha512: "3051300d060960864801650304020305000440",
  sha384: "3041300d060960864801650304020205000430",
  sha1: "3021300906052b0e03021a05000414",
  md5: "3020300c06082a864886f70d020505000410",
};

/** What is inside a signature of PKCS#1 v1.5: the digest that was signed, readable with the public key. */
interface Imprint {
  readonly hash: string;
  readonly digest: Buffer;
  readonly misses: readonly NearMiss[];
}

/** A judge of RSA signatures, and whether any held key made the signature at all, whatever it signed. */
export interface RsaJudge {
  readonly judge: Judge;
  readonly isOfHeldKey: boolean;
}

/**
 * Opens the signature with each public key instead of verifying candidate by candidate: one operation tells which key signed and what digest, and each
 * candidate then costs a hash.
 */
export function rsaJudge(readings: readonly SignatureReading[], held: readonly HeldPublicKey[]): RsaJudge {
  const keys = held.flatMap(({ credential, misses }) => {
    const key = createPublicKey(credential.publicKeyPem);
    return key.asymmetricKeyType === "rsa" ? [{ key, misses }] : [];
  });
  const imprints = keys.flatMap(({ key, misses }) => imprintsOf(key, readings, misses));
  const judge: Judge = (text, effort) => {
    for (const { hash, digest, misses } of imprints) {
      if (createHash(hash).update(text).digest().equals(digest)) {
        return [...misses, ...(hash === "sha256" ? [] : [OTHER_HASH])];
      }
    }
    return effort === "all" ? asPss(text, keys, readings) : undefined;
  };
  return { judge, isOfHeldKey: imprints.length > 0 };
}

function imprintsOf(
  key: KeyObject,
  readings: readonly SignatureReading[],
  misses: readonly NearMiss[],
): readonly Imprint[] {
  return readings.flatMap((reading) => {
    const inside = opened(key, reading.bytes)?.toString("hex");
    if (inside === undefined) return [];
    const [hash, prefix] =
      Object.entries(DIGEST_INFO).find(([, each]) => inside.startsWith(each)) ?? ([] as const);
    if (hash === undefined || prefix === undefined) return [];
    const digest = Buffer.from(inside.slice(prefix.length), "hex");
    return [{ hash, digest, misses: [...misses, ...reading.misses] }];
  });
}

function opened(key: KeyObject, signature: Buffer): Buffer | undefined {
  if (signature.length * 8 !== (key.asymmetricKeyDetails?.modulusLength ?? 0)) return undefined;
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
  } catch {
    return undefined;
  }
}

const PSS_HASHES = ["sha256", "sha512"];

function asPss(
  text: string | Buffer,
  keys: readonly { key: KeyObject; misses: readonly NearMiss[] }[],
  readings: readonly SignatureReading[],
): readonly NearMiss[] | undefined {
  const way = {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_AUTO,
  };
  for (const { key, misses } of keys) {
    for (const reading of readings) {
      if (reading.bytes.length * 8 !== (key.asymmetricKeyDetails?.modulusLength ?? 0)) continue;
      for (const hash of PSS_HASHES) {
        if (verify(hash, Buffer.from(text), { key, ...way }, reading.bytes)) {
          return [...misses, PSS, ...reading.misses];
        }
      }
    }
  }
  return undefined;
}
