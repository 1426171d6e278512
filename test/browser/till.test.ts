import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Response } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { pressTab } from "./browser.ts";
import { openCounter } from "./counter.ts";

/** Ways that differ little from their neighbours, or that other tests go without a browser, are for the full run, and for whoever wants the pictures. */
const IS_FULL = process.env.KANAL_TEST === "full" || process.env.KANAL_PICTURES === "1";

let counter: Awaited<ReturnType<typeof openCounter>>;

beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter?.close());

describe("the whole way", () => {
  test("a bank's agent: number, name, price by month and programme, slip, cover", async () => {
    const screen = await counter.till();
    await screen.inspect("01-number");
    const { nik, name } = counter.nextWorker(counter.isLowest);
    await screen.ask({ partner: "bri", nik, months: 3 });
    await screen.inspect("02-bill-of-a-bank");
    const bill = await screen.text();
    for (const part of [
      "N* L** P*** S***",
      "Terlindungi hari ini juga 20 Nov 2026 - 19 Feb 2027",
      "PP 50/2025",
    ]) {
      expect(bill).toContain(part);
    }
    const cells = await screen.page.locator(".price tbody tr").allInnerTexts();
    expect(cells.map((row) => row.replace(/\s+/g, " ").trim())).toEqual([
      "November 2026 harga penuh 10.000 5.000 harga penuh 6.800 3.400 8.400",
      "Desember 2026 harga penuh 10.000 5.000 harga penuh 6.800 3.400 8.400",
      "Januari 2027 10.000 6.800 16.800",
    ]);
    expect(bill).toMatch(/Iuran\s+Rp33\.600\s+Biaya layanan[\s\S]*Rp2\.500\s+Total\s+Rp36\.100/);
    expect(bill).toContain("Rp42 juta setelah tiga bulan");
    expect(bill).not.toContain(name);

    await screen.press("pay");
    await screen.active();
    expect(await screen.heading()).toBe("Pembayaran tercatat");
    const slip = await screen.page.locator(".paper").innerText();
    expect(slip).toMatch(/BRILink\n20-11-2026 10:0\d:\d\d WIB/);
    expect(slip).toMatch(/TOTAL +Rp36\.100/);
    expect(await screen.codes()).toEqual(["200 2002400", "200 2002500", "200 2002600"]);
    expect(await screen.page.locator('.station[data-reached="true"]').count()).toBe(4);
    await screen.inspect("03-slip-of-a-bank");
  });

  test.skipIf(!IS_FULL)(
    "a minimarket: three programmes, and the gateway's own slip in both widths",
    async () => {
      const { nik } = counter.nextWorker(({ programmes }) => programmes.length === 3);
      const { screen } = await counter.tillWithBill("indomaret", 2, nik);
      expect(await screen.text()).toContain("Tabungan milik sendiri");
      await screen.inspect("04-bill-of-a-minimarket");
      await screen.press("pay");
      await screen.active();
      const widest = async () =>
        Math.max(...(await screen.page.locator(".paper").innerText()).split("\n").map((line) => line.length));
      expect(await widest()).toBe(32);
      await screen.page.getByRole("link", { name: "80 mm" }).click();
      expect(await widest()).toBe(42);
      await screen.inspect("05-slip-80-mm");
      const clipped = await screen.page.evaluate(
        "(() => { const { scrollWidth, clientWidth } = document.querySelector('.paper pre'); return scrollWidth - clientWidth; })()",
      );
      expect(clipped).toBe(0);
      await screen.press("status");
      expect((await screen.codes()).at(-1)).toBe("200");
      expect(await screen.heading()).toBe("Pembayaran tercatat");
    },
  );

  test.skipIf(!IS_FULL)(
    "arrears that do not reach today say how many months would, and price them at a press",
    async () => {
      const { screen } = await counter.tillWithBill("pos", 1, counter.sandbox.member("grace")?.nik);
      expect(await screen.text()).toContain("Belum melindungi hari ini.");
      await screen.inspect("06-arrears");
      await screen.press("more-months");
      expect(await screen.text()).toContain("Terlindungi hari ini juga");
      await screen.press("back");
      expect(await screen.heading()).toBe("Bayar iuran BPU");
    },
  );

  test("a refusal tells the cashier what to do before it tells the reason", async () => {
    const { screen } = await counter.tillWithBill("bni", 1, counter.sandbox.member("deceased")?.nik);
    expect(await screen.page.locator(".note").innerText()).toMatch(
      /^Jangan terima uang; arahkan peserta ke 175\n+Alasan: Silakan hubungi 175 4042412$/,
    );
    await screen.inspect("07-refused");
  });

  test.skipIf(!IS_FULL)(
    "whoever else is in sandbox.json can be paid at, whatever his way with SNAP",
    async () => {
      const screen = await counter.till();
      const shown = ["bri", "bni", "pos", "indomaret", "alfamart"];
      for (const { partnerId } of counter.sandbox.file.partners) {
        if (shown.includes(partnerId)) continue;
        await screen.page.goto("/sandbox/till");
        await screen.ask({ partner: partnerId, nik: counter.nextWorker().nik, months: 2 });
        await screen.press("pay");
        await screen.active();
      }
    },
  );

  test("it all works without script", async () => {
    const screen = await counter.till({ javaScriptEnabled: false });
    await screen.ask({ partner: "alfamart", nik: counter.nextWorker().nik, months: 1 });
    await screen.press("pay");
    await screen.press("status");
    await screen.active();
  });
});

