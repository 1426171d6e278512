import { createHash, createHmac, randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { addPartner } from "../../../infra/cli/partner/add-partner.ts";
import { billOf } from "../../../infra/cli/snap-bill.ts";
import { formatInstant, instant } from "../../../shared/calendar/calendar.ts";
import { closeDesks } from "./desk.ts";
import { openServedDesk } from "./served-desk.ts";

afterAll(closeDesks);

/** The whole of what anybody wrote to connect this bank. */
const FILE = fileURLToPath(new URL("../../../docs/partners/examples/bank-maju.json", import.meta.url));
const NIK = "9999991503850001";

/** The bank connected by its file alone. */
async function bankMaju() {
  const desk = await openServedDesk();
  await desk.registerWorker(NIK);
  const said = await addPartner(desk, FILE, { play: true });
  const entry = desk.played("bankmaju");
  if (entry?.protocol !== "snap") throw new RangeError("bankmaju is not played");
  return { desk, said, entry, bank: desk.bank("bankmaju") };
}

it("a bank with paths, codes and formats of its own is connected by one file, and pays", async () => {
  const { desk, said, entry, bank } = await bankMaju();
  expect(said).toContain("POST              /maju/tagihan/v3/bayar");
  expect(said).toContain('"00004451"');
  expect(entry.partnerServiceId).toBe("00004451");

  const token = await bank.token();
  expect([token.responseCode, token.body.tokenType]).toEqual(["2007300", "BearerToken"]);
  const quote = await bank.inquiry({ customerNo: `${NIK}02`, inquiryRequestId: "MAJU-1" });
  expect(quote.responseCode).toBe("2002400");
  expect(quote.headers.get("x-timestamp")).toMatch(/\.\d{3}\+07:00$/);
  const data = quote.body.virtualAccountData as Record<string, unknown>;
  expect(data).toMatchObject({ partnerServiceId: "00004451", virtualAccountNo: `00004451${NIK}02` });
  expect(data.additionalInfo).toBeDefined();
  expect(quote.body.additionalInfo).toBeUndefined();

  const bill = billOf(quote);
  expect(bill?.feeRupiah).toBe(2_000);
  const pay = () =>
    bank.payment({
      ...{ customerNo: `${NIK}02`, paymentRequestId: "MAJU-1", amount: `${bill?.totalRupiah}.00` },
      paidAt: desk.businessNow(),
    });
  const first = await pay();
  expect(first.responseCode).toBe("2002500");
  expect((await pay()).body).toEqual(first.body);
  const status = await bank.status({ customerNo: `${NIK}02`, paymentRequestId: "MAJU-1" });
  expect(status.responseCode).toBe("2002600");
});

it("its refusals have its own codes and its own words", async () => {
  const { desk, bank } = await bankMaju();
  const nobody = await bank.inquiry({ customerNo: "9999990101700009", inquiryRequestId: "MAJU-2" });
  expect([nobody.responseCode, nobody.body.responseMessage]).toEqual([
    "4042412",
    "Tagihan tidak ditemukan [Number is not registered]",
  ]);
  const quote = await bank.inquiry({ customerNo: NIK, inquiryRequestId: "MAJU-3" });
  desk.moveBusinessDay();
  const late = await bank.payment({
    ...{ customerNo: NIK, paymentRequestId: "MAJU-3", amount: `${billOf(quote)?.totalRupiah}.00` },
    paidAt: desk.businessNow(),
  });
  expect([late.responseCode, late.body.responseMessage]).toEqual([
    "4032500",
    "Tagihan kedaluwarsa, ulangi inquiry",
  ]);
});

it("the standard's path and the standard's encoding are not its own", async () => {
  const { desk, entry, bank } = await bankMaju();
  const { accessToken } = (await bank.token()).body;
  const ask = async (path: string, encoding: "hex" | "base64") => {
    const body = JSON.stringify({
      ...{ partnerServiceId: "00004451", customerNo: NIK, virtualAccountNo: `00004451${NIK}` },
      inquiryRequestId: randomUUID(),
    });
    const timestamp = formatInstant(instant(Date.now()));
    const digest = createHash("sha256").update(body).digest("hex");
    const text = `POST:${path}:${accessToken}:${digest}:${timestamp}`;
    const answer = await fetch(`${desk.gatewayUrl}${path}`, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/json",
        Authorization: `Bearer ${accessToken}`,
        "X-TIMESTAMP": timestamp,
        "X-SIGNATURE": createHmac("sha512", entry.clientSecret).update(text).digest(encoding),
        "X-PARTNER-ID": "MAJU-BPJSTK",
        "X-EXTERNAL-ID": randomUUID(),
        "CHANNEL-ID": "6017",
      },
    });
    return ((await answer.json()) as { responseCode: string }).responseCode;
  };
  expect(await ask("/maju/tagihan/v3/tanya", "base64")).toBe("4012400");
  // One discounted month is below the floor of the place that CHANNEL-ID 6017 names.
  expect(await ask("/maju/tagihan/v3/tanya", "hex")).toBe("4042413");
});
