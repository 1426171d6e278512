import { createPrivateKey, createPublicKey } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isGenuineAnswer } from "../../infra/cli/h2h-signature.ts";
import {
  bodyHash,
  tokenStringToSign,
  transactionStringToSign,
} from "../../shared/protocol/snap/string-to-sign.ts";
import { verifyHmac } from "../../shared/signature/hmac.ts";
import { verifyRequest } from "../../shared/signature/message-signature.ts";
import { loadRsaPublicKey, verifyRsa } from "../../shared/signature/rsa.ts";
import { readSignature } from "../../shared/signature/signature-input.ts";
import { EXAMPLES, LANGUAGES, type Vector } from "./example-languages.ts";

const VECTORS: Readonly<Record<string, Vector>> = Object.fromEntries(
  readdirSync(join(EXAMPLES, "vectors")).map((file) => [
    file.replace(/\.json$/, ""),
    JSON.parse(readFileSync(join(EXAMPLES, "vectors", file), "utf8")),
  ]),
);

describe("the vectors are what the gateway itself takes", () => {
  const vector = (name: string): Vector => VECTORS[name] ?? {};
  const publicPem = (pem = "") =>
    createPublicKey(createPrivateKey(pem)).export({ type: "spki", format: "pem" }).toString();

  it("token call: RSA over client key and time", () => {
    const {
      clientKey = "",
      timestamp = "",
      privateKeyPem,
      expectedString,
      expected = "",
    } = vector("snap-token");
    expect(expectedString).toBe(tokenStringToSign(clientKey, timestamp));
    expect(verifyRsa(loadRsaPublicKey(publicPem(privateKeyPem)), expectedString ?? "", expected)).toBe(true);
  });

  it("transaction, symmetric with token", () => {
    const {
      method = "",
      path = "",
      accessToken: token = "",
      timestamp = "",
      body = "",
      clientSecret = "",
      ...rest
    } = vector("snap-symmetric");
    const text = transactionStringToSign({
      method,
      path,
      token,
      timestamp,
      bodyHash: bodyHash(Buffer.from(body)),
    });
    expect(rest.expectedString).toBe(text);
    expect(verifyHmac(clientSecret, text, rest.expected ?? "")).toBe(true);
  });

  it("transaction, asymmetric without token", () => {
    const {
      method,
      path,
      timestamp,
      body = "",
      privateKeyPem,
      expectedString,
      expected = "",
    } = vector("snap-asymmetric");
    expect(expectedString).toBe(`${method}:${path}:${bodyHash(Buffer.from(body))}:${timestamp}`);
    expect(verifyRsa(loadRsaPublicKey(publicPem(privateKeyPem)), expectedString ?? "", expected)).toBe(true);
  });

  it.each(["h2h-ed25519", "h2h-hmac-sha256"])("%s: a request that the gateway finds genuine", (name) => {
    const { method = "", path = "", expected = "", algorithm, privateKeyPem, secret = "" } = vector(name);
    const lines = expected.split("\n").map((line) => line.split(": "));
    const headers = new Map(lines.map(([header = "", value = ""]) => [header.toLowerCase(), value]));
    const reading = readSignature(headers);
    if (reading.kind !== "read") throw new Error("the vector's signature cannot be read");
    const key =
      algorithm === "ed25519"
        ? ({ algorithm: "ed25519", publicKeyPem: publicPem(privateKeyPem) } as const)
        : ({ algorithm: "hmac-sha256", secret } as const);
    expect(verifyRequest(reading.input, { method, path, headers }, key)).toEqual({ kind: "genuine" });
  });

  it.each(["h2h-answer", "h2h-answer-changed", "h2h-answer-of-another-request"])(
    "%s: genuine or not by our own client",
    (name) => {
      const v = vector(name);
      const headers = new Map([
        ["content-type", v.contentType ?? ""],
        ["content-digest", v.contentDigest ?? ""],
        ["signature-input", v.signatureInput ?? ""],
        ["signature", v.signature ?? ""],
      ]);
      const request = {
        method: v.method ?? "",
        path: v.path ?? "",
        headers: new Map([["signature", v.requestSignature ?? ""]]),
      };
      const jwk = { kty: "OKP", crv: "Ed25519", x: v.publicKeyX ?? "" };
      const pem = createPublicKey({ key: jwk, format: "jwk" })
        .export({ type: "spki", format: "pem" })
        .toString();
      const answer = { status: Number(v.status), headers, body: Buffer.from(v.body ?? "") };
      expect(isGenuineAnswer(answer, request, () => pem)).toBe(v.expected === "genuine");
    },
  );
});

/** A language that this machine cannot run says so in the name of its tests. */
const named = LANGUAGES.map((language) => {
  const { name, missing } = language;
  return [missing === undefined ? name : `${name} (not checked: ${missing})`, language] as const;
});

describe.each(named)("the examples in %s", (_, { missing, can, run }) => {
  it.skipIf(missing !== undefined).for(Object.entries(VECTORS))(
    "%s",
    // The first of a compiled language builds its standard library where no cache is warm: 19 s here.
    { timeout: 120_000 },
    ([, { expected, expectedString, ...vector }], { skip }) => {
      skip(!can(vector), "python3 has no package `cryptography`");
      const { printed, signed } = run(vector);
      expect([printed, signed]).toEqual([expected, expectedString]);
    },
  );
});
