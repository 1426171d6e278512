import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { businessDate } from "../../../shared/calendar/calendar.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { placeOf } from "../../partner/sample-profile.ts";
import { BRI } from "../../protocol/snap/bri-profile.ts";
import { inquiryBody, NIK, NUMBERS, type Reply } from "./bank.ts";
import { insuredBank } from "./insured-bank.ts";

/** What refuses new payments never touches a booked one. */
let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const rupiah = (value: string) => ({ value, currency: "IDR" });
const numbers = (customerNo: string) => ({ customerNo, virtualAccountNo: `   77210${customerNo}` });
const verdict = ({ body }: Reply) => `${body.responseCode} ${body.virtualAccountData?.paymentFlagStatus}`;

describe("a payment that contradicts itself", () => {
  it.each([
    ["months in the number", numbers(`${NIK}03`), "4042512 01"],
    ["months in additionalInfo", { additionalInfo: { months: 3 } }, "4042512 01"],
    ["months that are no count", { additionalInfo: { months: "drei" } }, "4042512 01"],
    ["another total", { totalAmount: rupiah("16801.00") }, "4042513 01"],
  ])("is refused while nothing is booked: %s", async (_what, more, code) => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment(numbers(`${NIK}02`), more);
    const first = await bri.pay(sent);
    expect(verdict(first)).toBe(code);
    expect((await bri.pay(sent)).text).toBe(first.text);
  });

  it("snap-bi 8.11: never meets a 4xx once it is booked", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment(numbers(`${NIK}02`));
    const first = await bri.pay(sent);
    expect(verdict(first)).toBe("2002500 00");
    expect((await bri.pay({ ...sent, totalAmount: rupiah("1.00") })).text).toBe(first.text);
    expect((await bri.pay({ ...sent, additionalInfo: { months: "drei" } })).text).toBe(first.text);
    expect((await bri.pay(sent, { headers: { "X-EXTERNAL-ID": `9${NIK}` } })).text).toBe(first.text);
    const others = await bri.pay({ ...sent, ...numbers(`${NIK}03`) });
    expect(others.body.responseCode).toBe("5002500");
    expect(bri.lines.at(-1)?.conflict).toEqual(["months"]);
    expect(JSON.stringify(bri.lines)).not.toContain(NIK);
  });

  it("a message number that holds the worker's number is kept nowhere and stops a new payment", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment();
    const headers = { "X-EXTERNAL-ID": `9${NIK}` };
    expect(verdict(await bri.pay(sent, { headers }))).toBe("4092500 01");
    expect(JSON.stringify(bri.lines)).not.toContain(NIK);
  });
});

describe("a place that is closed, suspended or has no right", () => {
  const open = async () => {
    const bri = await insuredBank(table);
    const [booked, waiting] = [await bri.quotedPayment(), await bri.quotedPayment()];
    const first = await bri.pay(booked);
    return Object.assign(bri, { booked, waiting, first });
  };
  const closing = {
    kind: "cut-off",
    from: businessDate("2026-11-20"),
    until: businessDate("2026-12-31"),
    closesAt: "09:30",
    opensAt: "10:30",
  } as const;

  it.each([
    ["suspended", { standing: "suspended" }, "403xx01"],
    ["closed", { closings: [closing] }, "403xx06"],
    ["without the right", { channels: [placeOf("BRILINK", { capabilities: [] })] }, "403xx01"],
  ] as const)(
    "%s: new inquiries and payments are refused, status and repeats go on",
    async (_what, change, code) => {
      const bri = await open();
      bri.profile = { ...BRI, ...change } as PartnerProfile;
      bri.letTimePass(11);
      const asked = await bri.inquire(inquiryBody());
      expect([asked.body.responseCode, asked.body.virtualAccountData.inquiryStatus]).toEqual([
        code.replace("xx", "24"),
        "01",
      ]);
      expect(verdict(await bri.pay(bri.waiting))).toBe(`${code.replace("xx", "25")} 01`);
      expect((await bri.pay(bri.booked)).text).toBe(bri.first.text);
      const question = { ...NUMBERS, paymentRequestId: bri.booked.paymentRequestId };
      expect((await bri.ask(question)).body.responseCode).toBe("2002600");
    },
  );

  it("says until when it is closed, and in a header for how long", async () => {
    const bri = await insuredBank(table, { profile: { ...BRI, closings: [closing] } });
    const { headers, body } = await bri.inquire(inquiryBody());
    expect(body.responseMessage).toBe("Feature Not Allowed At This Time. [Closed until 10:30 WIB]");
    expect(headers["retry-after"]).toBe("1800");
  });

  it("takes the terms of the place that CHANNEL-ID names", async () => {
    const channels = [placeOf("BRILINK"), placeOf("BANK_OTHER", { channelIds: ["00002"], capabilities: [] })];
    const bri = await insuredBank(table, { profile: { ...BRI, channels } });
    const at = async (channelId: string) =>
      (await bri.inquire(inquiryBody(), { headers: { "CHANNEL-ID": channelId } })).body.responseCode;
    expect([await at("00003"), await at("00002"), await at("00009")]).toEqual([
      "2002400",
      "4032401",
      "2002400",
    ]);
  });

  it("snap-bi 8.30: who asks too often about a number gets 4292400 with Retry-After", async () => {
    const lookups = { perNumberAndDay: 2, perFamilyAndDay: 100, perTillAndHour: 100 };
    const bri = await insuredBank(table, {
      profile: { ...BRI, channels: [placeOf("BRILINK", { lookups })] },
    });
    const ask = () => bri.inquire(inquiryBody());
    await ask();
    await ask();
    const { status, headers, body } = await ask();
    expect([status, body.responseCode, body.responseMessage]).toEqual([429, "4292400", "Too Many Requests"]);
    expect(Number(headers["retry-after"])).toBeGreaterThan(0);
  });
});
