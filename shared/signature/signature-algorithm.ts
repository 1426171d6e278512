import {
  constants,
  createHmac,
  createPublicKey,
  type KeyObject,
  timingSafeEqual,
  type VerifyKeyObjectInput,
  verify,
} from "node:crypto";

type PublicKeyAlgorithm = "ed25519" | "ecdsa-p256-sha256" | "rsa-v1_5-sha256" | "rsa-pss-sha512";

/** A key with the one algorithm it is for (RFC 9421 section 3.3): the key decides how a signature is checked, never the message. */
export type SignatureKey =
  | { readonly algorithm: PublicKeyAlgorithm; readonly publicKeyPem: string }
  | { readonly algorithm: "hmac-sha256"; readonly secret: string };

interface AlgorithmRule {
  readonly digest: "sha256" | "sha512" | null;
  readonly fits: (key: KeyObject) => boolean;
  /** Ways to check, tried in turn. */
  readonly options: (key: KeyObject) => readonly Omit<VerifyKeyObjectInput, "key">[];
}

const MODULUS_BITS_MIN = 2048;
/** SHA-512's own length, and so the salt that RFC 9421 section 3.3.1 asks for. */
const PSS_SALT_BYTES = 64;
/** PSS needs two bytes besides salt and digest (RFC 8017 section 9.1.1). */
const PSS_FRAME_BYTES = 2;

const modulusBits = (key: KeyObject): number => key.asymmetricKeyDetails?.modulusLength ?? 0;

const isRsa = (key: KeyObject, ...types: readonly string[]) =>
  types.includes(key.asymmetricKeyType ?? "") && modulusBits(key) >= MODULUS_BITS_MIN;

/** The RFC's salt, or the longest that fits: OpenSSL's default, with which Node's clients sign who set none. */
function pssOptions(key: KeyObject): readonly Omit<VerifyKeyObjectInput, "key">[] {
  const longest = Math.ceil(modulusBits(key) / 8) - PSS_SALT_BYTES - PSS_FRAME_BYTES;
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return [PSS_SALT_BYTES, longest].map((saltLength) => ({ padding, saltLength }));
}

const RULES: Readonly<Record<PublicKeyAlgorithm, AlgorithmRule>> = {
  ed25519: { digest: null, fits: (key) => key.asymmetricKeyType === "ed25519", options: () => [{}] },
  "ecdsa-p256-sha256": {
    digest: "sha256",
    fits: (key) => key.asymmetricKeyDetails?.namedCurve === "prime256v1",
    options: () => [{ dsaEncoding: "ieee-p1363" }],
  },
  "rsa-v1_5-sha256": {
    digest: "sha256",
    fits: (key) => isRsa(key, "rsa"),
    options: () => [{ padding: constants.RSA_PKCS1_PADDING }],
  },
  "rsa-pss-sha512": {
    digest: "sha512",
    fits: (key) => isRsa(key, "rsa", "rsa-pss"),
    options: pssOptions,
  },
};

/** Parsing a PEM costs as much as a verification; the registry hands the same texts out again every ten seconds. */
const CACHED_KEYS_MAX = 256;
const cachedKeys = new Map<string, KeyObject>();

/**
 * Says whether a signature is this key's over the text; a secret is compared in constant time.
 * @throws RangeError when the key is not one for its algorithm, or RSA of fewer than 2048 bits: the registry is at fault then, not the caller.
 */
export function verifySignature(key: SignatureKey, text: string, signature: Buffer): boolean {
  if (key.algorithm === "hmac-sha256") {
    const expected = createHmac("sha256", key.secret).update(text).digest();
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }
  const { digest, options } = RULES[key.algorithm];
  const publicKey = loadPublicKey(key);
  const bytes = Buffer.from(text);
  return options(publicKey).some((way) => verify(digest, bytes, { key: publicKey, ...way }, signature));
}

/** Loads the public key of an algorithm from PEM. @throws RangeError as above */
export function loadPublicKey({
  algorithm,
  publicKeyPem,
}: Extract<SignatureKey, { publicKeyPem: string }>): KeyObject {
  const name = `${algorithm} ${publicKeyPem}`;
  const cached = cachedKeys.get(name);
  if (cached) return cached;
  const key = createPublicKey(publicKeyPem);
  if (!RULES[algorithm].fits(key)) {
    throw new RangeError(`not a key for ${algorithm}: ${key.asymmetricKeyType}`);
  }
  if (cachedKeys.size >= CACHED_KEYS_MAX) cachedKeys.clear();
  cachedKeys.set(name, key);
  return key;
}
