import { constants, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loadRsaPublicKey, verifyRsa } from "../../shared/signature/rsa.ts";

const pemOf = (spki: string) =>
  createPublicKey({ key: Buffer.from(spki, "base64"), format: "der", type: "spki" })
    .export({ format: "pem", type: "spki" })
    .toString();

const K1 =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlWbtlh3eM+bW3n5AFj42wddC4L7tQqbLiCFbTv8K67yng9iwK5mEn+UMXiRhvB2JVWFafCPPxFamsiVG3MjneGjC0BYgmpmw4qXnAnyO3nCdCuPtmZ3ljhKvSTPdWZxrcLi1Xa9V/+Pzb8hrjb5iwMn6SZFNeMmZYgFKiSeueo6TPln2PoTqXCzs1HtsM8eUVe8GAsjJe/3dYl992nyXOpG21GgNu8o5T3WOptPg6GdDTWkTWUu483yRbVVy04Pz4L8DDZTDv+WcsAViDn1rA/jB1Auj/UGKx2ovGcBH/a/hor5TbABbODU6cPTHT54K3sSZtvZNV4eFDB1f/4wdfwIDAQAB";
const K2 =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1MiHtiJ+1++1FP2ikE5nPEBmvb5GXW7iwVbcw3ZQHeRya/uRUhrUfz7SO1Q800amRTbVDAZ5ZqufN4llkaHCrCI2cKIKhQ/FBPQoCax50XE6KBOVNJQpm3HIkbDgCyxLrJp6NNT+zJpG7XlWOKlb0x5vhIhLvmnWdyFX3LwZmpixJ67a4cPamTgi6t+rWxF+/qtmHUNsEwhfRRngean7ZkKWaLIuJDTWC6ZjwK/oKUmjmUluS17nI5W1qGErS4QeyJGSnl0Bal8cpOgVeN3C/HFc7B2EG1y8GSZ1f+WldxJYs4INZUaAK1nnRl5lqnpQAhTIO5vN0rR+EBPjrwF/eQIDAQAB";

const V2 = {
  spki: K1,
  text: "G1234325-SNAP|2024-03-01T08:27:49.024Z",
  signature:
    "WzW49tYIgKIBmBi/gVBHGLAkhEaZlXM11zcZxAiyHji6TLPjPbwLu3Z45it25AIeG0XDItcdTSkds47zFEMh6IP0PXPIP1+Ey4RmX/o2fuYRF/xBHvfvKnMmANMTS1axsXBSW3EHqYpbVrkCcqNnB3u+wu63us9WIhRZaWgxgQ2PJLaiVHIwgu9u7jxkWX7Bg4rerZH3RKdQfIJAAJsSN13efR7VdSAyzU7QaKjgislxrLqmesYNJkbD03XLjHdo6YWuzAVV7xdZRpLiGkIAkW7luXTBZYBO+4oENZAPQYzrLeN1qRY1Sr7BgLONCA2QA26BB6SYW4R7qofS9+RyOQ==",
};
const V5 = {
  spki: K2,
  text: "962489e9-de5d-4eb7-92a4-b07d44d64bf4|2020-01-01T00:00:00+07:00",
  signature:
    "h8nyk8eQvd/XxNIokb+jKCvwbwK+bx2BrV0d08qpf6k5K0HJvZQ9g3aGUQDiMWk6ROGSd2P9qAzJIiQiWmxu5cQkE/EeGNsyyNevdUJByFCaWsAKVUQDy1RgaApJ2HlL/2Ou9F0dAsWvUPIyd1mVUDBmxTFg3FqSxbNFzHdpOF+YB+/M+KGgatI9YKUOUFtBF9a5vQRb2TBYQTdC+0sI5t26nsF93OeNZghc/N/f6uHWNxLB8PMuQxibb9uj/CUFTK93oceFJ3WN4yA7bNrVPv4IWCNF5+Ls7n+qOJTZ5DyqK+CVbiasNjda0Hnc/RavqdyeW55/4xHO9vduvK2W+Q==",
};

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = publicKey.export({ format: "pem", type: "spki" }).toString();

describe("RSA", () => {
  it.each([
    ["V2", V2],
    ["V5", V5],
  ])("vector %s: a known token string has its known signature", (_name, { spki, text, signature }) => {
    const key = loadRsaPublicKey(pemOf(spki));
    expect(verifyRsa(key, text, signature)).toBe(true);
    expect(verifyRsa(key, text.replace("|", ":"), signature)).toBe(false);
  });

  it("another key does not verify", () => {
    expect(verifyRsa(loadRsaPublicKey(pem), V2.text, V2.signature)).toBe(false);
  });

  it.each([
    ["PSS padding", { algorithm: "sha256", padding: constants.RSA_PKCS1_PSS_PADDING }],
    ["SHA-1", { algorithm: "sha1", padding: constants.RSA_PKCS1_PADDING }],
    ["SHA-512", { algorithm: "sha512", padding: constants.RSA_PKCS1_PADDING }],
  ])("snap-bi 8.6: only SHA-256 with PKCS#1 v1.5 verifies; refuses %s", (_what, { algorithm, padding }) => {
    const signature = sign(algorithm, Buffer.from("text"), { key: privateKey, padding }).toString("base64");
    expect(verifyRsa(loadRsaPublicKey(pem), "text", signature)).toBe(false);
  });

  it("snap-bi 8.6: the verdict is a boolean, also for a signature of a wrong length", () => {
    const key = loadRsaPublicKey(pem);
    const signature = sign("sha256", Buffer.from("text"), privateKey);
    expect(verifyRsa(key, "text", signature.toString("base64"))).toBe(true);
    expect(verifyRsa(key, "text", signature.subarray(1).toString("base64"))).toBe(false);
    expect(verifyRsa(key, "text", signature.toString("hex"))).toBe(false);
    expect(verifyRsa(key, "text", "")).toBe(false);
  });

  it("snap-bi 8.6: a key below 2048 bits, or of another kind, is not loaded", () => {
    const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;
    const curve = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
    for (const key of [short, curve]) {
      expect(() => loadRsaPublicKey(key.export({ format: "pem", type: "spki" }).toString())).toThrow(
        RangeError,
      );
    }
  });

  it("parses a key once", () => {
    expect(loadRsaPublicKey(pem)).toBe(loadRsaPublicKey(pem));
  });
});
