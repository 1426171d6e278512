import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sealCookie } from "../../../functions/ops-api/access/sealed-cookie.ts";
import { SESSION_SECONDS } from "../../../functions/ops-api/access/session.ts";
import { pageToReturnTo } from "../../../functions/ops-api/access/sign-in.ts";
import { formTokenIn, type OpsBench, openOpsBench, posting } from "./ops-bench.ts";
import { ORIGIN, SETTINGS } from "./ops-environment.ts";

let bench: OpsBench;
beforeAll(async () => {
  bench = await openOpsBench();
});
afterAll(() => bench?.stop());

const isInside = ({ body }: { body: string }) => body.includes('action="/ops/logout"');

describe("a session", () => {
  test("is good for its time and not longer, and then leads through the sign-in back to the page", async () => {
    const cookie = await bench.cookie(["viewer"]);
    expect(isInside(await bench.get("/ops/audit", { cookie }))).toBe(true);
    bench.wait(SESSION_SECONDS * 1000 + 1000);
    const answer = await bench.get("/ops/audit", { cookie });
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain("/ops/login/begin?to=%2Fops%2Faudit");
  });

  test("that was changed, made by others or made for something else is none", async () => {
    const cookie = await bench.cookie(["viewer"]);
    const life = { now: bench.machineNow(), lifeSeconds: 600 };
    const person = { subject: "ops-1", name: "Sari", roles: ["approver"] };
    const other = await sealCookie(bench.keys.sessionKey, "signing-in", { person, formSecret: "x" }, life);
    const foreign = await sealCookie(bench.keys.dataKey, "session", { person, formSecret: "x" }, life);
    const plain = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ person, formSecret: "x", exp: 9e9 })).toString("base64url")}.`;
    const wrong = [other, foreign, plain, "", `${cookie.split("=")[1]?.slice(0, -2)}AA`];
    for (const value of wrong) {
      const answer = await bench.get("/ops", { cookie: `__Host-kanal-ops-session=${value}` });
      expect(answer.statusCode).toBe(401);
    }
  });

  test("twice in one request is none: somebody put his own beside ours", async () => {
    const cookie = await bench.cookie(["viewer"]);
    expect((await bench.get("/ops", { cookie: `${cookie}; ${cookie}` })).statusCode).toBe(401);
  });
});

describe("a form", () => {
  const language = new URLSearchParams({ language: "en", back: "/audit" }).toString();

  test.each<[string, Record<string, string>]>([
    ["from another origin", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["from a neighbour host", { origin: "https://x.kanal.example", "sec-fetch-site": "same-site" }],
    ["that hides where it comes from", {}],
    ["with an origin of nothing", { origin: "null" }],
  ])("%s is not carried out", async (_, headers) => {
    const cookie = await bench.cookie(["viewer"]);
    const answer = await bench.send("POST", "/ops/language", {
      headers: { cookie, ...headers },
      body: language,
    });
    expect([answer.statusCode, answer.multiValueHeaders]).toEqual([403, undefined]);
  });

  test("without the session's token, or with another session's, is not carried out", async () => {
    const cookie = await bench.cookie(["viewer"]);
    for (const formToken of ["", "x", "x.y", "salt.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]) {
      const body = new URLSearchParams({ formToken }).toString();
      const answer = await bench.send("POST", "/ops/logout", { headers: posting(cookie), body });
      expect(answer.statusCode).toBe(403);
    }
  });

  test("with its own token is, though every page has another one", async () => {
    const cookie = await bench.cookie(["viewer"]);
    const [one, other] = [await bench.get("/ops", { cookie }), await bench.get("/ops", { cookie })].map(
      formTokenIn,
    );
    expect(one).not.toBe(other);
    const body = new URLSearchParams({ formToken: one ?? "" }).toString();
    const answer = await bench.send("POST", "/ops/logout", { headers: posting(cookie), body });
    expect([answer.statusCode, answer.headers?.location]).toEqual([303, "/ops/login?out"]);
    expect(answer.multiValueHeaders?.["set-cookie"]).toEqual([
      "__Host-kanal-ops-session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0",
    ]);
  });
});

describe("the way to the issuer", () => {
  test("takes state, nonce and a PKCE challenge along, new each time, and keeps the verifier sealed", async () => {
    const begin = () => bench.send("GET", "/ops/login/begin", { query: { to: "/ops/audit" } });
    const [one, other] = await Promise.all([begin(), begin()]);
    const url = new URL(String(one.headers?.location));
    expect(`${url.origin}${url.pathname}`).toBe(`${SETTINGS.issuer}/authorize`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: "code",
      client_id: "console",
      redirect_uri: `${ORIGIN}/ops/callback`,
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^\w{52}$/),
      nonce: expect.stringMatching(/^\w{52}$/),
    });
    const again = new URL(String(other.headers?.location)).searchParams;
    for (const name of ["state", "nonce", "code_challenge"]) {
      expect(again.get(name)).not.toBe(url.searchParams.get(name));
    }
    expect(String(one.multiValueHeaders?.["set-cookie"])).toMatch(
      /^__Host-kanal-ops-signing-in=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/,
    );
  });

  test("a way back that was not begun in this browser is refused", async () => {
    const back = await bench.send("GET", "/ops/callback", { query: { code: "c", state: "s" } });
    expect([back.statusCode, back.multiValueHeaders]).toEqual([400, undefined]);
    expect(back.body).toContain("tidak dimulai di peramban ini");
  });

  test("leads nowhere but into the console", () => {
    const elsewhere = ["https://evil.example", "//evil.example", "/ops\\evil", "/opsx", "/", "", null];
    for (const to of elsewhere) expect(pageToReturnTo(to)).toBe("/ops");
    expect(pageToReturnTo("/ops/logout")).toBe("/ops");
    expect(pageToReturnTo("/ops/failures?cause=core-refused")).toBe("/ops/failures?cause=core-refused");
  });
});

test("by another name of this host one is led to the address that the issuer knows", async () => {
  const { statusCode, headers } = await bench.get("/ops/audit", { host: "abc.execute-api.example" });
  expect([statusCode, headers?.location]).toEqual([303, `${ORIGIN}/ops/audit`]);
});