describe("accidents", () => {
  test("an answer that got lost is asked for again as an advice, and the money is booked once", async () => {
    const { screen } = await counter.tillWithBill("bni");
    await screen.press("lose-answer");
    expect(await screen.heading()).toBe("Belum ada jawaban");
    expect(await screen.text()).toContain("Jangan kembalikan uang");
    await screen.inspect("08-lost-answer");
    await screen.press("advice");
    await screen.active();
    expect((await screen.codes()).slice(1)).toEqual(["200", "tanpa jawaban", "200 2002500", "200 2002600"]);
    expect(await screen.text()).toContain("flagAdvise=Y");
    await screen.inspect("09-advice");
  });

  test.skipIf(!IS_FULL)("a lost answer is found by the status as well", async () => {
    const { screen } = await counter.tillWithBill("alfamart", 1);
    await screen.press("lose-answer");
    await screen.press("status");
    await screen.active();
  });

  test.each(["bri", "indomaret"])("a double tap at %s is one booking and one slip", async (partner) => {
    const { screen } = await counter.tillWithBill(partner, 1);
    await screen.press("tap-twice");
    await screen.active();
    const told = await screen.page.locator(".story dl").innerText();
    expect(told.replace(/\s+/g, " ")).toBe(
      "Permintaan dikirim 2 Struknya sama, huruf demi huruf ya Pembukuan diumumkan 1",
    );
    if (partner === "bri") await screen.inspect("10-double-tap");
    else expect(await screen.text()).toContain("Kanal-Replayed: true");
  });

  test.skipIf(!IS_FULL)(
    "a second till that pays the same months is refused, with its reason and what its cashier does",
    async () => {
      const { screen } = await counter.tillWithBill("indomaret", 1);
      await screen.press("second-till");
      await screen.active();
      const told = await screen.page.locator(".story dl").innerText();
      expect(told).toContain("Bulan ini sudah dibayar (4042514)");
      expect(told).toContain("Kembalikan uang, lalu ulangi cek tagihan");
      await screen.inspect("11-second-till");
    },
  );

  test.skipIf(!IS_FULL)(
    "money taken while the core is down is covered from the payment, once the core is up",
    async () => {
      const { screen } = await counter.tillWithBill("pos", 1);
      await screen.press("core-down");
      await screen.page.getByText(/percobaan ke-\d/).waitFor();
      expect(await screen.page.locator(".seal").innerText()).toBe("Dicatat; perlindungan segera aktif");
      await screen.inspect("12-core-down");
      await screen.press("core-up");
      await screen.active(10_000);
      expect(await screen.text()).toMatch(/Perlindungan dihitung sejak 10:0\d:\d\d, saat uang diterima/);
    },
  );

  test("a reversal takes the cover back, and the status says so", async () => {
    const { screen } = await counter.tillWithBill("alfamart", 1);
    await screen.press("pay");
    await screen.active();
    await screen.press("reverse");
    expect(await screen.heading()).toBe("Pembayaran dibatalkan");
    await screen.page.locator('.station[data-name="revoked"][data-reached="true"]').waitFor();
    await screen.press("status");
    expect(await screen.page.locator(".exchange").last().innerText()).toContain("reversed");
    await screen.inspect("13-reversed");
  });
});

