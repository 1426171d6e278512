import { constants, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loadRsaPublicKey, verifyRsa } from "../../shared/signature/rsa.ts";
import { named, SNAP_VECTORS } from "./snap-vectors.ts";

const V2 = named(SNAP_VECTORS.tokenCalls, "V2");

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = publicKey.export({ format: "pem", type: "spki" }).toString();

describe("RSA", () => {
  it("another key does not verify", () => {
    expect(verifyRsa(loadRsaPublicKey(pem), V2.stringToSign, V2.signature)).toBe(false);
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
