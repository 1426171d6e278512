import { readFileSync } from "node:fs";
import { get as httpGet } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signedHeaders } from "../../../infra/cli/h2h-signature.ts";
import { snapClient } from "../../../infra/cli/snap-client.ts";
import { h2hShop } from "../../e2e/h2h-shop.ts";
import { openSandbox } from "../../e2e/sandbox.ts";

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

interface Told {
  readonly service: string;
  readonly code: string;
  readonly status: number;
  readonly reference?: string;
  readonly externalId?: string;
  readonly outcome: { readonly indonesia: string; readonly english: string };
  readonly attempt: number;
  readonly isRepeat: boolean;
  readonly isVerified: boolean;
  readonly bodySha256: string;
  readonly explanation?: {
    readonly verdict: string;
    readonly nearMisses: readonly { name: string }[];
    readonly stringToSign?: string;
  };
}

const get = (path: string, method = "GET") => fetch(`${sandbox.baseUrl}/sandbox/partners${path}`, { method });
/** Somebody about whom is asked and for whom nothing is paid. */
const askedNik = () => sandbox.member("active")?.nik ?? "";
const requestsOf = async (partnerId: string): Promise<readonly Told[]> =>
  ((await (await get(`/${partnerId}/requests`)).json()) as { requests: Told[] }).requests;

