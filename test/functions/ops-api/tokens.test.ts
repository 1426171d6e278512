import { createHmac } from "node:crypto";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpsBench, openOpsBench } from "./ops-bench.ts";
import { SETTINGS } from "./ops-environment.ts";

let bench: OpsBench;
beforeAll(async () => {
  bench = await openOpsBench();
});
afterAll(() => bench?.stop());

const api = (token: string) => bench.get("/ops/api/health", { authorization: `Bearer ${token}` });
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const at = () => Math.floor(bench.machineNow() / 1000);
const good = () => ({
  iss: SETTINGS.issuer,
  aud: SETTINGS.audience,
  sub: "ops-1",
  roles: ["viewer"],
  iat: at(),
  exp: at() + 600,
});

test("a good token of each role comes in", async () => {
  for (const role of ["viewer", "operator", "approver"] as const) {
    expect((await api(await bench.token([role]))).statusCode).toBe(200);
  }
});

describe("no token", () => {
  test.each([
    ["another issuer's", () => bench.token(["viewer"], { iss: "https://login.elsewhere.example" })],
    ["for somebody else", () => bench.token(["viewer"], { aud: "payroll" })],
    ["for the console and not the API", () => bench.token(["viewer"], { aud: SETTINGS.clientId })],
    ["that has ended, more than a clock's difference ago", () => bench.token(["viewer"], { exp: at() - 31 })],
    ["that has not begun", () => bench.token(["viewer"], { nbf: at() + 60 })],
    ["without an end", () => bench.token(["viewer"], { exp: undefined })],
    ["without a subject", () => bench.token(["viewer"], { sub: undefined })],
    ["whose subject is no key of a trail", () => bench.token(["viewer"], { sub: "a b\n" })],
    ["of a key that the set does not have", () => bench.token(["viewer"], {}, { kid: "two" })],
  ])("%s is let in", async (_, make) => {
    const answer = await api(await make());
    expect(answer.statusCode).toBe(401);
    expect(answer.headers?.["www-authenticate"]).toBe('Bearer error="invalid_token"');
    expect(answer.headers?.["content-type"]).toBe("application/problem+json");
  });

  test("signed by another key under the same id is let in", async () => {
    const { privateKey } = await generateKeyPair("ES256");
    const forged = new SignJWT(good()).setProtectedHeader({ alg: "ES256", kid: "one" }).sign(privateKey);
    expect((await api(await forged)).statusCode).toBe(401);
  });

  test("that names its own algorithm is believed: none, or HS256 over the public key", async () => {
    const none = `${base64({ alg: "none" })}.${base64(good())}.`;
    const signed = `${base64({ alg: "HS256", kid: "one" })}.${base64(good())}`;
    const secret = await exportSPKI(bench.issuerKeys.publicKey);
    const mac = createHmac("sha256", secret).update(signed).digest("base64url");
    for (const token of [none, `${none}AA`, `${signed}.${mac}`]) {
      expect((await api(token)).statusCode).toBe(401);
    }
  });

  test.each(["", "Bearer", "Bearer x y", "Basic YTpi", "Bearer ../.."])(
    "'%s' in its place is let in",
    async (authorization) => {
      expect((await bench.get("/ops/api/health", { authorization })).statusCode).toBe(401);
    },
  );
});

test("a clock that goes half a minute wrong shuts nobody out", async () => {
  expect((await api(await bench.token(["viewer"], { exp: at() - 20 }))).statusCode).toBe(200);
});

test("a session's cookie is no token, and an address without a call is 404 only for who is known", async () => {
  const cookie = await bench.cookie(["approver"]);
  expect((await bench.get("/ops/api/health", { cookie })).statusCode).toBe(401);
  expect((await bench.get("/ops/api/nothing")).statusCode).toBe(401);
  const authorization = `Bearer ${await bench.token(["viewer"])}`;
  expect((await bench.get("/ops/api/nothing", { authorization })).statusCode).toBe(404);
});
