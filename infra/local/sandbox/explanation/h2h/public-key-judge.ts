import { constants, createPublicKey, type KeyObject, type VerifyKeyObjectInput, verify } from "node:crypto";
import type { H2hAlgorithm } from "../../../../../shared/partner/credential.ts";
import type { HeldPublicKey } from "../key-ring-of-partner.ts";
import { type NearMiss, nearMiss } from "../near-miss.ts";
import type { Judge } from "../search-near-miss.ts";
import type { SignatureReading } from "../signature-readings.ts";
import type { Effort } from "../signing-text.ts";

const IN_DER = nearMiss("signature-der");
const SALT = nearMiss("pss-salt");
const OTHER_HASH = nearMiss("signature-other-hash");
const OTHER_PADDING = nearMiss("rsa-other-padding");

/** A way to check a signature, and what it means if that way succeeds. */
interface Way {
  readonly hash: string | null;
  readonly options: Omit<VerifyKeyObjectInput, "key">;
  readonly misses: readonly NearMiss[];
  /** With how much effort it is tried. */
  readonly efforts: readonly Effort[];
}

const ALWAYS: readonly Effort[] = ["all", "keys", "due"];
const ONCE: readonly Effort[] = ["all"];
const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_AUTO } = constants;
const PKCS1 = { padding: RSA_PKCS1_PADDING };
const PSS = { padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_AUTO };
const RAW = { dsaEncoding: "ieee-p1363" } as const;
const DER = { dsaEncoding: "der" } as const;

/** The right way of each algorithm first. A salt that is not due shows in the right way, because any salt is let through here. */
const WAYS: Readonly<Record<Exclude<H2hAlgorithm, "hmac-sha256">, readonly Way[]>> = {
  ed25519: [{ hash: null, options: {}, misses: [], efforts: ALWAYS }],
  "ecdsa-p256-sha256": [
    { hash: "sha256", options: RAW, misses: [], efforts: ALWAYS },
    { hash: "sha256", options: DER, misses: [IN_DER], efforts: ALWAYS },
    { hash: "sha512", options: RAW, misses: [OTHER_HASH], efforts: ONCE },
    { hash: "sha512", options: DER, misses: [OTHER_HASH, IN_DER], efforts: ONCE },
  ],
  "rsa-v1_5-sha256": [
    { hash: "sha256", options: PKCS1, misses: [], efforts: ALWAYS },
    { hash: "sha512", options: PKCS1, misses: [OTHER_HASH], efforts: ONCE },
    { hash: "sha256", options: PSS, misses: [OTHER_PADDING], efforts: ONCE },
    { hash: "sha512", options: PSS, misses: [OTHER_PADDING, OTHER_HASH], efforts: ONCE },
  ],
  "rsa-pss-sha512": [
    { hash: "sha512", options: PSS, misses: [], efforts: ALWAYS },
    { hash: "sha256", options: PSS, misses: [OTHER_HASH], efforts: ONCE },
    { hash: "sha512", options: PKCS1, misses: [OTHER_PADDING], efforts: ONCE },
    { hash: "sha256", options: PKCS1, misses: [OTHER_PADDING, OTHER_HASH], efforts: ONCE },
  ],
};

const P256_BYTES = 64;
/** The RFC's salt; the longest that fits is taken too. */
const SALT_BYTES = 64;
/** PSS needs two bytes besides salt and digest (RFC 8017 section 9.1.1). */
const PSS_FRAME_BYTES = 2;

/** A judge of signatures made with a private key. Costs a verification a candidate, 0.1 ms, so other keys are tried with the right text only. */
export function publicKeyJudge(readings: readonly SignatureReading[], held: readonly HeldPublicKey[]): Judge {
  const keys = held.flatMap(({ credential, misses }) => {
    const key = createPublicKey(credential.publicKeyPem);
    return "algorithm" in credential ? [{ key, misses, ways: WAYS[credential.algorithm] }] : [];
  });
  return (text, effort) => {
    const bytes = Buffer.from(text);
    for (const { key, misses, ways } of effort === "all" ? keys : keys.slice(0, 1)) {
      for (const way of ways.filter(({ efforts }) => efforts.includes(effort))) {
        for (const reading of readings) {
          if (!couldBe(way.options, reading.bytes)) continue;
          if (!verify(way.hash, bytes, { key, ...way.options }, reading.bytes)) continue;
          const salt = hasDueSalt(key, way, bytes, reading.bytes) ? [] : [SALT];
          return [...misses, ...way.misses, ...salt, ...reading.misses];
        }
      }
    }
    return undefined;
  };
}

function hasDueSalt(key: KeyObject, { hash, options }: Way, bytes: Buffer, signature: Buffer): boolean {
  if (options !== PSS || hash !== "sha512") return true;
  const modulusBytes = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  const longest = modulusBytes - SALT_BYTES - PSS_FRAME_BYTES;
  return [SALT_BYTES, longest].some((saltLength) =>
    verify(hash, bytes, { key, ...PSS, saltLength }, signature),
  );
}

/** Length tells the two forms of ECDSA apart without a verification. */
function couldBe(options: Way["options"], { length }: Buffer): boolean {
  if (options === RAW) return length === P256_BYTES;
  if (options === DER) return length !== P256_BYTES;
  return true;
}
