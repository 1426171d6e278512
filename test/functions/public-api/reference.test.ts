import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import OPEN_API from "../../../docs/openapi.json" with { type: "json" };
import { html } from "../../../functions/html.ts";
import { inline, prose } from "../../../functions/public-api/reference/prose.ts";
import { newKeyring } from "../../engine/keyring.ts";

const { tokenKey } = await newKeyring();
const jwk = { ...tokenKey.publicKey.export({ format: "jwk" }), kid: tokenKey.keyId };
process.env.KANAL_JWKS ??= JSON.stringify({ keys: [jwk] });
const { createHandler } = await import("../../../functions/public-api/handler.ts");

const serve = createHandler({ jwks: JSON.stringify({ keys: [jwk] }) });
const get = (path: string, headers: Record<string, string> = {}) =>
  serve({ path, httpMethod: "GET", headers });
const page = (await get("/docs")).body;
const all = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, found = ""]) => found);

describe("GET /openapi.json", () => {
  it("is the document of docs/openapi.json", async () => {
    const { statusCode, headers, body } = await get("/openapi.json");
    expect([statusCode, headers?.["content-type"]]).toEqual([200, "application/json"]);
    expect(JSON.parse(body)).toEqual(OPEN_API);
  });

  it("is sent compressed to who takes it, and not at all to who has it", async () => {
    const plain = await get("/openapi.json");
    const small = await get("/openapi.json", { "Accept-Encoding": "gzip, br" });
    expect([small.headers?.["content-encoding"], small.isBase64Encoded]).toEqual(["gzip", true]);
    const bytes = Buffer.from(small.body, "base64");
    expect(gunzipSync(bytes).toString()).toBe(plain.body);
    expect(bytes.length).toBeLessThan(plain.body.length / 5);
    const known = await get("/openapi.json", { "If-None-Match": String(plain.headers?.etag) });
    expect([known.statusCode, known.body]).toEqual([304, ""]);
  });
});

describe("GET /docs", () => {
  it("loads nothing from anywhere and runs no script, by its own policy", async () => {
    const { headers } = await get("/docs");
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(headers?.["content-security-policy"]).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(page).not.toMatch(/<(script|link|img|iframe|object|form)\b|\son\w+=|\sstyle=|@import|url\(/);
    expect(all(/(?:href|src)="([^"#][^"]*)"/g)).toEqual(["openapi.json"]);
  });

  it("has one id for each place, and every link leads to one", () => {
    const ids = all(/\sid="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...all(/href="#([^"]+)"/g), ...all(/aria-labelledby="([^"]+)"/g)];
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
  });

  it("tells of every call, schema, security scheme and problem of the document", () => {
    const ids = new Set(all(/\sid="([^"]+)"/g));
    const { components, paths } = OPEN_API;
    const calls = Object.values(paths).flatMap((item) =>
      Object.values(item).flatMap((each) => ("operationId" in each ? [String(each.operationId)] : [])),
    );
    expect(calls.length).toBeGreaterThan(10);
    const wanted = [
      ...calls,
      ...Object.keys(components.schemas).map((name) => `schema-${name}`),
      ...Object.keys(components.securitySchemes).map((name) => `security-${name}`),
      ...Object.keys(components.examples).map((name) => `problem-${name}`),
    ];
    expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("is small enough for a phone on a village's network", async () => {
    const { body } = await get("/docs", { "accept-encoding": "gzip" });
    expect(Buffer.from(body, "base64").length).toBeLessThan(50_000);
  });

  it("is found with a slash behind it, wherever the API is mounted", async () => {
    const { statusCode, headers } = await get("/docs/");
    expect([statusCode, headers?.location]).toEqual([303, "../docs"]);
  });
});

describe("GET /problems/<name>", () => {
  it("leads from a problem's type to its entry on the page", async () => {
    const { statusCode, headers } = await get("/problems/quote-expired");
    expect([statusCode, headers?.location]).toEqual([303, "../docs#problem-quote-expired"]);
    expect(page).toContain('id="problem-quote-expired"');
  });

  it.each(["/problems/", "/problems/constructor", "/problems/no-such-problem", "/problems/../docs"])(
    "%s is 404",
    async (path) => {
      expect((await get(path)).statusCode).toBe(404);
    },
  );
});

describe("the page's text", () => {
  it("is escaped, whatever the document says", () => {
    expect(html`<b title="${`"'<&>`}">${["<script>"]}</b>`.text).toBe(
      '<b title="&quot;&#39;&lt;&amp;&gt;">&lt;script&gt;</b>',
    );
    expect(inline("`<i>` **a<b** <script>").text).toBe(
      "<code>&lt;i&gt;</code> <strong>a&lt;b</strong> &lt;script&gt;",
    );
  });

  it("knows paragraphs, lists and line breaks", () => {
    expect(prose("one  \ntwo\n\n- a\n- `b`").text).toBe(
      "<p>one<br>two</p><ul><li>a</li><li><code>b</code></li></ul>",
    );
  });
});
