import {
  constants,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  type SignKeyObjectInput,
  sign,
} from "node:crypto";
import { createSigner, createVerifier, httpbis } from "http-message-signatures";
import { describe, expect, it } from "vitest";
import { instant } from "../../shared/calendar/calendar.ts";
import { contentDigest } from "../../shared/signature/content-digest.ts";
import { signAnswer, verifyRequest } from "../../shared/signature/message-signature.ts";
import {
  loadPublicKey,
  type SignatureKey,
  verifySignature,
} from "../../shared/signature/signature-algorithm.ts";
import type { SignableRequest } from "../../shared/signature/signature-base.ts";
import { readSignature } from "../../shared/signature/signature-input.ts";

const pem = (key: KeyObject) => key.export({ type: "spki", format: "pem" }).toString();
const pkcs8 = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }).toString();

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const edwards = generateKeyPairSync("ed25519");
const SECRET = "secret-of-a-minimarket-0001";

const KEYS: Readonly<Record<string, { readonly sender: string; readonly ours: SignatureKey }>> = {
  ed25519: {
    sender: pkcs8(edwards.privateKey),
    ours: { algorithm: "ed25519", publicKeyPem: pem(edwards.publicKey) },
  },
  "ecdsa-p256-sha256": {
    sender: pkcs8(p256.privateKey),
    ours: { algorithm: "ecdsa-p256-sha256", publicKeyPem: pem(p256.publicKey) },
  },
  "rsa-v1_5-sha256": {
    sender: pkcs8(rsa.privateKey),
    ours: { algorithm: "rsa-v1_5-sha256", publicKeyPem: pem(rsa.publicKey) },
  },
  "rsa-pss-sha512": {
    sender: pkcs8(rsa.privateKey),
    ours: { algorithm: "rsa-pss-sha512", publicKeyPem: pem(rsa.publicKey) },
  },
  "hmac-sha256": { sender: SECRET, ours: { algorithm: "hmac-sha256", secret: SECRET } },
};
const ALGORITHMS = Object.keys(KEYS);
const keyFor = (algorithm: string) =>
  KEYS[algorithm] ?? { sender: "", ours: { algorithm: "hmac-sha256", secret: "" } };

const BODY = '{"hello": "world"}';
const REQUEST = {
  method: "POST",
  url: "https://gateway.example:443/h2h/v1/payments",
  headers: {
    Host: "gateway.example",
    "Content-Type": "application/json",
    "Content-Digest": contentDigest(Buffer.from(BODY)),
    "Idempotency-Key": "K-1",
  },
};
const FIELDS = [
  "@method",
  "@path",
  "@query",
  "@authority",
  "content-digest",
  "idempotency-key",
  "content-type",
];

/** The request as our side receives it. */
function received({
  method,
  headers,
}: {
  method: string;
  headers: Record<string, string | string[]>;
}): SignableRequest {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return { method, path: "/h2h/v1/payments", headers: new Map(lower) };
}

function verdictOf(request: SignableRequest, key: SignatureKey): string {
  const reading = readSignature(request.headers);
  return reading.kind === "read" ? verifyRequest(reading.input, request, key).kind : reading.kind;
}

describe("a request signed by a client that we did not write (http-message-signatures)", () => {
  const signed = (algorithm: string, more: object = {}) =>
    httpbis.signMessage(
      { key: createSigner(keyFor(algorithm).sender, algorithm, "key-1"), fields: FIELDS, ...more },
      REQUEST,
    );

  it.each(ALGORITHMS)(
    "%s: is genuine, and wrong once anything that it covers has changed",
    async (algorithm) => {
      const request = received(await signed(algorithm));
      const key = keyFor(algorithm).ours;
      expect(verdictOf(request, key)).toBe("genuine");
      const altered = (name: string, value: string): SignableRequest => ({
        ...request,
        headers: new Map([...request.headers, [name, value]]),
      });
      expect(verdictOf({ ...request, method: "PUT" }, key)).toBe("wrong");
      expect(verdictOf({ ...request, path: "/h2h/v1/payments/x" }, key)).toBe("wrong");
      expect(verdictOf(altered("idempotency-key", "K-2"), key)).toBe("wrong");
      expect(verdictOf(altered("host", "other.example"), key)).toBe("wrong");
      expect(verdictOf(altered("content-digest", contentDigest(Buffer.from("{}"))), key)).toBe("wrong");
      const input = request.headers.get("signature-input") ?? "";
      expect(verdictOf(altered("signature-input", input.replace(/created=\d+/, "created=1")), key)).toBe(
        "wrong",
      );
    },
  );

  it.each(ALGORITHMS)(
    "%s: another key's signature is wrong, whatever the message says of it",
    async (algorithm) => {
      const request = received(await signed(algorithm));
      for (const other of ALGORITHMS.filter((name) => name !== algorithm)) {
        expect(verdictOf(request, keyFor(other).ours)).toBe("wrong");
      }
    },
  );

  it("reads created, expires, keyid and alg, and tolerates a nonce and a tag", async () => {
    const created = new Date(1_790_000_000_000);
    const reading = readSignature(
      received(
        await signed("ed25519", {
          params: ["created", "expires", "keyid", "alg", "nonce", "tag"],
          paramValues: { created, expires: new Date(created.getTime() + 60_000), nonce: "n-1", tag: "till" },
        }),
      ).headers,
    );
    expect(reading).toMatchObject({
      kind: "read",
      input: { created: 1_790_000_000, expires: 1_790_000_060, keyId: "key-1", algorithm: "ed25519" },
    });
  });

  it("a component that the message lacks, or that the profile does not take, is named", async () => {
    const headers = new Map([
      ["signature-input", 's=("@path" "x-absent");created=1'],
      ["signature", "s=:AAAA:"],
    ]);
    const absent = (input: string) => {
      const request = {
        method: "GET",
        path: "/",
        headers: new Map([...headers, ["signature-input", input]]),
      };
      const reading = readSignature(request.headers);
      return reading.kind === "read" && verifyRequest(reading.input, request, keyFor("hmac-sha256").ours);
    };
    for (const component of ['"x-absent"', '"@target-uri"', '"@status"', '"signature";sf', '"@path";req']) {
      expect(absent(`s=(${component});created=1`)).toEqual({ kind: "component-absent", component });
    }
  });

  it.each([
    [{ "signature-input": 'a=("@path");created=1, b=("@path");created=1', signature: "a=:AAAA:, b=:AAAA:" }],
    [{ "signature-input": 'a=("@path");created=1', signature: "b=:AAAA:" }],
    [{ "signature-input": 'a=("@path");created=1' }],
    [{ signature: "a=:AAAA:" }],
    [{ "signature-input": 'a="@path"', signature: "a=:AAAA:" }],
    [{ "signature-input": 'a=("@path" "@path");created=1', signature: "a=:AAAA:" }],
    [{ "signature-input": "a=(path);created=1", signature: "a=:AAAA:" }],
    [{ "signature-input": 'a=("@path");created="1"', signature: "a=:AAAA:" }],
    [{ "signature-input": 'a=("@path");keyid=1', signature: "a=:AAAA:" }],
    [{ "signature-input": 'a=("@path");created=1', signature: 'a="AAAA"' }],
    [{ "signature-input": "", signature: "" }],
  ])("is malformed: %j", (headers) => {
    expect(readSignature(new Map(Object.entries(headers))).kind).toBe("malformed");
  });

  it("no signature at all is absent", () => {
    expect(readSignature(new Map()).kind).toBe("absent");
  });
});

