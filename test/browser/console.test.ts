import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { addDays, businessDateOf, instant } from "../../shared/calendar/calendar.ts";
import { openSandbox } from "../e2e/sandbox.ts";
import { openBrowser, type TestBrowser } from "./browser.ts";
import { type OpsScreen, openOps } from "./ops-screen.ts";

/** Ten rooms in two widths; pictures take longer still. */
const ROOMS_MS = 120_000;
/** Pages behind the rooms are for the full run, and for whoever wants the pictures. */
const IS_FULL = process.env.KANAL_TEST === "full" || process.env.KANAL_PICTURES === "1";

/** A breach is discovered by machine time. */
const dayOfMachine = () => businessDateOf(instant(Date.now()));

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let browser: TestBrowser;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([openSandbox(), openBrowser()]);
  const { nik } = sandbox.worker();
  await sandbox.bri.inquire(nik, "C-1");
  await sandbox.bri.pay(nik, "C-1", "8400.00");
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});

async function consoleFor(subject?: string, options?: Parameters<typeof openOps>[2]): Promise<OpsScreen> {
  const screen = await openOps(browser, sandbox.baseUrl, options);
  onTestFinished(() => screen.page.context().close());
  if (subject !== undefined) await screen.signIn(subject);
  return screen;
}

test("one signs in through the issuer, comes back to the page one asked for, and out again", {
  timeout: ROOMS_MS,
}, async () => {
  const screen = await consoleFor();
  await screen.open("/audit?actor=nobody");
  expect(await screen.heading()).toBe("Masuk ke konsol");
  await screen.inspect("01-sign-in");
  await screen.page.locator("a.primary").click();
  await screen.inspect("02-who-are-you");
  await screen.page.locator('button[value="ops-rina"]').click();
  await screen.page.waitForURL(/\/ops\/audit\?actor=nobody$/);
  expect(await screen.heading()).toBe("Jejak audit");
  await screen.press("Keluar");
  expect(await screen.text()).toContain("Anda sudah keluar");
  await screen.open("/partners");
  expect(await screen.heading()).toBe("Masuk ke konsol");
});

test("every room is readable by everyone, on a laptop and on a phone", { timeout: ROOMS_MS }, async () => {
  const screen = await consoleFor("ops-agus");
  const rooms = await screen.page
    .locator("nav a")
    .evaluateAll((links) => links.map((link) => String(link.getAttribute("href")).slice("/ops".length)));
  expect(rooms.length).toBeGreaterThanOrEqual(6);
  for (const room of rooms) {
    await screen.open(room);
    await screen.inspect(`10-${room.slice(1) || "overview"}`);
  }
  await screen.open("/health");
  await screen.inspect("10-health");
  await screen.open("/partners/bri");
  await screen.page.getByText("Hentikan mitra ini").click();
  await screen.inspect("11-partner");
  await screen.open("/nothing");
  await screen.inspect("12-not-found");
});

test.skipIf(!IS_FULL)(
  "a person who was found, a drill of a breach and one partner's dates are readable too",
  { timeout: ROOMS_MS },
  async () => {
    const screen = await consoleFor("ops-budi");
    const { page } = screen;
    await screen.open("/data-subjects");
    await page.locator('input[name="nik"]').fill(sandbox.worker().nik);
    await page.locator('textarea[name="reason"]').fill("surat OPS-4713");
    await screen.press("Cari");
    await screen.inspect("data-subject");
    await screen.open("/breaches");
    await page.locator('input[name="discoveredAt"]').fill(`${addDays(dayOfMachine(), -1)}T09:00`);
    await page.locator('textarea[name="summary"]').fill("Laptop petugas hilang; latihan");
    await screen.press("Mulai hitungan");
    await page.locator('input[name="since"]').fill(`${addDays(dayOfMachine(), -1)}T08:00`);
    await page.locator('input[name="reason"]').fill("latihan");
    await screen.press("Hitung dari jejak audit");
    expect(await screen.text()).toMatch(/Orang yang datanya terlihat\s+1/);
    await screen.inspect("breach");
    await screen.open("/settlements?partner=pos");
    await screen.inspect("settlements-of-one");
  },
);

