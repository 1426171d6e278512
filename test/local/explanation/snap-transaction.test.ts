import { constants, createHash, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  BODY,
  explainedTransaction,
  hmac,
  KEY,
  OLD_SECRET,
  PATH,
  PRODUCTION_SECRET,
  rsa,
  SECRET,
  type Sent,
  STRANGE_KEY,
  sha256,
  stringOf,
  TIME,
  TOKEN,
} from "./snap-desk.ts";

const namesOf = async (signature: string, sent?: Sent) =>
  (await explainedTransaction(signature, sent))?.nearMisses.map(({ name }) => name);

const value: unknown = JSON.parse(BODY);
const signed = (parts: Parameters<typeof stringOf>[0]) => hmac(stringOf(parts));
const right = hmac(stringOf());
const hash = sha256(BODY);

describe("a body hashed otherwise", () => {
  it.each([
    ["body-reserialised", signed({ hash: sha256(JSON.stringify(value)) })],
    ["body-spaces-stripped", signed({ hash: sha256(BODY.replace(/\s/g, "")) })],
    ["body-spaced", signed({ hash: sha256(JSON.stringify(value, null, 2)) })],
    ["body-spaced", signed({ hash: sha256(`${BODY}\n`) })],
    ["body-escaped", signed({ hash: sha256(JSON.stringify(value).replaceAll("/", "\\/")) })],
    ["body-hash-upper-case", signed({ hash: hash.toUpperCase() })],
    ["body-hash-base64", signed({ hash: createHash("sha256").update(BODY).digest("base64") })],
    ["body-not-hashed", signed({ hash: BODY })],
    ["body-hash-empty", signed({ hash: "" })],
    ["body-hash-of-nothing", signed({ hash: sha256("") })],
    ["body-hash-other", signed({ hash: createHash("md5").update(BODY).digest("hex") })],
    ["body-segment-dropped", hmac(`POST:${PATH}:${TOKEN}:${TIME}`)],
  ])("%s", async (name, signature) => expect(await namesOf(signature)).toEqual([name]));

  it("body-sorted: a map that puts keys in order", async () => {
    const body = '{"b":1,"a":{"d":2,"c":3}}';
    const signature = signed({ hash: sha256('{"a":{"c":3,"d":2},"b":1}') });
    expect(await namesOf(signature, { body })).toEqual(["body-sorted"]);
  });
});

describe("another path, method, token or time", () => {
  it.each([
    ["path-prefix-missing", signed({ path: "/v1.0/transfer-va/inquiry" })],
    ["path-prefix-extra", signed({ path: `/api${PATH}` })],
    ["path-is-url", signed({ path: `http://127.0.0.1:3000${PATH}` })],
    ["path-slash", signed({ path: `${PATH}/` })],
    ["path-of-other-service", signed({ path: "/snap/v1.0/transfer-va/payment" })],
    ["method-other", signed({ method: "post" })],
    ["token-with-bearer", signed({ token: `Bearer ${TOKEN}` })],
    ["token-case", signed({ token: TOKEN.toLowerCase() })],
    ["token-empty", signed({ token: "" })],
    ["token-is-client", signed({ token: "bri-sandbox-01" })],
    ["time-as-utc", signed({ time: "2026-11-20T02:14:05Z" })],
    ["time-as-local", signed({ time: "2026-11-20T09:14:05Z" })],
    ["time-other-form", signed({ time: "2026-11-20T09:14:05.000+07:00" })],
    ["time-other-form", signed({ time: "2026-11-20T09:14:05" })],
    ["time-read-twice", signed({ time: "2026-11-20T09:14:04+07:00" })],
  ])("%s", async (name, signature) => expect(await namesOf(signature)).toEqual([name]));

  it("time-read-twice: a few milliseconds lie between header and signature", async () => {
    const signature = signed({ time: "2026-11-20T02:14:05.017Z" });
    expect(await namesOf(signature, { time: "2026-11-20T02:14:05.003Z" })).toEqual(["time-read-twice"]);
  });

  it("what was signed instead is told, but never a token or a body", async () => {
    const details = async (signature: string) =>
      (await explainedTransaction(signature))?.nearMisses[0]?.detail;
    expect(await details(signed({ path: "/v1.0/transfer-va/inquiry" }))).toBe("/v1.0/transfer-va/inquiry");
    expect(await details(signed({ time: "2026-11-20T02:14:05Z" }))).toBe("2026-11-20T02:14:05Z");
    expect(await details(signed({ token: TOKEN.toLowerCase() }))).toBeUndefined();
    expect(await details(signed({ hash: BODY }))).toBeUndefined();
  });
});

