import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PartnerProfile } from "../../../shared/partner/partner.ts";
import { putPartner } from "../../../shared/partner/partner-store.ts";
import { readShownPartners } from "../../../shared/partner/shown-partners.ts";
import { placeOf, USUAL_TERMS } from "../../partner/sample-profile.ts";
import { formTokenIn, type OpsBench, openOpsBench, posting } from "./ops-bench.ts";

const SCRIPT = `"><script>alert(1)</script>`;

const SCRIPTED = PartnerProfile.parse({
  ...USUAL_TERMS,
  partnerId: "shop",
  name: SCRIPT,
  channels: [placeOf("INDOMARET")],
  h2h: { skewSeconds: 300 },
});

let bench: OpsBench;
let cookie: string;
beforeAll(async () => {
  bench = await openOpsBench();
  cookie = await bench.cookie(["operator", "approver"]);
  await putPartner(bench.ledger, SCRIPTED);
});
afterAll(() => bench?.stop());

const partner = async () => {
  const [only] = await readShownPartners(bench.ledger);
  if (!only) throw new Error("no partner");
  return only;
};

async function suspend(seen: number, reason = "no tills answer", standing = "suspended") {
  const { partnerId } = await partner();
  const formToken = formTokenIn(await bench.get("/ops", { cookie }));
  const body = new URLSearchParams({ formToken, seen: String(seen), standing, reason }).toString();
  return bench.send("POST", `/ops/partners/${partnerId}/standing`, { headers: posting(cookie), body });
}

describe("every answer", () => {
  test.each(["/ops", "/ops/login", "/ops/nothing", "/ops/partners", "/ops/api/health"])(
    "at %s may load its own files only, is framed by nobody and kept by nobody",
    async (path) => {
      const { headers } = await bench.get(path, { cookie });
      const policy = String(headers?.["content-security-policy"]);
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cache-control": "no-store",
        "strict-transport-security": "max-age=63072000",
      });
    },
  );

  test("has no script, style or handler of its own inside", async () => {
    for (const path of ["/ops", "/ops/partners", "/ops/audit", "/ops/login"]) {
      const { body } = await bench.get(path, { cookie });
      expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:|<script(?! src="\/ops\/assets\/)/);
    }
  });

  test("is a file that browsers keep for ever only under the name of its content", async () => {
    const { body } = await bench.get("/ops", { cookie });
    const files = [...body.matchAll(/(?:href|src)="(\/ops\/assets\/[^"]+)"/g)].map(([, path = ""]) => path);
    expect(new Set(files).size).toBe(3);
    for (const path of files) {
      const { statusCode, headers } = await bench.get(path);
      expect([statusCode, headers?.["cache-control"]]).toEqual([200, "private, max-age=31536000, immutable"]);
    }
    expect((await bench.get("/ops/assets/console-000000000000.css", { cookie })).statusCode).toBe(404);
  });

  test("is small on the wire, style and script included", async () => {
    const { body } = await bench.get("/ops", { cookie });
    const files = [...body.matchAll(/(?:href|src)="(\/ops\/assets\/[^"]+)"/g)].map(([, path = ""]) => path);
    let bytes = 0;
    for (const path of new Set(["/ops", ...files])) {
      const sent = await bench.get(path, { cookie, "accept-encoding": "gzip" });
      bytes += Buffer.from(sent.body, sent.isBase64Encoded ? "base64" : "utf8").length;
      if (path === "/ops") expect(gunzipSync(Buffer.from(sent.body, "base64")).toString()).toContain("<h1>");
    }
    expect(bytes).toBeLessThan(30_000);
  });
});

