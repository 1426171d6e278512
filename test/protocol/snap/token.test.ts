import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { type Instant, instant } from "../../../shared/calendar/calendar.ts";
import { issueToken, verifyToken } from "../../../shared/protocol/snap/token.ts";
import { rememberingVerifier } from "../../../shared/protocol/snap/token-verifier.ts";
import { newKeyring } from "../../engine/keyring.ts";

const HOLDER = { clientKey: "bri-client-0001", partnerId: "bri", credentialId: "rsa-1" };
const NOW = instant(Date.parse("2026-11-20T09:14:05.900+07:00"));
const later = (seconds: number): Instant => instant(NOW + seconds * 1000);

const { tokenKey } = await newKeyring();
const token = await issueToken(tokenKey, HOLDER, NOW);

const VALID = { kind: "valid", holder: HOLDER, endsAt: Math.floor(NOW / 1000) + 900 };

describe("access token", () => {
  it("says whom it stands for and lives 15 minutes", () => {
    const issuedAt = Math.floor(NOW / 1000);
    expect(decodeProtectedHeader(token)).toEqual({ alg: "ES256", kid: tokenKey.keyId, typ: "JWT" });
    expect(decodeJwt(token)).toEqual({
      iss: "kanal",
      aud: "snap-bi",
      sub: HOLDER.clientKey,
      partnerId: "bri",
      credentialId: "rsa-1",
      iat: issuedAt,
      exp: issuedAt + 900,
    });
    expect(token.length).toBeLessThanOrEqual(2048);
  });

  it("is valid until its end, then expired but genuine", async () => {
    expect(await verifyToken(tokenKey, token, NOW)).toEqual(VALID);
    expect(await verifyToken(tokenKey, token, later(898))).toEqual(VALID);
    expect(await verifyToken(tokenKey, token, later(901))).toEqual({ ...VALID, kind: "expired" });
    expect(await verifyToken(tokenKey, token, later(86_400 * 365))).toEqual({ ...VALID, kind: "expired" });
  });

  it("an older token stays valid beside a newer one", async () => {
    const newer = await issueToken(tokenKey, HOLDER, later(60));
    expect((await verifyToken(tokenKey, token, later(61))).kind).toBe("valid");
    expect((await verifyToken(tokenKey, newer, later(61))).kind).toBe("valid");
  });

  it("is invalid, not expired, when anybody else signed it", async () => {
    const other = await newKeyring();
    const forged = await issueToken(other.tokenKey, HOLDER, instant(0));
    expect(await verifyToken(tokenKey, forged, NOW)).toEqual({ kind: "invalid" });
  });

  it("is judged alike when it is remembered", async () => {
    const verify = rememberingVerifier(tokenKey);
    const other = await newKeyring();
    const forged = await issueToken(other.tokenKey, HOLDER, NOW);
    for (const again of [1, 2]) {
      expect(await verify(token, NOW), `${again}`).toEqual(VALID);
      expect(await verify(token, later(899)), `${again}`).toEqual(VALID);
      expect(await verify(token, later(900)), `${again}`).toEqual({ ...VALID, kind: "expired" });
      expect(await verify(forged, NOW), `${again}`).toEqual({ kind: "invalid" });
    }
    const newer = await issueToken(tokenKey, { ...HOLDER, partnerId: "bni" }, NOW);
    expect(await verify(newer, later(5_000))).toMatchObject({
      kind: "expired",
      holder: { partnerId: "bni" },
    });
    expect(await verify(newer, NOW)).toMatchObject({ kind: "valid" });
  });

  const [head = "", claims = "", signature = ""] = token.split(".");
  const changed = Buffer.from(JSON.stringify({ ...decodeJwt(token), sub: "bni-client-0001" })).toString(
    "base64url",
  );
  const none = Buffer.from(`{"alg":"none"}`).toString("base64url");
  it.each([
    ["changed claims", `${head}.${changed}.${signature}`],
    ["no signature", `${none}.${claims}.`],
    ["a cut signature", `${head}.${claims}.${signature.slice(0, -4)}`],
    ["two parts", `${head}.${claims}`],
    ["no token", "TKN.uji.9f3a71c2"],
    ["an endless text", "a".repeat(100_000)],
    ["nothing", ""],
  ])("is invalid with %s", async (_what, text) => {
    expect(await verifyToken(tokenKey, text, NOW)).toEqual({ kind: "invalid" });
  });

  it("is invalid when our key signed it for another purpose", async () => {
    const sign = (audience: string, more: Record<string, unknown>) =>
      new SignJWT({ partnerId: "bri", credentialId: "rsa-1", ...more })
        .setProtectedHeader({ alg: "ES256" })
        .setIssuer("kanal")
        .setAudience(audience)
        .setSubject(HOLDER.clientKey)
        .setIssuedAt(NOW / 1000)
        .setExpirationTime(NOW / 1000 + 900)
        .sign(tokenKey.privateKey);
    expect((await verifyToken(tokenKey, await sign("snap-bi", {}), NOW)).kind).toBe("valid");
    expect((await verifyToken(tokenKey, await sign("statement", {}), NOW)).kind).toBe("invalid");
    expect((await verifyToken(tokenKey, await sign("snap-bi", { credentialId: 1 }), NOW)).kind).toBe(
      "invalid",
    );
  });

  it("is invalid with an HMAC made from the public key", async () => {
    const secret = Buffer.from(tokenKey.publicKey.export({ format: "pem", type: "spki" }).toString());
    const forged = await new SignJWT({ partnerId: "bri", credentialId: "rsa-1" })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer("kanal")
      .setAudience("snap-bi")
      .setSubject(HOLDER.clientKey)
      .setIssuedAt()
      .setExpirationTime("15m")
      .sign(secret);
    expect(await verifyToken(tokenKey, forged, NOW)).toEqual({ kind: "invalid" });
  });
});
