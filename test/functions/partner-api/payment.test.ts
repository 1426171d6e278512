import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { BRI } from "../../protocol/snap/bri-profile.ts";
import { inquiryBody, NIK, NUMBERS, paymentBody } from "./bank.ts";
import { insuredBank } from "./insured-bank.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const OTHER_NIK = "9999995207900002";
const rupiah = (value: string) => ({ value, currency: "IDR" });
const verdict = ({
  body,
}: {
  body: { responseCode: string; virtualAccountData?: Record<string, unknown> };
}) => `${body.responseCode} ${body.virtualAccountData?.paymentFlagStatus}`;

describe("payment", () => {
  it("books what was quoted and answers with the receipt", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment({ additionalInfo: { months: 2 } });
    const { status, body } = await bri.pay(sent);
    expect(status).toBe(200);
    expect(body).toEqual({
      responseCode: "2002500",
      responseMessage: "Successful",
      virtualAccountData: {
        paymentFlagStatus: "00",
        paymentFlagReason: { english: "Success", indonesia: "Sukses" },
        ...NUMBERS,
        virtualAccountName: "S*** R*****",
        paymentRequestId: sent.paymentRequestId,
        paidAmount: rupiah("16800.00"),
        totalAmount: rupiah("16800.00"),
        trxDateTime: "2026-11-20T10:00:01+07:00",
        referenceNo: "70011204431",
        flagAdvise: "N",
        billDetails: [
          expect.objectContaining({
            billNo: "202611",
            status: "00",
            billerReferenceId: expect.stringMatching(/^GATEWAY/),
          }),
          expect.objectContaining({ billNo: "202612", status: "00" }),
        ],
        freeTexts: [
          { english: "November 2026 - December 2026", indonesia: "November 2026 - Desember 2026" },
          { english: "Cover 20 Nov 2026-19 Jan 2027", indonesia: "Aktif 20 Nov 2026-19 Jan 2027" },
          {
            english: expect.stringMatching(/^Proof code .{4}-.{4}-.$/),
            indonesia: expect.stringMatching(/^Kode bukti .{4}-.{4}-.$/),
          },
        ],
      },
      additionalInfo: { idApp: "BRILINK" },
    });
  });

  it("snap-bi 8.10, 5.2 row 2: a repeat has the same body for ever, whatever else it says", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment();
    const first = await bri.pay(sent);
    expect(verdict(first)).toBe("2002500 00");
    const advice = {
      ...sent,
      flagAdvise: "Y",
      trxDateTime: "2026-11-21T00:00:00+07:00",
      referenceNo: "other",
      journalNum: "9",
    };
    bri.moveTo("2026-12-24T23:59:00+07:00");
    expect((await bri.pay(advice)).text).toBe(first.text);
  });

  it("snap-bi 8.11: neither token age, nor skew, nor suspension, nor the next day turn a booked payment into a refusal", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment();
    const headers = { "X-EXTERNAL-ID": `SAME-${Date.now()}` };
    const first = await bri.pay(sent, { headers });
    expect(verdict(first)).toBe("2002500 00");
    expect((await bri.pay(sent, { headers })).text).toBe(first.text);
    expect((await bri.pay(sent, { timestamp: "2026-11-20T09:00:00+07:00" })).text).toBe(first.text);
    bri.profile = { ...BRI, standing: "suspended" };
    bri.moveTo("2026-11-21T08:00:00+07:00");
    expect((await bri.pay(sent)).text).toBe(first.text);
  });

  it("staleness and suspension do refuse a new payment, and a stale one leaves nothing", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment();
    const stale = await bri.pay(sent, { timestamp: "2026-11-20T09:00:00+07:00" });
    expect(stale.body).toEqual({ responseCode: "4012500", responseMessage: "Unauthorized. [X-TIMESTAMP]" });
    const { accessToken: token } = (await bri.askToken()).body;
    bri.moveTo("2026-11-20T10:16:00+07:00");
    expect((await bri.pay(sent, { token })).body).toEqual({
      responseCode: "4012501",
      responseMessage: "Invalid Token (B2B)",
    });
    expect(verdict(await bri.pay(sent))).toBe("2002500 00");
    const another = await bri.quotedPayment();
    bri.profile = { ...BRI, standing: "suspended" };
    bri.letTimePass(11);
    expect(verdict(await bri.pay(another))).toBe("4032501 01");
  });

  it("5.2 row 3: a refusal is the same for ever, also when it could be booked by now", async () => {
    const bri = await insuredBank(table);
    const unknown = paymentBody();
    const first = await bri.pay(unknown);
    expect(verdict(first)).toBe("4042519 01");
    expect(first.body.virtualAccountData).toMatchObject({
      ...NUMBERS,
      virtualAccountName: "",
      paidAmount: rupiah("8400.00"),
    });
    await bri.inquire(inquiryBody({ inquiryRequestId: unknown.paymentRequestId }));
    expect((await bri.pay({ ...unknown, flagAdvise: "Y" })).text).toBe(first.text);
  });

  it("5.2 row 4: a known reference with another number or amount is 5002500 without a flag, and an alarm", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment();
    await bri.pay(sent);
    const number = { customerNo: OTHER_NIK, virtualAccountNo: `   77210${OTHER_NIK}` };
    for (const change of [{ paidAmount: rupiah("8500.00") }, number]) {
      const { status, body } = await bri.pay({ ...sent, ...change });
      expect([status, body]).toEqual([500, { responseCode: "5002500", responseMessage: "General Error" }]);
    }
    expect(bri.lines.slice(-2).map(({ conflict }) => conflict)).toEqual([["amount"], ["member"]]);
    expect(verdict(await bri.pay(sent))).toBe("2002500 00");
  });

  it("5.2 row 5, snap-bi 8.9: the same X-EXTERNAL-ID for another payment is 4092500", async () => {
    const bri = await insuredBank(table);
    const headers = { "X-EXTERNAL-ID": `TWICE-${Date.now()}` };
    expect(verdict(await bri.pay(await bri.quotedPayment(), { headers }))).toBe("2002500 00");
    const second = await bri.quotedPayment();
    expect(verdict(await bri.pay(second, { headers }))).toBe("4092500 01");
    expect(verdict(await bri.pay(second))).toBe("4092500 01");
  });

  it("5.2 rows 7 and 8: months that somebody else paid, another amount, another number", async () => {
    const bri = await insuredBank(table);
    const [first, second, third, fourth] = [
      await bri.quotedPayment(),
      await bri.quotedPayment(),
      await bri.quotedPayment(),
      await bri.quotedPayment(),
    ];
    expect(verdict(await bri.pay({ ...third, paidAmount: rupiah("8500.00") }))).toBe("4042513 01");
    const number = { customerNo: OTHER_NIK, virtualAccountNo: `   77210${OTHER_NIK}` };
    expect(verdict(await bri.pay({ ...fourth, ...number }))).toBe("4042512 01");
    expect(verdict(await bri.pay(first))).toBe("2002500 00");
    expect(verdict(await bri.pay(second))).toBe("4042514 01");
  });

  it("5.2 row 8: a quote of yesterday has expired", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment();
    bri.moveTo("2026-11-21T00:00:01+07:00");
    expect(verdict(await bri.pay(sent))).toBe("4042519 01");
  });

  it("snap-bi 8.12: two at the same time are one payment with one answer", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment();
    const replies = await Promise.all(Array.from({ length: 5 }, () => bri.pay(sent)));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(replies.map(verdict)).toEqual(Array(5).fill("2002500 00"));
  });

  it.each([
    [{ paidAmount: rupiah("8400.50") }, "4002501", "Invalid Field Format {paidAmount.value}"],
    [{ paidAmount: rupiah("8.400") }, "4002501", "Invalid Field Format {paidAmount.value}"],
    [
      { paidAmount: { value: "8400.00", currency: "USD" } },
      "4002501",
      "Invalid Field Format {paidAmount.currency}",
    ],
    [{ paidAmount: undefined }, "4002502", "Invalid Mandatory Field {paidAmount}"],
    [{ paymentRequestId: "" }, "4002502", "Invalid Mandatory Field {paymentRequestId}"],
    [{ partnerServiceId: "   77211" }, "4002501", "Invalid Field Format {partnerServiceId}"],
  ])(
    "snap-bi 8.16: what is malformed names its field and keeps the numbers: %j",
    async (more, code, message) => {
      const bri = await insuredBank(table);
      const { body } = await bri.pay(paymentBody(more));
      expect([body.responseCode, body.responseMessage]).toEqual([code, message]);
      expect(body.virtualAccountData).toMatchObject({ paymentFlagStatus: "01", customerNo: NIK });
    },
  );

  it("snap-bi 8.17: paymentType as a number, and fields that do not fit, never refuse money", async () => {
    const bri = await insuredBank(table);
    const odd = {
      paymentType: 1,
      journalNum: 123456,
      referenceNo: "x".repeat(65),
      trxDateTime: 20201231,
      flagAdvise: "?",
      trxId: `VA${NIK}`,
    };
    const { body } = await bri.pay(await bri.quotedPayment({}, odd));
    expect(body.responseCode).toBe("2002500");
    expect(body.virtualAccountData).toMatchObject({
      paymentType: "1",
      journalNum: "123456",
      trxDateTime: "20201231",
    });
    for (const name of ["referenceNo", "flagAdvise", "trxId"])
      expect(body.virtualAccountData).not.toHaveProperty(name);
  });

  it("two round trips when new, one when seen", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment();
    table.takeCalls();
    await bri.pay(sent);
    expect(table.takeCalls()).toEqual(["BatchGetItem", "TransactWriteItems"]);
    await bri.pay(sent);
    expect(table.takeCalls()).toEqual(["BatchGetItem"]);
    await bri.pay(sent, { secret: "guess" });
    await bri.askToken();
    expect(table.takeCalls()).toEqual([]);
  });
});