describe("another string, key, function or encoding", () => {
  const wrongKey = (secret: string) => hmac(stringOf(), secret);
  it.each([
    [["string-without-token"], hmac(`POST:${PATH}:${hash}:${TIME}`)],
    [["string-of-token-call"], hmac(`bri-sandbox-01|${TIME}`)],
    [["segments-swapped"], hmac(`POST:${PATH}:${TOKEN}:${TIME}:${hash}`)],
    [["separator-spaces"], hmac(stringOf().replace(/:(?=\/|ey|[0-9a-f]{64}|2026)/g, ": "))],
    [["separator-other"], hmac(["POST", PATH, TOKEN, hash, TIME].join("|"))],
    [["newline-at-end"], hmac(`${stringOf()}\n`)],
    [["string-hashed-first"], hmac(sha256(stringOf()))],
    [["string-case"], hmac(stringOf().toLowerCase())],
    [["key-ended"], wrongKey(OLD_SECRET)],
    [["key-of-other-environment"], wrongKey(PRODUCTION_SECRET)],
    [["secret-decoded"], hmac(stringOf(), Buffer.from(SECRET, "base64"))],
    [["secret-with-newline"], wrongKey(`${SECRET}\n`)],
    [["secret-is-client-id"], wrongKey("bri-sandbox-01")],
    [["hmac-other-function"], hmac(stringOf(), SECRET, "sha256")],
    [
      ["hash-instead-of-hmac"],
      createHash("sha512")
        .update(stringOf() + SECRET)
        .digest("base64"),
    ],
    [["signature-in-hex"], Buffer.from(right, "base64").toString("hex")],
    [["signature-base64url"], Buffer.from(right, "base64").toString("base64url")],
    [["signature-encoded-twice"], Buffer.from(right).toString("base64")],
    [["signature-wrapped"], `"${right}"`],
    [["signature-wrapped"], encodeURIComponent(right)],
    [["signature-case-changed"], right.toLowerCase()],
    [["rsa-instead-of-hmac"], rsa(stringOf())],
    [["string-without-token", "rsa-instead-of-hmac"], rsa(`POST:${PATH}:${hash}:${TIME}`)],
    [["string-of-token-call", "rsa-instead-of-hmac"], rsa(`bri-sandbox-01|${TIME}`)],
    [["rsa-instead-of-hmac", "key-not-registered"], rsa("whatever", STRANGE_KEY)],
  ])("%j", async (names, signature) => expect(await namesOf(signature)).toEqual(names));

  it("a key that has ended is named by its id", async () => {
    expect((await explainedTransaction(wrongKey(OLD_SECRET)))?.nearMisses[0]).toMatchObject({
      detail: "hmac-0",
      read: "docs/partners/signatures.md#key-ended",
    });
  });
});

describe("two mistakes at once", () => {
  it.each([
    [
      ["body-reserialised", "path-prefix-missing"],
      { hash: sha256(JSON.stringify(value)), path: "/v1.0/transfer-va/inquiry" },
    ],
    [["token-with-bearer", "time-as-utc"], { token: `Bearer ${TOKEN}`, time: "2026-11-20T02:14:05.000Z" }],
    [["body-hash-upper-case", "token-with-bearer"], { hash: hash.toUpperCase(), token: `Bearer ${TOKEN}` }],
  ])("%j", async (names, parts) => expect(await namesOf(signed(parts))).toEqual(names));

  it("a third may be in the encoding", async () => {
    const text = stringOf({ path: "/v1.0/transfer-va/inquiry", time: "2026-11-20T02:14:05Z" });
    const signature = Buffer.from(hmac(text), "base64").toString("hex");
    expect(await namesOf(signature)).toEqual(["path-prefix-missing", "time-as-utc", "signature-in-hex"]);
  });

  it("a body that was sent with blanks may be minified and still hashed wrongly", async () => {
    const body = '{\n  "a": 1.50\n}';
    const signature = signed({ hash: sha256('{"a":1.50}').toUpperCase() });
    expect(await namesOf(signature, { body })).toEqual(["body-hash-upper-case"]);
  });
});