test("dark where the system is dark, with the same contrast", { timeout: ROOMS_MS }, async () => {
  const screen = await consoleFor("ops-rina", { colorScheme: "dark" });
  await screen.inspect("13-dark");
});

test("the language is Indonesian until somebody chooses, and stays where one is", async () => {
  const screen = await consoleFor("ops-rina");
  await screen.open("/partners");
  expect(await screen.heading()).toBe("Mitra & kunci");
  await screen.press(/English/);
  expect(await screen.heading()).toBe("Partners & keys");
  expect(await screen.page.locator("html").getAttribute("lang")).toBe("en");
});

test("with the keyboard alone: past the navigation, into the filter, and the focus always shows", async () => {
  const screen = await consoleFor("ops-rina");
  const { page } = screen;
  await screen.open("/audit");
  const focused = "[...document.querySelectorAll('*')].indexOf(document.activeElement)";
  const isShown = () => page.evaluate("getComputedStyle(document.activeElement).outlineStyle === 'solid'");
  /** Moves the focus on by one. The policy forbids the page what `pressTab` waits with. */
  const tab = async () => {
    await page.bringToFront();
    const before = await page.evaluate(focused);
    await page.keyboard.press("Tab");
    await expect.poll(() => page.evaluate(focused)).not.toBe(before);
    await expect.poll(isShown).toBe(true);
  };
  await tab();
  await page.keyboard.press("Enter");
  // Day before; day, in its parts; who.
  for (let stop = 0; stop < 8; stop++) {
    await tab();
    if (await page.evaluate("document.activeElement.name === 'actor'")) break;
    if (await page.evaluate("document.activeElement.name === 'day'")) {
      await page.locator('input[name="actor"]').focus();
      break;
    }
  }
  await page.keyboard.type("ops-budi");
  await page.keyboard.press("Enter");
  await page.waitForURL(/actor=ops-budi/);
  expect(await screen.heading()).toBe("Jejak audit");
});

test("a suspended partner takes no payment within seconds, and a colleague's page from before is told so", async () => {
  const [dewi, agus] = await Promise.all([consoleFor("ops-dewi"), consoleFor("ops-agus")]);
  for (const screen of [dewi, agus]) {
    await screen.open("/partners/alfamart");
    await screen.page.getByText("Hentikan mitra ini").click();
    await screen.page.locator('textarea[name="reason"]').fill("tills answer nothing");
  }
  await dewi.press("Hentikan");
  expect(await dewi.text()).toContain("Mitra dihentikan");
  await agus.press("Hentikan");
  expect(await agus.heading()).toBe("Sudah berubah");
  await agus.inspect("14-stale");
  await agus.open("/audit?subject=alfamart");
  expect(await agus.text()).toContain("partner.suspend");
});

test("who may not, is told who may, and the attempt stands in the trail", async () => {
  const screen = await consoleFor("ops-rina");
  const { page } = screen;
  await screen.open("/partners/bri");
  expect(await page.getByText("Hentikan mitra ini").count()).toBe(0);
  // As if she had kept the form of somebody else's page.
  await page.evaluate(
    "(() => { const form = document.querySelector('form.person'); form.action = '/ops/partners/bri/standing'; })()",
  );
  await screen.press("Keluar");
  expect(await screen.heading()).toBe("Bukan wewenang Anda");
  await screen.inspect("15-not-yours");
  await screen.open("/audit?actor=ops-rina");
  expect(await screen.text()).toContain("has viewer; needs approver");
});

test("it all works without script", async () => {
  const screen = await consoleFor("ops-budi", { javaScriptEnabled: false });
  await screen.open("/data-subjects");
  await screen.page.locator('input[name="nik"]').fill(sandbox.worker().nik);
  await screen.page.locator('textarea[name="reason"]').fill("he asked at the counter");
  await screen.press("Cari");
  expect(await screen.text()).toMatch(/\*{12}\d{4}/);
});
