import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import type { SnapProfile } from "../../../shared/partner/snap-profile.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { BRI } from "../../protocol/snap/bri-profile.ts";
import { BCA, numbersOf } from "../../protocol/snap/other-profiles.ts";
import { inquiryBody, NIK, NUMBERS, paymentBody, type Reply } from "./bank.ts";
import { insuredBank } from "./insured-bank.ts";

/** Every setting of a profile, as the bank sees it. */
let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const bankWith = (more: Partial<SnapProfile>, profile: Partial<PartnerProfile> = {}) =>
  insuredBank(table, { profile: { ...BRI, ...profile, snap: { ...BRI.snap, ...more } } });
const said = ({ body }: Reply) => [body.responseCode, body.responseMessage];
const STRANGER = "9999995207900002";
const numbers = (customerNo: string) => ({ customerNo, virtualAccountNo: `   77210${customerNo}` });
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("codes and messages", () => {
  it("snap-bi 8.21: a refusal has the bank's own code and words, its flag and reason stay", async () => {
    const bank = await bankWith({
      codes: { "member-unknown": "404xx11", "quote-unknown": "403xx00" },
      messages: { "404xx11": "Invalid Customer", "403xx00": "Transaction Expired! [reason]" },
    });
    const asked = await bank.inquire(inquiryBody(numbers(STRANGER)));
    expect([asked.status, ...said(asked)]).toEqual([404, "4042411", "Invalid Customer"]);
    expect(asked.body.virtualAccountData).toMatchObject({
      inquiryStatus: "01",
      inquiryReason: { english: "Number is not registered", indonesia: "Nomor belum terdaftar" },
    });
    const paid = await bank.pay(paymentBody());
    expect([paid.status, ...said(paid)]).toEqual([
      403,
      "4032500",
      "Transaction Expired! [No inquiry for this payment]",
    ]);
    expect(paid.body.virtualAccountData.paymentFlagStatus).toBe("01");
  });

  it("snap-bi 8.21: the words stand on every answer to a known caller: success, a field, a signature, a token, a fault", async () => {
    const bank = await bankWith({
      messages: {
        "200xx00": "Success",
        "400xx01": "Invalid field format [field]",
        "400xx02": "Invalid Mandatory Field {field}",
        "401xx00": "Unauthorized Signature",
        "500xx00": "Internal Server Error",
      },
    });
    expect(said(await bank.askToken())).toEqual(["2007300", "Success"]);
    expect(said(await bank.inquire(inquiryBody()))).toEqual(["2002400", "Success"]);
    expect(said(await bank.inquire(inquiryBody({ customerNo: "1" })))).toEqual([
      "4002401",
      "Invalid field format [virtualAccountNo]",
    ]);
    expect(said(await bank.inquire(inquiryBody({ customerNo: "" })))).toEqual([
      "4002402",
      "Invalid Mandatory Field {customerNo}",
    ]);
    expect(said(await bank.inquire(inquiryBody(), { secret: "guess" }))).toEqual([
      "4012400",
      "Unauthorized Signature",
    ]);
    const down = await insuredBank(table, {
      profile: { ...BRI, snap: { ...BRI.snap, messages: { "500xx00": "Internal Server Error" } } },
      between: (ledger) => ({ ...ledger, readTogether: () => Promise.reject(new Error("no answer")) }),
    });
    expect(said(await down.pay(paymentBody()))).toEqual(["5002500", "Internal Server Error"]);
  });

  it("a profile that would call a refusal a success moves no money and gives nobody's back: 5xx, and the log says why", async () => {
    const bank = await bankWith({ codes: { "amount-differs": "404xx18" } });
    const { status, body } = await bank.pay(paymentBody());
    expect([status, body]).toEqual([500, { responseCode: "5002500", responseMessage: "General Error" }]);
    expect(bank.lines.at(-1)?.fault).toMatchObject({ code: "PROFILE_FAULTY" });
    expect((await bank.askToken()).body.responseCode).toBe("2007300");
  });
});

describe("times, tokens and places", () => {
  it("snap-bi 8.21: milliseconds in the header and in the body, where the bank's parser wants them", async () => {
    const bank = await bankWith({ timestampForm: "milliseconds", tokenType: "BearerToken" });
    const token = await bank.askToken();
    expect(token.headers["x-timestamp"]).toBe("2026-11-20T10:00:00.000+07:00");
    expect(token.body.tokenType).toBe("BearerToken");
    const sent = await bank.quotedPayment();
    const { headers, body } = await bank.pay(sent);
    expect(headers["x-timestamp"]).toBe("2026-11-20T10:00:00.000+07:00");
    expect(body.virtualAccountData.trxDateTime).toBe("2026-11-20T10:00:01+07:00");
    const status = await bank.ask({ ...NUMBERS, paymentRequestId: sent.paymentRequestId });
    expect(status.body.virtualAccountData.transactionDate).toBe("2026-11-20T10:00:00.000+07:00");
    expect(status.body.additionalInfo.inForceFrom).toBe("2026-11-20T10:00:00.000+07:00");
  });

  it("snap-bi 8.21: additionalInfo of payment and status stands where the bank reads it", async () => {
    const bca = await insuredBank(table, { profile: BCA });
    const own = numbersOf(BCA, `${NIK}01`);
    const sent = await bca.quotedPayment(own, own);
    const paid = await bca.pay(sent);
    expect(said(paid)).toEqual(["2002500", "Success"]);
    expect(paid.body.virtualAccountData.additionalInfo).toEqual({ idApp: "BRILINK" });
    expect(paid.body).not.toHaveProperty("additionalInfo");
    const status = await bca.ask({ ...own, paymentRequestId: sent.paymentRequestId });
    expect(status.body.virtualAccountData.additionalInfo).toMatchObject({ paymentState: "accepted" });
  });
});