test("a cashier without a mouse: Tab, arrows and Enter from the number to the slip, and the focus always shows", async () => {
  const { page, ...screen } = await counter.till();
  const { keyboard } = page;
  /** The face of a choice stands behind its radio button and shows the focus for it. */
  const isShown = () =>
    page.evaluate(
      "[document.activeElement, document.activeElement.nextElementSibling].some((one) => one && getComputedStyle(one).outlineStyle === 'solid')",
    );
  const tab = async (times = 1) => {
    for (let stop = 0; stop < times; stop++) {
      await pressTab(page);
      // A busy machine may paint the focus a moment after it moved.
      await expect.poll(isShown).toBe(true);
    }
  };
  await tab();
  await keyboard.press("ArrowRight");
  await tab();
  await keyboard.type(counter.nextWorker().nik);
  await tab(3);
  await keyboard.press("ArrowLeft");
  await tab();
  await keyboard.press("Enter");
  await page.waitForURL(/visits/);
  await expect.poll(() => screen.codes()).toEqual(["200 2002400"]);
  expect(await page.locator(".exchange .caller").innerText()).toBe("BNI");
  expect(await page.locator(".price tbody tr").count()).toBe(2);
  await tab();
  await keyboard.press("Enter");
  await screen.active();
});

test.skipIf(!IS_FULL)(
  "the language is Indonesian until somebody chooses, and the choice is remembered",
  async () => {
    const { screen } = await counter.tillWithBill("bri", 1);
    expect(await screen.page.locator("html").getAttribute("lang")).toBe("id");
    await screen.press("en");
    expect(await screen.heading()).toBe("Is this the right person?");
    expect(await screen.page.locator("html").getAttribute("lang")).toBe("en");
    await screen.press("pay");
    await screen.active();
    await screen.inspect("14-in-english");
    await screen.page.getByRole("link", { name: "Next worker" }).click();
    expect(await screen.heading()).toBe("Pay a BPU contribution");
  },
);

test("script in a field is text, the field says what to do, and Enter in it asks again", async () => {
  const typed = '"><img src=x onerror=alert(1)>';
  const { screen } = await counter.tillWithBill("bri", 1, typed);
  expect(await screen.page.locator("#nik").inputValue()).toBe(typed);
  expect(await screen.page.locator("#nik-mistake").innerText()).toContain("NIK harus 16 angka");
  expect(await screen.page.locator("main img").count()).toBe(0);
  await screen.inspect("15-mistake");
  const { nik } = counter.nextWorker();
  await screen.page.locator("#nik").fill(nik);
  await screen.page.keyboard.press("Enter");
  await screen.page.locator(".person").waitFor();
  expect(await screen.page.locator(".person").innerText()).toContain(nik.slice(-4));
});

test("neither a whole NIK nor a partner's key is in anything that the browser gets", async () => {
  const screen = await counter.till();
  const got: Promise<string>[] = [];
  // A redirect has no body.
  const textOf = async (answer: Response) =>
    JSON.stringify(answer.headers()) + (await answer.text().catch(() => ""));
  screen.page.on("response", (answer) => void got.push(textOf(answer)));
  const { nik } = counter.nextWorker();
  await screen.ask({ partner: "bri", nik, months: 1 });
  await screen.press("second-till");
  await screen.active();
  const all = (await Promise.all(got)).join("\n");
  expect(all).toContain(`************${nik.slice(-4)}`);
  const { clientSecret, privateKeyPem } = counter.sandbox.credentials("bri");
  const secrets = [nik, clientSecret, privateKeyPem.slice(40, 100), "PRIVATE KEY", "Bearer "];
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
});

test("a page elsewhere cannot press the till's buttons, though the browser is on the same machine", async () => {
  const elsewhere = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(
      `<form method="post" action="${counter.sandbox.baseUrl}/sandbox/till/visits"><button name="act" value="core-up">x</button></form>`,
    );
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void elsewhere.close());
  const { page } = await counter.browser.open();
  onTestFinished(() => page.context().close());
  await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
  const answered = page.waitForResponse(/visits/);
  await page.locator("button").click();
  expect((await answered).status()).toBe(403);
});
