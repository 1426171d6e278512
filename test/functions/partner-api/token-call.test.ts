import { constants, createHmac, generateKeyPairSync, sign } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { type Bank, bank, RSA_PEM, SECRET } from "./bank.ts";

/** A bank without any database: a token call reads the registry and nothing else. */
let bri: Bank;
beforeEach(async () => {
  bri = await bank();
});
const codeOf = async (reply: Promise<{ body: { responseCode: string } }>) => (await reply).body.responseCode;

describe("token call", () => {
  it("snap-bi 8.23: gives a token, with X-TIMESTAMP and X-CLIENT-KEY on the answer", async () => {
    const { status, headers, body } = await bri.askToken();
    expect(status).toBe(200);
    expect(body).toEqual({
      responseCode: "2007300",
      responseMessage: "Successful",
      accessToken: expect.stringMatching(/^ey/),
      tokenType: "Bearer",
      expiresIn: "900",
      additionalInfo: {},
    });
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "x-client-key": "bri-client-0001",
      "x-timestamp": "2026-11-20T10:00:00+07:00",
    });
  });

  it.each([
    ["X-CLIENT-KEY", "4007302"],
    ["X-TIMESTAMP", "4007302"],
    ["X-SIGNATURE", "4007302"],
  ])("a missing %s is named", async (name, code) => {
    const { body } = await bri.askToken({ headers: { [name]: undefined } });
    expect([body.responseCode, body.responseMessage]).toEqual([code, `Invalid Mandatory Field {${name}}`]);
  });

  it("a timestamp without an offset is named", async () => {
    const { body } = await bri.askToken({ timestamp: "2026-11-20T10:00:00" });
    expect(body.responseMessage).toBe("Invalid Field Format {X-TIMESTAMP}");
    expect(body.responseCode).toBe("4007301");
  });

  it("an unknown client, a wrong signature and a stale timestamp are 4017300", async () => {
    expect(await codeOf(bri.askToken({ headers: { "X-CLIENT-KEY": "nobody-0001" } }))).toBe("4017300");
    expect(await codeOf(bri.askToken({ signedText: "bri-client-0001:2026" }))).toBe("4017300");
    expect(await codeOf(bri.askToken({ timestamp: "2026-11-20T09:54:59+07:00" }))).toBe("4017300");
    expect(await codeOf(bri.askToken({ timestamp: "2026-11-20T10:05:01+07:00" }))).toBe("4017300");
    expect(await codeOf(bri.askToken({ timestamp: "2026-11-20T03:05:00.000Z" }))).toBe("2007300");
  });

  it("snap-bi 8.31: HMAC on the token call does not verify", async () => {
    const text = "bri-client-0001|2026-11-20T10:00:00+07:00";
    const signature = createHmac("sha512", SECRET).update(text).digest("base64");
    expect(await codeOf(bri.askToken({ headers: { "X-SIGNATURE": signature } }))).toBe("4017300");
  });

  it("snap-bi 8.6: another padding does not verify", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const publicKeyPem = publicKey.export({ format: "pem", type: "spki" }).toString();
    bri.credentials = [{ kind: "rsa-public-key", keyId: "rsa-2", state: "active", publicKeyPem }];
    const text = Buffer.from("bri-client-0001|2026-11-20T10:00:00+07:00");
    const signed = (padding: number) => ({
      headers: { "X-SIGNATURE": sign("sha256", text, { key: privateKey, padding }).toString("base64") },
    });
    expect(await codeOf(bri.askToken(signed(constants.RSA_PKCS1_PADDING)))).toBe("2007300");
    expect(await codeOf(bri.askToken(signed(constants.RSA_PKCS1_PSS_PADDING)))).toBe("4017300");
  });

  it("snap-bi 8.24: the grant's name may differ by profile, its value and the signature may not", async () => {
    const body = `{"grant_type":"client_credentials"}`;
    expect(await codeOf(bri.askToken({ body }))).toBe("4007302");
    expect(await codeOf(bri.askToken({ body: `{"grantType":"password"}` }))).toBe("4007301");
    expect(await codeOf(bri.askToken({ body: "" }))).toBe("4007300");
    expect(await codeOf(bri.askToken({ body: "grantType=client_credentials" }))).toBe("4007300");
    const { snap } = bri.profile;
    if (snap) bri.profile = { ...bri.profile, snap: { ...snap, grantTypeAliases: ["grant_type"] } };
    bri.letTimePass(11);
    expect(await codeOf(bri.askToken({ body }))).toBe("2007300");
    expect(await codeOf(bri.askToken({ body, signedText: "x" }))).toBe("4017300");
  });

  it("snap-bi 8.28: every key that is not revoked verifies, within ten seconds", async () => {
    const key = { kind: "rsa-public-key", keyId: "rsa-1", publicKeyPem: RSA_PEM } as const;
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
    const first = {
      ...key,
      keyId: "rsa-0",
      publicKeyPem: other.export({ format: "pem", type: "spki" }).toString(),
    };
    for (const state of ["active", "next", "retiring"] as const) {
      bri.credentials = [
        { ...first, state: "active" },
        { ...key, state },
      ];
      bri.letTimePass(11);
      expect(await codeOf(bri.askToken()), state).toBe("2007300");
    }
    bri.credentials = [{ ...key, state: "revoked" }];
    bri.letTimePass(11);
    expect(await codeOf(bri.askToken())).toBe("4017300");
  });

  it("a suspended partner gets a token, because it may have to repeat a booked payment", async () => {
    bri.profile = { ...bri.profile, standing: "suspended" };
    expect(await codeOf(bri.askToken())).toBe("2007300");
  });
});