describe("a partner that signs without a token", () => {
  const profile = { signature: "asymmetric-without-token", signatureEncoding: "hex" } as const;
  const text = `POST:${PATH}:${hash}:${TIME}`;
  const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING };
  const inHex = (signature: string) => Buffer.from(signature, "base64").toString("hex");
  it.each([
    [["string-with-token"], inHex(rsa(stringOf()))],
    [["string-with-token"], inHex(rsa(stringOf({ token: "" })))],
    [["signature-in-base64"], rsa(text)],
    [["signature-hex-upper-case"], inHex(rsa(text)).toUpperCase()],
    [["hmac-instead-of-rsa"], inHex(hmac(text))],
    [["rsa-other-hash"], inHex(rsa(text, undefined, "sha512"))],
    [["rsa-pss-padding"], sign("sha256", Buffer.from(text), { key: KEY.privateKey, ...PSS }).toString("hex")],
    [["key-not-registered"], inHex(rsa(text, STRANGE_KEY))],
    [["body-segment-dropped"], inHex(rsa(`POST:${PATH}:${TIME}`))],
  ])("%j", async (names, signature) => expect(await namesOf(signature, { profile })).toEqual(names));
});

describe("what else stands in the explanation", () => {
  it("the string to sign with the token shortened, the body's hash, and no signature or secret", async () => {
    const found = await explainedTransaction(hmac("something else"));
    expect(found?.stringToSign).toBe(`POST:${PATH}:eyJhbGci...(${TOKEN.length} characters):${hash}:${TIME}`);
    expect(found).toMatchObject({ verdict: "signature-wrong", nearMisses: [], body: { sha256: hash } });
    expect(found?.english).toContain(`None of ${found?.tried} known ways`);
    const text = JSON.stringify(found);
    for (const secret of [TOKEN, SECRET, OLD_SECRET, PRODUCTION_SECRET, right])
      expect(text).not.toContain(secret);
  });

  it.each([
    [7 * 3600, "2026-11-20T09:14:05Z", "local time (WIB) was sent as UTC"],
    [8 * 3600, "2026-11-20T10:14:05Z", "WITA"],
    [9 * 3600, "2026-11-20T11:14:05Z", "WIT"],
    [-7 * 3600, "2026-11-20T02:14:05+07:00", "UTC was sent with the offset of WIB"],
    [12 * 3600, "2026-11-20T21:14:05+07:00", "12-hour clock"],
    [-1000, "2026-11-20T08:57:25+07:00", "The time is old"],
  ])("a genuine signature %i seconds off is told as such", async (seconds, time, hint) => {
    const found = await explainedTransaction(signed({ time }), { time });
    expect(found).toMatchObject({
      verdict: "timestamp-outside-window",
      nearMisses: [],
      clock: { sent: time, gateway: TIME, differenceSeconds: seconds, allowedSeconds: 300 },
    });
    expect(found?.clock?.hint?.english).toContain(hint);
  });

  it.each([
    ["token-missing", { headers: { authorization: TOKEN } }, ["bearer-missing"]],
    ["token-missing", { headers: { authorization: "" } }, []],
    ["token-invalid", { token: "invalid" }, []],
    ["token-expired", { token: "expired" }, []],
    ["partner-differs", { headers: { "x-partner-id": "bri-sandbox-01" } }, ["partner-id-is-client-key"]],
  ] as [string, Sent, string[]][])("%s is told before the signature", async (verdict, sent, names) => {
    const signature = sent.headers?.authorization === "" ? signed({ token: "" }) : right;
    const found = await explainedTransaction(signature, sent);
    expect(found?.verdict).toBe(verdict);
    expect(found?.nearMisses.map(({ name }) => name)).toEqual(names);
  });

  it("a request whose signature is right by now is not explained", async () => {
    expect(await explainedTransaction(right)).toBeUndefined();
  });
});