/** Asks for a page under another host's name, as a browser does whose DNS was led to this machine. */
const statusUnder = (host: string) =>
  new Promise((resolve, reject) => {
    const options = { headers: { host } };
    httpGet(`${sandbox.baseUrl}/sandbox/partners`, options, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on("error", reject);
  });

describe("a bank's requests", () => {
  it("stand there newest first, with code, reference, outcome in both languages and repeats", async () => {
    const { nik, name } = sandbox.worker();
    await sandbox.bri.inquire(nik, "R-1");
    await sandbox.bri.pay(nik, "R-1", "8400.00", { virtualAccountName: name });
    await sandbox.bri.pay(nik, "R-1", "8400.00", { flagAdvise: "Y" });
    await sandbox.bri.pay(nik, "R-unknown", "8400.00");
    const text = await (await get("/bri/requests")).text();
    // midtrans-client asks for a token before each call.
    const requests = (await requestsOf("bri")).filter(({ service }) => service !== "token");
    expect(
      requests
        .slice(0, 4)
        .map(({ service, code, reference, attempt, isRepeat }) => [
          service,
          code,
          reference,
          attempt,
          isRepeat,
        ]),
    ).toEqual([
      ["payment", "4042519", "R-unknown", 1, false],
      ["payment", "2002500", "R-1", 2, true],
      ["payment", "2002500", "R-1", 1, false],
      ["inquiry", "2002400", "R-1", 1, false],
    ]);
    expect(requests[0]?.outcome).toEqual({
      english: "No inquiry for this payment",
      indonesia: "Tidak ada inquiry untuk pembayaran ini",
    });
    expect(requests[1]).toMatchObject({ isVerified: true, outcome: { indonesia: "Pembayaran tercatat" } });
    expect(requests[1]?.bodySha256).toMatch(/^[0-9a-f]{64}$/);
    // Digits of a clock: where they could be a NIK by chance, only their ends are shown.
    expect(requests[0]?.externalId).toMatch(/^\d{4}[\d*]+\d{4}$/);
    expect([text.includes(nik), text.includes(name)]).toEqual([false, false]);
  });

  it("whose signature is wrong stand under the partner that they name, as unverified, with the explanation", async () => {
    const bni = { ...sandbox.credentials("bni"), clientSecret: "not-the-secret-of-this-bank" };
    const reply = await snapClient(sandbox.baseUrl, bni).inquiry({
      customerNo: askedNik(),
      inquiryRequestId: "R-2",
    });
    expect(reply.responseCode).toBe("4012400");
    const [last, before] = await requestsOf("bni");
    expect(last).toMatchObject({
      code: "4012400",
      isVerified: false,
      outcome: { indonesia: "Tanda tangan salah" },
    });
    expect(last?.explanation).toMatchObject({ verdict: "signature-wrong", nearMisses: [] });
    expect(last?.explanation?.stringToSign).toContain("POST:/v1.0/transfer-va/inquiry:");
    expect(before).toMatchObject({ service: "token", isVerified: true });
  });

  it("that are only too old are verified", async () => {
    const entry = sandbox.h2hEntry("alfamart");
    const asked = { method: "GET", path: "/h2h/v1/payments/R-old", body: "" };
    const headers = signedHeaders(entry, asked, Math.floor(Date.now() / 1000) - 3_600);
    await fetch(sandbox.baseUrl + asked.path, { headers });
    const [last] = await requestsOf("alfamart");
    expect(last).toMatchObject({ code: "signature-stale", status: 401, isVerified: true });
  });

  it("refused for other reasons are verified, because the signature was genuine", async () => {
    const { bni } = sandbox;
    await bni.inquiry({ customerNo: "1", inquiryRequestId: "R-3" });
    const [last] = await requestsOf("bni");
    expect([last?.status === 400 || last?.status === 404, last?.isVerified]).toEqual([true, true]);
  });
});

describe("a shop's requests", () => {
  it("have the problem's name as their code, and say that an answer was a repeat", async () => {
    const shop = await h2hShop(sandbox.baseUrl, sandbox.h2hEntry("pos"));
    const quote = await shop.inquire(sandbox.worker().nik, 1);
    await shop.pay("R-4", quote);
    await shop.pay("R-4", quote, { advice: true });
    await shop.ask("R-nothing");
    const requests = await requestsOf("pos");
    expect(
      requests
        .slice(0, 4)
        .map(({ service, code, reference, isRepeat }) => [service, code, reference, isRepeat]),
    ).toEqual([
      ["status", "payment-not-seen", "R-nothing", false],
      ["payment", "ok", "R-4", true],
      ["payment", "ok", "R-4", false],
      ["inquiry", "ok", quote.body.inquiryId, false],
    ]);
  });

  it("a number like a NIK in a reference keeps its ends only", async () => {
    const shop = await h2hShop(sandbox.baseUrl, sandbox.h2hEntry("pos"));
    const nik = askedNik();
    await shop.ask(nik);
    const text = await (await get("/pos")).text();
    expect(text).not.toContain(nik);
    expect(text).toContain(`${nik.slice(0, 4)}********${nik.slice(-4)}`);
  });

  it("a long number that the gateway compared with the worker's own is shown whole", async () => {
    const [own, other] = [askedNik(), sandbox.member("never-paid")?.nik ?? ""];
    await sandbox.bri.inquire(own, `2026112009${other}`);
    expect((await requestsOf("bri"))[0]).toMatchObject({ code: "2002400", reference: `2026112009${other}` });
    await sandbox.bri.inquire(own, `2026112009${own}`);
    const [refused] = await requestsOf("bri");
    expect(refused).toMatchObject({ code: "4002401", reference: expect.stringContaining("***") });
    expect(JSON.stringify(refused)).not.toContain(own);
  });

  it("of nobody that is known stand under nobody", async () => {
    const entry = { ...sandbox.h2hEntry("indomaret"), keyId: "a-key-of-nobody" };
    const shop = await h2hShop(sandbox.baseUrl, entry);
    await shop.ask("R-5");
    const [last] = await requestsOf("unknown");
    expect(last).toMatchObject({ code: "key-unknown", isVerified: false });
  });
});

describe("the pages", () => {
  it("list the partners and show one, Indonesian first, English beside it, without any script", async () => {
    const index = await get("");
    const page = await get("/bni");
    for (const answer of [index, page]) {
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'; style-src 'self'");
    }
    expect(await index.text()).toContain('href="/sandbox/partners/alfamart"');
    const text = await page.text();
    expect(text).toContain('<span lang="id">Ditolak</span> <span class="en" lang="en">Refused</span>');
    expect(text).toContain("POST:/v1.0/transfer-va/inquiry:");
    expect(text).not.toMatch(/<script|style=|onclick|javascript:/i);
  });

  it("escape what a caller sent", async () => {
    const attack = "R<script>alert(1)</script>&'\"";
    await sandbox.bri.inquire(askedNik(), attack);
    const text = await (await get("/bri")).text();
    expect(text).toContain("R&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;&quot;");
    expect(text).not.toContain("<script");
  });

  it("answer 404 for nobody, 405 for a change, 421 for another host's name", async () => {
    expect((await get("/nobody")).status).toBe(404);
    expect((await get("/bri/requests/more")).status).toBe(404);
    expect((await get("/bri", "POST")).status).toBe(405);
    expect((await get("/record.css")).headers.get("content-type")).toContain("text/css");
    expect(await statusUnder("kanal.attacker.example")).toBe(421);
  });
});

it("no string to sign is on the disk", () => {
  const bytes =
    readFileSync(`${sandbox.dataDir}/harness.db`).toString("latin1") +
    readFileSync(`${sandbox.dataDir}/harness.db-wal`).toString("latin1");
  expect(bytes).toContain("R-unknown");
  expect(bytes).not.toContain("POST:/v1.0/transfer-va/inquiry:");
});
