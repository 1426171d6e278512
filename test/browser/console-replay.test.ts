import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { h2hClient } from "../../infra/cli/h2h-client.ts";
import { h2hTill } from "../../infra/cli/h2h-till.ts";
import { localKeys } from "../../infra/cli/partner/local-keys.ts";
import { registerWorkers } from "../../infra/cli/rotation/register-workers.ts";
import { snapClient } from "../../infra/cli/snap-client.ts";
import { snapTill } from "../../infra/cli/snap-till.ts";
import type { TillPort } from "../../infra/cli/till-port.ts";
import { openDataDir } from "../../infra/local/data-dir.ts";
import { LOCAL } from "../../infra/local/topology.ts";
import { businessDate, instant } from "../../shared/calendar/calendar.ts";
import { EMBEDDED_CORE } from "../../shared/core/embedded-core.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { memberPartition } from "../../shared/member/member-item.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { parseNik } from "../../shared/member/nik.ts";
import { readProfile } from "../../shared/partner/partner-store.ts";
import { formsOf } from "../../shared/settlement/ready-forms.ts";
import { writtenFile } from "../../shared/settlement/write-file.ts";
import { openSandbox } from "../e2e/sandbox.ts";
import { openBrowser, type TestBrowser } from "./browser.ts";
import { openConsole } from "./console-screen.ts";

const PAYMENTS = 50;
/** The tour of the other pages is for the full run, and for whoever wants the pictures. */
const IS_FULL = process.env.KANAL_TEST === "full" || process.env.KANAL_PICTURES === "1";
const MONTHS = 2;
/** Two programmes outside transport, Rp8,400 a discounted month. */
const EACH_RUPIAH = 16_800;
const PARTNERS = ["bri", "bni", "pos", "indomaret", "alfamart"];

const DAY = businessDate("2026-11-20");
const PAID_AT = Date.parse("2026-11-20T09:30:00+07:00");

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let browser: TestBrowser;
let client: DynamoDBClient;

beforeAll(async () => {
  // Nothing but the replay may mend what the core's silence left: no sweeper, and a failed message comes back after a minute and not after a sixth of a second.
  const alone = { schedules: false, waitMs: (seconds: number) => seconds * 6_000, coreSilenceSeconds: 0 };
  [sandbox, browser] = await Promise.all([openSandbox(alone), openBrowser()]);
  client = new DynamoDBClient({ endpoint: sandbox.engineUrl });
});
afterAll(async () => {
  await browser?.close();
  client?.destroy();
  await sandbox?.close();
});

function tillAt(partnerId: string): TillPort {
  const entry = sandbox.file.partners.find((partner) => partner.partnerId === partnerId);
  if (!entry) throw new Error(`${partnerId} is not in sandbox.json`);
  return entry.protocol === "h2h"
    ? h2hTill(h2hClient(sandbox.baseUrl, sandbox.h2hEntry(partnerId)))
    : snapTill(snapClient(sandbox.baseUrl, sandbox.credentials(partnerId)), partnerId);
}

/** Ten workers pay at each partner, one after the other there, all partners at once. @returns what the tills were told */
async function payEverywhere(niks: readonly string[]): Promise<readonly string[]> {
  const perPartner = niks.length / PARTNERS.length;
  const lanes = PARTNERS.map(async (partnerId, lane) => {
    const till = tillAt(partnerId);
    const told: string[] = [];
    for (const nik of niks.slice(lane * perPartner, (lane + 1) * perPartner)) {
      const quote = await till.inquire({ nik, months: MONTHS });
      if (quote.kind === "no") throw new Error(`${partnerId}: ${quote.refusal.code}`);
      told.push((await till.pay(quote.value, { paidAt: instant(Date.now()), advice: false })).kind);
    }
    return told;
  });
  return (await Promise.all(lanes)).flat();
}

