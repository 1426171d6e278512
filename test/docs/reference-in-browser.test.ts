import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHttpGateway } from "../../infra/local/aws/gateway-http.ts";
import { lambda } from "../../infra/local/aws/lambda.ts";
import { axeFindings, NARROW, openBrowser, overflowPixels, pressTab, WIDE } from "../browser/browser.ts";
import { newKeyring } from "../engine/keyring.ts";

const { tokenKey } = await newKeyring();
const jwk = { ...tokenKey.publicKey.export({ format: "jwk" }), kid: tokenKey.keyId };
const jwks = JSON.stringify({ keys: [jwk] });
process.env.KANAL_JWKS ??= jwks;
const { createHandler } = await import("../../functions/public-api/handler.ts");

/** axe takes seconds on a page this long; the dark colours wait for the full run. */
const isFull = process.env.KANAL_TEST === "full";

let browser: Awaited<ReturnType<typeof openBrowser>>;
let gateway: Awaited<ReturnType<typeof startHttpGateway>>;
let base: string;

beforeAll(async () => {
  const publicApi = lambda("public-api", 5_000, createHandler({ jwks }));
  gateway = await startHttpGateway({ port: 0, route: () => publicApi });
  base = `http://127.0.0.1:${gateway.port}`;
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await gateway.stop(0);
});

describe.each([
  ["the narrowest phone", NARROW, "light"],
  ["a laptop in the dark", WIDE, "dark"],
] as const)("the reference page on %s", (_, viewport, colorScheme) => {
  it("is readable: nothing overflows, nobody is shut out, and nothing is loaded from elsewhere", async () => {
    const { page, complaints } = await browser.open({ viewport, colorScheme });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${base}/docs`);
    expect(await overflowPixels(page)).toBeLessThanOrEqual(0);
    if (isFull || viewport === NARROW) expect(await axeFindings(page)).toEqual([]);
    expect(asked.filter((url) => new URL(url).pathname !== "/favicon.ico")).toEqual([`${base}/docs`]);
    expect(complaints.filter((complaint) => !complaint.includes("404"))).toEqual([]);
    await page.context().close();
  });
});

describe("the reference page by keyboard", () => {
  it("begins with a way past the contents, and opens what is folded", async () => {
    const { page } = await browser.open({ viewport: NARROW });
    await page.goto(`${base}/docs`);
    await pressTab(page);
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#content$/);

    const body = page.locator("#pay details").first();
    await body.locator("summary").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => body.locator("pre").first().innerText()).toContain('"paymentReference"');
    await page.context().close();
  });

  it("a problem's type leads to what it means", async () => {
    const { page } = await browser.open({ viewport: NARROW });
    await page.goto(`${base}/problems/quote-expired`);
    expect(new URL(page.url()).hash).toBe("#problem-quote-expired");
    const entry = await page.locator("#problem-quote-expired").innerText();
    expect(entry).toContain("Kembalikan uang, lalu ulangi cek tagihan");
    await page.context().close();
  });
});
