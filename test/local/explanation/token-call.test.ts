import { describe, expect, it } from "vitest";
import { explainedToken, hmac, OLD_KEY, rsa, type Sent, STRANGE_KEY, sha256, TIME } from "./snap-desk.ts";

const CLIENT = "bri-sandbox-01";
const right = rsa(`${CLIENT}|${TIME}`);
const namesOf = (signature: string, sent?: Sent) =>
  explainedToken(signature, sent)?.nearMisses.map(({ name }) => name);

describe("the signature of a token call", () => {
  it.each([
    [["client-key-other"], rsa(`BRIKANAL01|${TIME}`)],
    [["token-separator"], rsa(`${CLIENT}:${TIME}`)],
    [["token-separator"], rsa(`${TIME}|${CLIENT}`)],
    [["time-as-utc"], rsa(`${CLIENT}|2026-11-20T02:14:05Z`)],
    [["newline-at-end"], rsa(`${CLIENT}|${TIME}\n`)],
    [["string-of-transaction"], rsa(`POST:/snap/v1.0/access-token/b2b:${TIME}`)],
    [
      ["string-of-transaction"],
      rsa(`POST:/snap/v1.0/access-token/b2b:${sha256("x")}:${TIME}`),
      { body: "x" },
    ],
    [["hmac-instead-of-rsa"], hmac(`${CLIENT}|${TIME}`)],
    [["string-of-transaction", "hmac-instead-of-rsa"], hmac(`POST:/snap/v1.0/access-token/b2b:${TIME}`)],
    [["rsa-other-hash"], rsa(`${CLIENT}|${TIME}`, undefined, "sha1")],
    [["key-ended"], rsa(`${CLIENT}|${TIME}`, OLD_KEY)],
    [["key-not-registered"], rsa(`${CLIENT}|${TIME}`, STRANGE_KEY)],
    [["signature-in-hex"], Buffer.from(right, "base64").toString("hex")],
    [["time-as-utc", "token-separator"], rsa(`${CLIENT}:2026-11-20T02:14:05.000Z`)],
  ] as [string[], string, Sent?][])("%j", (names, signature, sent) => {
    expect(namesOf(signature, sent)).toEqual(names);
  });

  it("shows the string that was due, and nothing of the signature", () => {
    const found = explainedToken(rsa("something else"));
    expect(found).toMatchObject({ verdict: "signature-wrong", stringToSign: `${CLIENT}|${TIME}` });
    expect(JSON.stringify(found)).not.toContain(rsa("something else"));
  });

  it("a genuine one outside the window shows the clocks' difference", () => {
    const found = explainedToken(right, { now: "2026-11-20T09:30:05+07:00" });
    expect(found).toMatchObject({ verdict: "timestamp-outside-window", clock: { differenceSeconds: -960 } });
  });

  it.each([["BRIKANAL01"], ["bri"], ["BRI-SANDBOX-01"]])("%s is no client key, and is nearly one", (name) => {
    const found = explainedToken(right, { headers: { "x-client-key": name } });
    expect(found?.verdict).toBe("client-unknown");
    expect(found?.nearMisses.map((miss) => miss.name)).toEqual(["client-key-is-partner-id"]);
    expect(JSON.stringify(found)).not.toContain(CLIENT);
  });

  it("a stranger learns nothing of who is registered", () => {
    const found = explainedToken(right, { headers: { "x-client-key": "somebody-else" } });
    expect(found).toMatchObject({ verdict: "client-unknown", nearMisses: [] });
  });

  it("a client that needs no token is told so", () => {
    const profile = { signature: "asymmetric-without-token" } as const;
    expect(explainedToken(right, { profile })?.verdict).toBe("token-not-used");
  });
});