describe("status", () => {
  it("tells what became of a payment, by either id", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment();
    const question = { ...NUMBERS, inquiryRequestId: sent.paymentRequestId };
    const before = await bri.ask(question);
    expect([before.status, before.body]).toEqual([
      404,
      { responseCode: "4042601", responseMessage: "Transaction Not Found" },
    ]);
    await bri.pay(sent);
    const { body } = await bri.ask(question);
    expect(body).toMatchObject({
      responseCode: "2002600",
      virtualAccountData: {
        paymentFlagStatus: "00",
        ...NUMBERS,
        inquiryRequestId: sent.paymentRequestId,
        paymentRequestId: sent.paymentRequestId,
        paidAmount: rupiah("8400.00"),
        referenceNo: "70011204431",
        transactionDate: "2026-11-20T10:00:00+07:00",
      },
      additionalInfo: { idApp: "BRILINK", paymentState: "accepted" },
    });
    expect((await bri.ask({ ...NUMBERS, paymentRequestId: sent.paymentRequestId })).body).toEqual(body);
  });

  it("a refused payment is 2002600 with flag 01 and its own reason", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment({}, { paidAmount: rupiah("1.00") });
    await bri.pay(sent);
    const { body } = await bri.ask({ ...NUMBERS, paymentRequestId: sent.paymentRequestId });
    expect(verdict({ body })).toBe("2002600 01");
    expect(body.virtualAccountData.paymentFlagReason).toEqual({
      english: "Amount differs from the inquiry",
      indonesia: "Jumlah berbeda dari inquiry",
    });
  });

  it("another worker's payment is not found", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment();
    await bri.pay(sent);
    const other = {
      partnerServiceId: "   77210",
      customerNo: OTHER_NIK,
      virtualAccountNo: `   77210${OTHER_NIK}`,
    };
    expect((await bri.ask({ ...other, paymentRequestId: sent.paymentRequestId })).body.responseCode).toBe(
      "4042601",
    );
  });
});
