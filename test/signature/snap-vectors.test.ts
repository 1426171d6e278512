import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  bodyHash,
  tokenlessStringToSign,
  tokenStringToSign,
  transactionStringToSign,
} from "../../shared/protocol/snap/string-to-sign.ts";
import { signHmac, verifyHmac } from "../../shared/signature/hmac.ts";
import { minifyJson } from "../../shared/signature/minify.ts";
import { loadRsaPublicKey, verifyRsa } from "../../shared/signature/rsa.ts";
import { pemOf, SNAP_VECTORS } from "./snap-vectors.ts";

const { transactions, transactionsWithoutToken, tokenCalls, hmacs, bodyHashes, mustFail } = SNAP_VECTORS;

describe("known answers (snap-bi 8.31)", () => {
  it.each(transactions)("transaction $name: hash, string and signature", (vector) => {
    const hash = bodyHash(Buffer.from(vector.minifiedBody ?? vector.body));
    expect(hash).toBe(vector.bodySha256);
    expect(transactionStringToSign({ ...vector, bodyHash: hash })).toBe(vector.stringToSign);
    expect(signHmac(vector.secret, vector.stringToSign)).toBe(vector.signature);
  });

  it.each(transactionsWithoutToken)("$name: string and signature, in base64 and hex", (vector) => {
    const text = tokenlessStringToSign({ ...vector, bodyHash: bodyHash(Buffer.from(vector.body)) });
    expect(text).toBe(vector.stringToSign);
    const key = loadRsaPublicKey(pemOf(vector.publicKey));
    expect(verifyRsa(key, text, vector.signature)).toBe(true);
    expect(verifyRsa(key, text, vector.signatureInHex, "hex")).toBe(true);
  });

  it.each(tokenCalls)("token call $name: string and signature", (vector) => {
    const text = tokenStringToSign(vector.clientKey, vector.timestamp);
    expect(text).toBe(vector.stringToSign);
    expect(verifyRsa(loadRsaPublicKey(pemOf(vector.publicKey)), text, vector.signature)).toBe(true);
  });

  it.each(hmacs)("HMAC $name, in base64 and hex", ({ secret, text, signature, signatureInHex }) => {
    expect(signHmac(secret, text)).toBe(signature);
    expect(signHmac(secret, text, "hex")).toBe(signatureInHex);
  });

  it.each(bodyHashes)("hash of $name, snap-bi 8.3: never an empty segment", ({ body, sha256 }) => {
    expect(bodyHash(Buffer.from(body))).toBe(sha256);
  });

  it("snap-bi 8.1: what minifying leaves of the hard body is what was hashed", () => {
    const hard = transactions.find(({ minifiedBody }) => minifiedBody !== undefined);
    expect(Buffer.from(minifyJson(Buffer.from(hard?.body ?? ""))).toString()).toBe(hard?.minifiedBody);
  });
});

describe("signatures that have to be refused", () => {
  it.each(mustFail)("$of: $name", ({ of, signature }) => {
    expect(accepts(of, signature)).toBe(false);
  });

  it("each is another signature, and of something whose right one is taken", () => {
    expect(new Set(mustFail.map(({ signature }) => signature)).size).toBe(mustFail.length);
    for (const vector of [...transactions, ...transactionsWithoutToken, ...tokenCalls]) {
      expect(accepts(vector.name, vector.signature), vector.name).toBe(true);
    }
  });
});

/** What the gateway would say to a signature of the vector of this name, over the body as received or minified. */
function accepts(name: string, signature: string): boolean {
  const transaction = transactions.find((vector) => vector.name === name);
  if (transaction) {
    const bodies = [Buffer.from(transaction.body), minifyJson(Buffer.from(transaction.body))];
    return bodies.some((body) =>
      verifyHmac(
        transaction.secret,
        transactionStringToSign({ ...transaction, bodyHash: bodyHash(body) }),
        signature,
      ),
    );
  }
  const vector = [...transactionsWithoutToken, ...tokenCalls].find((each) => each.name === name);
  if (!vector) throw new Error(`no vector is called ${name}`);
  return verifyRsa(loadRsaPublicKey(pemOf(vector.publicKey)), vector.stringToSign, signature);
}

it("partners get the very same file", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  expect(read("../../docs/partners/vectors.json")).toBe(read("./snap-vectors.json"));
});