describe("keys", () => {
  const text = "text to sign";
  const way = (padding: number, saltLength: number): SignKeyObjectInput => ({
    key: rsa.privateKey,
    padding,
    saltLength,
  });

  it("rsa-pss-sha512 takes the RFC's salt of 64 bytes and the longest one, no other", async () => {
    const key = keyFor("rsa-pss-sha512").ours;
    const verdict = (saltLength: number) =>
      verifySignature(
        key,
        text,
        sign("sha512", Buffer.from(text), way(constants.RSA_PKCS1_PSS_PADDING, saltLength)),
      );
    expect([0, 32, 64, 190].map(verdict)).toEqual([false, false, true, true]);
  });

  it("ecdsa-p256-sha256 is 64 bytes of r and s; the DER form that openssl writes is wrong", async () => {
    const key = keyFor("ecdsa-p256-sha256").ours;
    expect(verifySignature(key, text, sign("sha256", Buffer.from(text), p256.privateKey))).toBe(false);
  });

  it("hmac-sha256 of another length or another secret is wrong", async () => {
    const mac = createHmac("sha256", SECRET).update(text).digest();
    const key = keyFor("hmac-sha256").ours;
    expect(verifySignature(key, text, mac)).toBe(true);
    expect(verifySignature(key, text, mac.subarray(0, 31))).toBe(false);
    expect(verifySignature({ algorithm: "hmac-sha256", secret: "other" }, text, mac)).toBe(false);
  });

  it("a registry key that is not of its algorithm, or too short, is a fault", async () => {
    const short = pem(generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey);
    expect(() => loadPublicKey({ algorithm: "rsa-v1_5-sha256", publicKeyPem: short })).toThrow(RangeError);
    expect(() => loadPublicKey({ algorithm: "rsa-pss-sha512", publicKeyPem: short })).toThrow(RangeError);
    const wrong = pem(edwards.publicKey);
    expect(() => loadPublicKey({ algorithm: "ecdsa-p256-sha256", publicKeyPem: wrong })).toThrow(RangeError);
    const curve = pem(generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey);
    expect(() => loadPublicKey({ algorithm: "ecdsa-p256-sha256", publicKeyPem: curve })).toThrow(RangeError);
  });
});

describe("our answers", () => {
  it("verify with http-message-signatures, and are bound to their request", async () => {
    const request = await httpbis.signMessage(
      { key: createSigner(SECRET, "hmac-sha256", "key-1"), fields: FIELDS },
      REQUEST,
    );
    const headers = {
      "content-type": "application/json",
      "content-digest": contentDigest(Buffer.from("{}")),
    };
    const signature = signAnswer(
      { status: 201, headers: new Map(Object.entries(headers)), request: received(request) },
      { own: ["@status", "content-type", "content-digest"], ofRequest: ["@method", "@path", "signature"] },
      { keyId: "answer-1", privateKey: edwards.privateKey },
      instant(Math.floor(Date.now() / 1000) * 1000),
    );
    const verify = createVerifier(pem(edwards.publicKey), "ed25519");
    const judged = (answer: { status: number; headers: Record<string, string> }, asked: typeof request) =>
      httpbis.verifyMessage(
        { keyLookup: async ({ keyid }) => (keyid === "answer-1" ? { verify } : null) },
        answer,
        asked,
      );
    const answer = { status: 201, headers: { ...headers, ...signature } };
    expect(await judged(answer, request)).toBe(true);
    expect(await judged({ ...answer, status: 200 }, request)).toBe(false);
    const other = { ...request, url: "https://gateway.example/h2h/v1/inquiries" };
    expect(await judged(answer, other)).toBe(false);
  });
});