describe("number fields", () => {
  it("snap-bi 8.2: zeros are padding where the bank pads with zeros, and come back as they were sent", async () => {
    const bank = await bankWith({ padding: "zero" });
    for (const sent of [
      { partnerServiceId: "00077210", customerNo: NIK, virtualAccountNo: `00077210${NIK}` },
      { partnerServiceId: "   77210", customerNo: NIK, virtualAccountNo: `0077210${NIK}` },
      { partnerServiceId: "77210", customerNo: NIK, virtualAccountNo: `77210${NIK}` },
    ]) {
      const { body } = await bank.inquire(inquiryBody(sent));
      expect(body.responseCode).toBe("2002400");
      expect(body.virtualAccountData).toMatchObject(sent);
    }
    const mixed = { partnerServiceId: " 0077210", customerNo: NIK, virtualAccountNo: `00077210${NIK}` };
    expect((await bank.inquire(inquiryBody(mixed))).body.responseMessage).toBe(
      "Invalid Field Format {partnerServiceId}",
    );
  });

  it("snap-bi 8.21: a form that the bank cannot type is not guessed from its length", async () => {
    const bca = await insuredBank(table, { profile: BCA });
    const asked = (customerNo: string) => bca.inquire(inquiryBody(numbersOf(BCA, customerNo)));
    expect((await asked(`${NIK}02`)).body.responseCode).toBe("2002400");
    for (const customerNo of [NIK, "9901234567899"]) {
      expect((await asked(customerNo)).body.responseMessage).toBe("Invalid Field Format {customerNo}");
    }
  });
});

describe("limits of what is sent", () => {
  it("snap-bi 8.22: the name is cut, bills are folded and still add up, texts are the most telling ones", async () => {
    const bank = await bankWith({ sends: { nameCharactersMax: 20, billsMax: 2, freeTextsMax: 1 } });
    await bank.register({
      identity: {
        nik: NIK as never,
        kpj: "12345678901",
        name: "Siti Rahayu Kusumawardhani Binti Abdurrahman",
        birthDate: "1985-03-15" as never,
        declaredMonthlyIncome: 1_000_000 as never,
      },
      version: 2,
    });
    const { body } = await bank.inquire(inquiryBody(numbers(`${NIK}06`)));
    const data = body.virtualAccountData as {
      virtualAccountName: string;
      billDetails: { billAmount: { value: string } }[];
      totalAmount: { value: string };
      freeTexts: { indonesia: string }[];
    };
    expect(data.virtualAccountName).toHaveLength(20);
    expect(data.billDetails).toHaveLength(2);
    const sum = data.billDetails.reduce((total, { billAmount }) => total + Number(billAmount.value), 0);
    expect(sum).toBe(Number(data.totalAmount.value));
    expect(data.freeTexts).toEqual([
      { english: "Covered from today's payment", indonesia: "Terlindungi sejak dibayar" },
    ]);
  });

  it("a bank that prints one line prints the code by which the worker proves his payment", async () => {
    const bank = await bankWith({ sends: { nameCharactersMax: 255, billsMax: 5, freeTextsMax: 1 } });
    const { body } = await bank.pay(await bank.quotedPayment());
    expect(body.virtualAccountData.freeTexts).toEqual([
      {
        english: expect.stringMatching(/^Proof code [2-9C-X]{4}-[2-9C-X]{4}-[2-9C-X]$/),
        indonesia: expect.stringMatching(/^Kode bukti [2-9C-X]{4}-[2-9C-X]{4}-[2-9C-X]$/),
      },
    ]);
  });
});

it("snap-bi 8.14: the time to answer is the profile's, and no write begins that could outlive it", async () => {
  const hasty = await insuredBank(table, {
    profile: { ...BRI, snap: { ...BRI.snap, answerWithinMs: 3_000 } },
    between: (ledger) => ({
      ...ledger,
      async readTogether(keys) {
        await wait(1_100);
        return ledger.readTogether(keys);
      },
    }),
  });
  const sent = await hasty.quotedPayment();
  table.takeCalls();
  const late = await hasty.pay(sent);
  expect([late.status, late.body.responseCode]).toEqual([504, "5042500"]);
  expect(table.takeCalls()).toEqual(["BatchGetItem"]);
});