/** A payment at the post office that the core refuses. @returns its reference */
async function refusedPayment(nik: string): Promise<string> {
  await sandbox.put("/sandbox/core", { mode: "reject" });
  const till = tillAt("pos");
  const quote = await till.inquire({ nik, months: 1 });
  if (quote.kind === "no") throw new Error(quote.refusal.code);
  await till.pay(quote.value, { paidAt: instant(Date.now()), advice: false });
  await sandbox.settled();
  await sandbox.put("/sandbox/core", { mode: "up" });
  return quote.value.reference;
}

/** The post office's file of the day, with one line that we never heard of, laid where the office lays it. */
async function layFile(reference: string, customerNumber: string): Promise<void> {
  const profile = await readProfile(dynamoLedger(client, LOCAL.table), "pos");
  const form = profile && formsOf(profile.settlement).find(({ says }) => says === "collected");
  if (!form) throw new Error("the post office has no form of file");
  const line = (of: string) => ({
    ...{ type: "payment" as const, reference: of, amountRupiah: 8_400, paidAt: instant(PAID_AT), months: 1 },
    ...{ customerNumber, store: "POS-1", till: "1" },
  });
  const lines = [line(reference), line("POS-TANPA-KABAR")];
  const s3 = new S3Client({ forcePathStyle: true });
  await s3.send(
    new PutObjectCommand({
      ...{ Bucket: LOCAL.settlementBucket, Key: `pos/${DAY}/pos_${form.nameContains}.csv` },
      Body: [...writtenFile(form, DAY, lines)].join(""),
    }),
  );
  s3.destroy();
}

test("the core goes down, 50 payments arrive at five partners, one replay activates each exactly once, and the page shows it live", {
  timeout: 120_000,
}, async () => {
  const ledger = dynamoLedger(client, LOCAL.table);
  const keys = localKeys(openDataDir(sandbox.dataDir));
  const niks = await registerWorkers({ ledger, keys }, PAYMENTS);
  const ordered = vi.spyOn(EMBEDDED_CORE, "activate");
  onTestFinished(() => ordered.mockRestore());

  await sandbox.put("/sandbox/core", { mode: "down" });
  expect(await payEverywhere(niks)).toEqual(Array(PAYMENTS).fill("yes"));

  const screen = await openConsole(browser, sandbox.baseUrl, { name: /Budi Hartono/, path: "/failures" });
  await vi.waitFor(
    async () => {
      await screen.goto("/failures");
      expect(await screen.text()).toMatch(/Terbuka 50 /);
    },
    { timeout: 15_000, interval: 300 },
  );
  expect(await screen.text()).toMatch(/Sistem inti tidak menjawab 50 Rp840\.000/);
  expect(await screen.page.locator("main tbody input[type=checkbox]").count()).toBe(PAYMENTS);
  expect(await screen.page.locator("section.panel").first().locator("tbody tr").count()).toBe(1);
  expect(ordered).not.toHaveBeenCalled();
  await screen.inspect("failures-after-an-outage");

  await sandbox.put("/sandbox/core", { mode: "up" });
  await screen.follow(/Jalankan ulang 50/);
  expect(await screen.text()).toMatch(/Kegagalan 50 Rupiah Rp840\.000/);
  await screen.inspect("replay-preview");
  await screen.page.getByLabel("Alasan").fill("Sistem inti pulih, tiket OPS-4711");
  await screen.press(/Jalankan ulang 50/);
  // No page is loaded from here on: what moves is the live piece.
  await screen.page.evaluate("window.stillTheSamePage = true");
  await screen.page.locator("[data-done]", { hasText: /^50$/ }).waitFor({ timeout: 15_000 });
  await screen.page.locator(".live .badge.good", { hasText: "selesai" }).waitFor();
  expect(await screen.page.evaluate("window.stillTheSamePage")).toBe(true);
  expect(await screen.text()).toMatch(/Diaktifkan 50/);
  await screen.inspect("replay-done");

  const keysOrdered = ordered.mock.calls.map(([{ paymentKey }]) => paymentKey);
  expect([keysOrdered.length, new Set(keysOrdered).size]).toEqual([PAYMENTS, PAYMENTS]);
  const slices = await Promise.all(
    niks.map(async (text) => {
      const nik = parseNik(text);
      if (!nik) throw new Error("not a NIK");
      const partition = memberPartition(memberKeyOf(keys.nikHashKey, nik));
      return ledger.readRange({ partition, from: "SLICE#", to: "SLICE$" });
    }),
  );
  // Two months in two programmes for each worker, every one of a payment of its own.
  expect(slices.map((each) => each.length)).toEqual(Array(PAYMENTS).fill(MONTHS * 2));
  expect(new Set(slices.flat().map(({ paymentKey }) => paymentKey)).size).toBe(PAYMENTS);
  await screen.goto("/failures");
  expect(await screen.text()).toContain("Tidak ada yang terbuka.");
  expect(EACH_RUPIAH * PAYMENTS).toBe(840_000);
});

