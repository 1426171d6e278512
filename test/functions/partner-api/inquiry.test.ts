import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Nik } from "../../../shared/member/member.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { BRI } from "../../protocol/snap/bri-profile.ts";
import { inquiryBody, NIK, NUMBERS } from "./bank.ts";
import { insuredBank } from "./insured-bank.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const withNumber = (customerNo: string) => ({ customerNo, virtualAccountNo: `   77210${customerNo}` });

describe("inquiry", () => {
  it("gives the masked name, the price by month, what it covers, and the fee apart", async () => {
    const bri = await insuredBank(table);
    const asked = inquiryBody(withNumber(`${NIK}02`));
    const { status, body } = await bri.inquire(asked);
    expect(status).toBe(200);
    expect(body).toEqual({
      responseCode: "2002400",
      responseMessage: "Successful",
      virtualAccountData: {
        inquiryStatus: "00",
        inquiryReason: { english: "Success", indonesia: "Sukses" },
        partnerServiceId: "   77210",
        customerNo: `${NIK}02`,
        virtualAccountNo: `   77210${NIK}02`,
        virtualAccountName: "S*** R*****",
        inquiryRequestId: asked.inquiryRequestId,
        totalAmount: { value: "16800.00", currency: "IDR" },
        subCompany: "00000",
        billDetails: [
          expect.objectContaining({ billNo: "202611", billAmount: { value: "8400.00", currency: "IDR" } }),
          expect.objectContaining({ billNo: "202612", billAmount: { value: "8400.00", currency: "IDR" } }),
        ],
        freeTexts: [
          { english: "November 2026 - December 2026", indonesia: "November 2026 - Desember 2026" },
          { english: "Cover 20 Nov 2026-19 Jan 2027", indonesia: "Aktif 20 Nov 2026-19 Jan 2027" },
          { english: "Covered from today's payment", indonesia: "Terlindungi sejak dibayar" },
        ],
        virtualAccountTrxType: "C",
        feeAmount: { value: "2500.00", currency: "IDR" },
      },
      additionalInfo: { idApp: "BRILINK" },
    });
  });

  it("an id that contains the worker's number is refused and stands in no log: ids become keys", async () => {
    const bri = await insuredBank(table);
    const inBody = await bri.inquire(inquiryBody({ inquiryRequestId: `20261120-${NIK}` }));
    expect(inBody.body).toMatchObject({
      responseCode: "4002401",
      virtualAccountData: { inquiryStatus: "01" },
    });
    const inHeader = await bri.inquire(inquiryBody({}), { headers: { "X-EXTERNAL-ID": `9${NIK}` } });
    expect(inHeader.body.responseCode).toBe("4002401");
    expect(JSON.stringify(bri.lines)).not.toContain(NIK);
  });

  it("months come from the number or from additionalInfo", async () => {
    const bri = await insuredBank(table);
    const total = async (more: Record<string, unknown>) =>
      (await bri.inquire(inquiryBody(more))).body.virtualAccountData.totalAmount;
    expect(await total({})).toEqual({ value: "8400.00", currency: "IDR" });
    expect(await total({ additionalInfo: { months: 2 } })).toEqual({ value: "16800.00", currency: "IDR" });
    expect(await total(withNumber(`${NIK}02`))).toEqual({ value: "16800.00", currency: "IDR" });
  });

  it.each([
    [withNumber(`${NIK}00`), "4002401", "Invalid Field Format {customerNo}"],
    [withNumber(`${NIK}13`), "4002401", "Invalid Field Format {customerNo}"],
    [withNumber("9999993203850001"), "4002401", "Invalid Field Format {customerNo}"],
    [
      { ...withNumber(`${NIK}02`), additionalInfo: { months: 3 } },
      "4002401",
      "Invalid Field Format {additionalInfo.months}",
    ],
    [{ virtualAccountNo: "   7721012345" }, "4002401", "Invalid Field Format {virtualAccountNo}"],
    [{ amount: { value: "8.400", currency: "IDR" } }, "4002401", "Invalid Field Format {amount.value}"],
    [{ inquiryRequestId: undefined }, "4002402", "Invalid Mandatory Field {inquiryRequestId}"],
    [{ customerNo: "" }, "4002402", "Invalid Mandatory Field {customerNo}"],
  ])("what is malformed names its field: %j", async (more, code, message) => {
    const bri = await insuredBank(table);
    const { body } = await bri.inquire(inquiryBody(more));
    expect([body.responseCode, body.responseMessage]).toEqual([code, message]);
    expect(body.virtualAccountData.inquiryStatus).toBe("01");
  });

  it("snap-bi 8.16: a refusal carries the caller's own numbers, status 01 and both reasons", async () => {
    const bri = await insuredBank(table);
    const stranger = "9999995207900002";
    const asked = inquiryBody(withNumber(stranger));
    const { status, body } = await bri.inquire(asked);
    expect(status).toBe(404);
    expect(body).toEqual({
      responseCode: "4042412",
      responseMessage: "Invalid Bill/Virtual Account [Number is not registered]",
      virtualAccountData: {
        inquiryStatus: "01",
        inquiryReason: { english: "Number is not registered", indonesia: "Nomor belum terdaftar" },
        partnerServiceId: "   77210",
        customerNo: stranger,
        virtualAccountNo: `   77210${stranger}`,
        virtualAccountName: "",
        inquiryRequestId: asked.inquiryRequestId,
        totalAmount: { value: "0.00", currency: "IDR" },
      },
    });
  });

  it("a member who is not available is sent to 175, without a reason and without a name (domain.md case 24)", async () => {
    const bri = await insuredBank(table);
    const codes: string[] = [];
    for (const standing of ["deceased", "jht-claimed"] as const) {
      const nik = `99999915038500${standing === "deceased" ? "02" : "03"}` as Nik;
      await bri.register({ standing }, nik);
      const { body, text } = await bri.inquire(inquiryBody(withNumber(nik)));
      codes.push(body.responseCode);
      expect(body.virtualAccountData.inquiryReason).toEqual({
        english: "Please call 175",
        indonesia: "Silakan hubungi 175",
      });
      expect(text).not.toMatch(/S\*|deceased|claim/i);
    }
    expect(codes).toEqual(["4042412", "4042412"]);
  });

  it("snap-bi 8.2: padding and digits come back exactly as they were sent", async () => {
    const bri = await insuredBank(table);
    const sent = { partnerServiceId: "  77210", customerNo: NIK, virtualAccountNo: `    77210${NIK}` };
    expect((await bri.inquire(inquiryBody(sent))).body.virtualAccountData).toMatchObject(sent);
  });

  it("snap-bi 8.18: an 18-digit number sent bare keeps its digits", async () => {
    const bri = await insuredBank(table);
    const raw = `{"partnerServiceId":77210,"customerNo":${NIK}02,"virtualAccountNo":77210${NIK}02,"inquiryRequestId":"BARE-1"}`;
    const { body } = await bri.inquire(raw);
    expect(body.responseCode).toBe("2002400");
    expect(body.virtualAccountData.customerNo).toBe(`${NIK}02`);
  });

  it("the same inquiry again is the stored quote, with the same body", async () => {
    const bri = await insuredBank(table);
    const asked = inquiryBody();
    const first = await bri.inquire(asked);
    expect((await bri.inquire(asked)).text).toBe(first.text);
    expect((await bri.inquire({ ...asked, ...withNumber(`${NIK}02`) })).body.responseCode).toBe("4092400");
  });

  it("snap-bi 8.9: an X-EXTERNAL-ID is good for one inquiry of a day", async () => {
    const bri = await insuredBank(table);
    const headers = { "X-EXTERNAL-ID": `E-${Date.now()}` };
    expect((await bri.inquire(inquiryBody(), { headers })).body.responseCode).toBe("2002400");
    expect((await bri.inquire(inquiryBody(), { headers })).body.responseCode).toBe("4092400");
  });

  it("a suspended partner gets no price, and its code says that it is not the worker", async () => {
    const bri = await insuredBank(table, { profile: { ...BRI, standing: "suspended" } });
    const { body } = await bri.inquire(inquiryBody());
    expect(body.responseCode).toBe("4032401");
    expect(body.virtualAccountData).toMatchObject({ ...NUMBERS, virtualAccountName: "" });
  });

  it("snap-bi 8.21: additionalInfo stands where the profile says", async () => {
    const profile = { ...BRI, snap: { ...BRI.snap, additionalInfoPlace: "virtual-account-data" as const } };
    const bri = await insuredBank(table, { profile });
    const { body } = await bri.inquire(inquiryBody());
    expect(body.additionalInfo).toBeUndefined();
    expect(body.virtualAccountData.additionalInfo).toEqual({ idApp: "BRILINK" });
  });

  it("one Query and one write", async () => {
    const bri = await insuredBank(table);
    await bri.askToken();
    table.takeCalls();
    await bri.inquire(inquiryBody());
    expect(table.takeCalls()).toEqual(["Query", "TransactWriteItems"]);
  });
});
