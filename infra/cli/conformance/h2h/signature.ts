import { constants, createHash, createHmac, createPrivateKey, sign } from "node:crypto";
import type { H2hUnderTest } from "../partner-under-test.ts";

/** Length of the salt in RSA-PSS (RFC 9421 section 3.3.1). */
const PSS_SALT_BYTES = 64;

/**
 * Signs a signature base as a partner's key does (RFC 9421 section 3.3). Written here and not taken from the gateway: a judge who reasons with the defendant's head finds
 * nothing.
 */
export function signBase(
  {
    algorithm,
    privateKeyPem = "",
    secret = "",
  }: Pick<H2hUnderTest, "algorithm" | "privateKeyPem" | "secret">,
  base: string,
): Buffer {
  const bytes = Buffer.from(base);
  if (algorithm === "hmac-sha256") return createHmac("sha256", secret).update(bytes).digest();
  const key = createPrivateKey(privateKeyPem);
  switch (algorithm) {
    case "ed25519":
      return sign(null, bytes, key);
    case "ecdsa-p256-sha256":
      return sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" });
    case "rsa-v1_5-sha256":
      return sign("sha256", bytes, key);
    case "rsa-pss-sha512":
      return sign("sha512", bytes, {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: PSS_SALT_BYTES,
      });
  }
}

/** A Content-Digest header (RFC 9530). */
export const digestOf = (body: Uint8Array, hash: "sha-256" | "sha-512" = "sha-256"): string =>
  `${hash}=:${createHash(hash.replace("-", "")).update(body).digest("base64")}:`;

/** The lines of a signature base, each component by the text that stands for it in the list (RFC 9421 section 2.5). */
export function signatureBase(
  covered: readonly string[],
  parameters: string,
  componentValue: (component: string) => string,
): string {
  const lines = covered.map((component) => `${component}: ${componentValue(component)}`);
  return [...lines, `"@signature-params": (${covered.join(" ")})${parameters}`].join("\n");
}
