import { exportJWK } from "jose";
import { describe, expect, it } from "vitest";
import { newKeyring } from "../../engine/keyring.ts";

const { tokenKey } = await newKeyring();
const publicJwk = { ...(await exportJWK(tokenKey.publicKey)), kid: tokenKey.keyId, alg: "ES256", use: "sig" };
process.env.KANAL_JWKS ??= JSON.stringify({ keys: [publicJwk] });
const { createHandler } = await import("../../../functions/public-api/handler.ts");

const serve = createHandler({ jwks: JSON.stringify({ keys: [publicJwk] }) });
const get = (path: string, httpMethod = "GET") => serve({ path, httpMethod });

describe("public API", () => {
  it("publishes the public keys of our tokens", async () => {
    const { statusCode, headers, body } = await get("/.well-known/jwks.json");
    expect([statusCode, JSON.parse(body)]).toEqual([200, { keys: [publicJwk] }]);
    expect(headers?.["content-type"]).toBe("application/json");
  });

  it("says that it lives, and nothing else", async () => {
    const { statusCode, body } = await get("/healthz");
    expect([statusCode, body]).toEqual([200, `{"status":"ok"}`]);
    expect((await get("/healthz", "HEAD")).body).toBe("");
  });

  it.each([
    ["/", "GET", 404],
    ["/__proto__", "GET", 404],
    ["/v1.0/transfer-va/payment", "POST", 404],
    ["/healthz", "POST", 405],
  ])("%s %s is %i", async (path, method, status) => {
    const { statusCode, headers, body } = await get(path, method);
    expect([statusCode, JSON.parse(body).status, headers?.["content-type"]]).toEqual([
      status,
      status,
      "application/problem+json",
    ]);
  });

  it("a private key in the setting stops the function and is not quoted", async () => {
    const privateJwk = { ...(await exportJWK(tokenKey.privateKey)), kid: tokenKey.keyId };
    const start = () => createHandler({ jwks: JSON.stringify({ keys: [privateJwk] }) });
    expect(start).toThrow("KANAL_JWKS is not a JSON Web Key Set of public keys");
    for (const jwks of ["", "{}", `{"keys":[]}`, "no json"])
      expect(() => createHandler({ jwks })).toThrow("KANAL_JWKS");
  });
});
