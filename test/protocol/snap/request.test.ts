import { describe, expect, it } from "vitest";
import {
  InquiryRequest,
  PaymentRequest,
  readRequest,
  StatusRequest,
} from "../../../shared/protocol/snap/request.ts";
import { readStrictJson } from "../../../shared/signature/strict-json.ts";

const NIK = "9999991503850001";
const NUMBERS = { partnerServiceId: "   77210", customerNo: NIK, virtualAccountNo: `   77210${NIK}` };
const INQUIRY = { ...NUMBERS, inquiryRequestId: "INQ-1" };
const PAYMENT = { ...NUMBERS, paymentRequestId: "INQ-1", paidAmount: { value: "8400.00", currency: "IDR" } };

type Schema = typeof InquiryRequest | typeof PaymentRequest | typeof StatusRequest;
const readText = (schema: Schema, text: string) =>
  readRequest(schema as typeof InquiryRequest, readStrictJson(Buffer.from(text)));
const read = (schema: Schema, body: unknown) => readText(schema, JSON.stringify(body));
const failure = (schema: Schema, body: unknown) => {
  const reading = read(schema, body);
  return reading.kind === "failed" ? reading.failure : reading.kind;
};

describe("request reading", () => {
  it("snap-bi 8.22: unknown fields, and what we do not use, are ignored", () => {
    const extra = {
      trxDateInit: 5,
      channelCode: "x",
      passApp: {},
      hashedSourceAccountNo: "",
      sourceBankCode: null,
      neu: [],
    };
    expect(read(InquiryRequest, { ...INQUIRY, ...extra }).kind).toBe("read");
    expect(
      read(PaymentRequest, { ...PAYMENT, ...extra, cumulativePaymentAmount: null, billDetails: "?" }).kind,
    ).toBe("read");
  });

  it.each([undefined, null, [], {}, "", { idApp: "BRI" }])("takes additionalInfo %j", (additionalInfo) => {
    expect(read(InquiryRequest, { ...INQUIRY, additionalInfo }).kind).toBe("read");
  });

  it("snap-bi 8.17: numbers stand for texts, digit by digit", () => {
    const body = `{"partnerServiceId":77210,"customerNo":${NIK}03,"virtualAccountNo":77210${NIK}03,"inquiryRequestId":20261120091405}`;
    expect(readText(InquiryRequest, body)).toMatchObject({
      kind: "read",
      request: {
        partnerServiceId: "77210",
        customerNo: `${NIK}03`,
        virtualAccountNo: `77210${NIK}03`,
        inquiryRequestId: "20261120091405",
      },
    });
  });

  it.each(["partnerServiceId", "customerNo", "virtualAccountNo", "inquiryRequestId"])(
    "names a missing %s",
    (field) => {
      for (const value of [undefined, null, ""]) {
        expect(failure(InquiryRequest, { ...INQUIRY, [field]: value })).toEqual({
          kind: "field-missing",
          field,
        });
      }
    },
  );

  it.each([
    ["partnerServiceId", ["    77210", "77210 ", "abc", "123456789", true]],
    ["customerNo", ["12a4", " 1234", "1234 ", "1".repeat(21), 1.5, {}]],
    ["virtualAccountNo", ["12-4", "1".repeat(29), []]],
    ["inquiryRequestId", ["x".repeat(129), "a\nb", "é", {}, true]],
  ])("names a malformed %s", (field, values) => {
    for (const value of values) {
      expect(failure(InquiryRequest, { ...INQUIRY, [field]: value }), String(value)).toEqual({
        kind: "field-malformed",
        field,
      });
    }
  });

  it.each(["x".repeat(128), "a b", "#%:|{}~", "1"])("takes the id %j", (inquiryRequestId) => {
    expect(failure(InquiryRequest, { ...INQUIRY, inquiryRequestId })).toBe("read");
  });

  it.each([
    "8400.50",
    "8.400",
    "8400",
    "8400.0",
    "8400.000",
    "8,400.00",
    "08400.00",
    "+8400.00",
    "-1.00",
    " 8400.00",
    "8.4e3",
    `${"1".repeat(13)}.00`,
  ])(
    "snap-bi 8.19: an amount is whole rupiah with exactly two decimals, not %s (domain.md case 48)",
    (value) => {
      const paidAmount = { value, currency: "IDR" };
      expect(failure(PaymentRequest, { ...PAYMENT, paidAmount })).toEqual({
        kind: "field-malformed",
        field: "paidAmount.value",
      });
      expect(failure(InquiryRequest, { ...INQUIRY, amount: paidAmount })).toEqual({
        kind: "field-malformed",
        field: "amount.value",
      });
      expect(failure(PaymentRequest, { ...PAYMENT, totalAmount: paidAmount })).toEqual({
        kind: "field-malformed",
        field: "totalAmount.value",
      });
    },
  );

  it("snap-bi 8.19: an amount is a string, in rupiah", () => {
    expect(failure(PaymentRequest, { ...PAYMENT, paidAmount: { value: 8400, currency: "IDR" } })).toEqual({
      kind: "field-malformed",
      field: "paidAmount.value",
    });
    expect(
      failure(PaymentRequest, { ...PAYMENT, paidAmount: { value: "8400.00", currency: "USD" } }),
    ).toEqual({ kind: "field-malformed", field: "paidAmount.currency" });
    expect(failure(PaymentRequest, { ...PAYMENT, paidAmount: { value: "8400.00" } })).toEqual({
      kind: "field-missing",
      field: "paidAmount.currency",
    });
    expect(failure(PaymentRequest, { ...PAYMENT, paidAmount: undefined })).toEqual({
      kind: "field-missing",
      field: "paidAmount",
    });
    expect(failure(PaymentRequest, { ...PAYMENT, paidAmount: "8400.00" })).toEqual({
      kind: "field-malformed",
      field: "paidAmount",
    });
  });

  it.each(["0.00", "8400.00", "999999999999.00"])("takes the amount %s", (value) => {
    expect(failure(PaymentRequest, { ...PAYMENT, paidAmount: { value, currency: "IDR" } })).toBe("read");
  });

  it("an inquiry's amount may be absent, null or zero", () => {
    for (const amount of [undefined, null, { value: "0.00", currency: "IDR" }]) {
      expect(failure(InquiryRequest, { ...INQUIRY, amount })).toBe("read");
    }
  });

  it("a status question needs its numbers; either id may be empty", () => {
    expect(failure(StatusRequest, { ...NUMBERS, paymentRequestId: "", inquiryRequestId: "INQ-1" })).toBe(
      "read",
    );
    expect(failure(StatusRequest, { ...NUMBERS, paymentRequestId: "é" })).toEqual({
      kind: "field-malformed",
      field: "paymentRequestId",
    });
  });

  it.each(["", "null", "[]", "5", `"x"`, "{", `{"a":1,"a":2}`])(
    "what is no JSON object is unreadable: %j",
    (text) => {
      const reading = readText(InquiryRequest, text);
      expect(reading).toMatchObject({ kind: "failed", failure: { kind: "body-unreadable" } });
    },
  );
});