describe("script in a stored field", () => {
  test("is text on every page that shows it", async () => {
    const { partnerId } = await partner();
    await suspend((await partner()).revision, SCRIPT);
    for (const path of ["/ops/partners", `/ops/partners/${partnerId}`, "/ops/audit"]) {
      const { body } = await bench.get(path, { cookie });
      expect(body, path).toContain("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
      expect(body, path).not.toContain("<script>alert");
    }
  });

  test("is text in what is typed into an address, too", async () => {
    const answer = await bench.send("GET", "/ops/audit", {
      headers: { cookie },
      query: { actor: SCRIPT, did: SCRIPT },
    });
    expect(answer.body).not.toContain("<script>alert");
    expect(answer.body).toContain(`value="&quot;&gt;&lt;script&gt;`);
  });
});

describe("a page that somebody else has overtaken", () => {
  test("is 409, says what is now, and nothing is overwritten", async () => {
    const { revision, profile } = await partner();
    const standing = profile.standing === "active" ? "suspended" : "active";
    expect((await suspend(revision, "first", standing)).statusCode).toBe(303);
    const late = await suspend(revision, "second", profile.standing);
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain("<h1>Sudah berubah</h1>");
    expect(late.body).toContain(standing === "suspended" ? "dihentikan" : "buka");
    expect(await partner()).toMatchObject({ revision: revision + 1, profile: { standing } });
  });

  test("a reason is not optional, and the page says so", async () => {
    const before = await partner();
    const answer = await suspend(before.revision, "   ");
    expect([answer.statusCode, answer.body.includes("Tulis dulu alasannya.")]).toEqual([422, true]);
    expect(await partner()).toEqual(before);
  });
});

test.each([
  "/ops/settlements?until=0001-01-01",
  "/ops/settlements/shop/9999-12-31",
  "/ops?day=0001-01-01",
  "/ops/api/settlements?to=0001-01-01",
  "/ops/api/settlements/shop/9999-12-31/differences",
  "/ops/api/payments?amountRupiah=1&lastDigits=01&minute=9999-12-31T23:59:59%2B07:00",
])("a day at the end of the calendar is no fault of ours: %s", async (address) => {
  const { pathname, searchParams } = new URL(address, "https://ops.invalid");
  const headers = { cookie, authorization: `Bearer ${await bench.token(["viewer"])}` };
  const query = Object.fromEntries(searchParams);
  expect((await bench.send("GET", pathname, { headers, query })).statusCode).toBeLessThan(500);
});

test.each([
  `/ops/payments/shop/${"x".repeat(2_100)}`,
  `/ops/replays/${"x".repeat(2_100)}`,
  `/ops/corrections/new?failure=${"x".repeat(2_100)}`,
  `/ops/corrections/new?difference=${"x".repeat(2_100)}.00.1.x`,
  `/ops/replays/new?failure=${"x".repeat(2_100)}`,
  `/ops/api/settlements/${"x".repeat(2_100)}/2026-11-26`,
  `/ops/api/corrections/${"x".repeat(2_100)}`,
  `/ops/api/audit?cursor=${Buffer.from('{"00":""}').toString("base64url")}`,
  `/ops/audit?before=${Buffer.from('{"00":"!"}').toString("base64url")}`,
])("a name that nothing can have is no fault of ours: %s", async (address) => {
  const { pathname, searchParams } = new URL(address, "https://ops.invalid");
  const headers = { cookie, authorization: `Bearer ${await bench.token(["viewer"])}` };
  const query = Object.fromEntries(searchParams);
  expect((await bench.send("GET", pathname, { headers, query })).statusCode).toBeLessThan(500);
});

test("another method is refused, and English is a choice that is kept", async () => {
  expect((await bench.send("DELETE", "/ops/partners", { headers: { cookie } })).statusCode).toBe(405);
  const body = new URLSearchParams({ language: "en", back: "/audit" }).toString();
  const chosen = await bench.send("POST", "/ops/language", { headers: posting(cookie), body });
  const [language = ""] = chosen.multiValueHeaders?.["set-cookie"] ?? [];
  const page = await bench.get(String(chosen.headers?.location), { cookie: `${cookie}; ${language}` });
  expect(page.body).toContain('<html lang="en">');
  expect(page.body).toContain("<h1>Audit trail</h1>");
});