test.skipIf(!IS_FULL)(
  "a failure, its payment, a correction by two people and a settlement day are there for everybody, on a phone too",
  {
    // With pictures a minute and a half; a third of it without.
    timeout: 180_000,
  },
  async () => {
    const { nik } = sandbox.worker();
    const reference = await refusedPayment(nik);
    const budi = await openConsole(browser, sandbox.baseUrl, { name: /Budi Hartono/, path: "/failures" });
    await budi.page.locator(".pick a").click();
    await budi.page.getByRole("heading", { level: 1, name: "Ditolak sistem inti" }).waitFor();
    expect(await budi.text()).toMatch(/Sistem kepesertaan menolak mengaktifkan perlindungan/);
    await budi.page.getByLabel("Catatan").fill("Pos menanyakan <script>alert(1)</script>");
    await budi.press("Simpan catatan");
    expect(await budi.text()).toContain("Pos menanyakan <script>alert(1)</script>");
    await budi.inspect("failure");
    await budi.follow(reference);
    expect(await budi.text()).toMatch(/tercatat, belum aktif Jumlah Rp8\.400/);
    await budi.inspect("payment");

    await budi.goto("/payments");
    await budi.page.getByLabel("Nomor").fill(reference.slice(0, 9));
    await budi.press("Cari");
    await budi.inspect("payment-search");

    await layFile(reference, nik);
    await sandbox.settled();
    await budi.goto(`/settlements/pos/${DAY}`);
    await vi.waitFor(
      async () => {
        await budi.goto(`/settlements/pos/${DAY}`);
        expect(await budi.text()).toContain("POS-TANPA-KABAR");
      },
      { timeout: 10_000, interval: 300 },
    );
    await budi.inspect("settlement-day");
    await budi.follow("Ajukan koreksi");
    await budi.inspect("correction-new");
    await budi.press("Lihat akibatnya");
    await budi.inspect("correction-preview");
    expect(await budi.text()).toMatch(/(November|Desember) 2026/);
    await budi.page.getByLabel("Alasan").fill("Bukti setor dari Kantor Pos, tiket OPS-4712");
    await budi.press("Ajukan");

    const dewi = await openConsole(browser, sandbox.baseUrl, { name: /Dewi Lestari/, path: "/corrections" });
    await dewi.inspect("corrections");
    await dewi.follow("Bukukan bulannya");
    await dewi.inspect("correction");
    await dewi.page.getByLabel("Alasan").first().fill("Dicocokkan dengan bukti setor");
    await dewi.press("Setujui dan jalankan");
    expect(await dewi.text()).toContain("Disetujui dan dijalankan.");
    await dewi.goto("/settlements");
    await dewi.inspect("settlements");
    await dewi.goto("/replays");
    await dewi.inspect("replays");
  },
);
