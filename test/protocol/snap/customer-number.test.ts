import { describe, expect, it } from "vitest";
import { readCustomerNumber, readMonths } from "../../../shared/protocol/snap/customer-number.ts";
import { BRI_SNAP } from "./bri-profile.ts";

const NIK = "9999991503850001";

function read(
  customerNo: string,
  sent: { partnerServiceId?: string; virtualAccountNo?: string } = {},
  snap = BRI_SNAP,
) {
  const numbers = {
    partnerServiceId: "   77210",
    customerNo,
    virtualAccountNo: `   77210${customerNo}`,
    ...sent,
  };
  return readCustomerNumber(numbers, snap);
}
const malformed = (field: string) => ({ kind: "failed", failure: { kind: "field-malformed", field } });

describe("customer number", () => {
  it("16 digits are a NIK, 18 a NIK and its months", () => {
    expect(read(NIK)).toEqual({ kind: "customer", nik: NIK, months: undefined });
    expect(read(`${NIK}03`)).toEqual({ kind: "customer", nik: NIK, months: 3 });
    expect(read(`${NIK}12`)).toEqual({ kind: "customer", nik: NIK, months: 12 });
  });

  it.each(["00", "13", "99"])("months %s are refused", (months) => {
    expect(read(NIK + months)).toEqual(malformed("customerNo"));
  });

  it.each([
    "",
    "1",
    "0812000000431",
    `${NIK}1`,
    `${NIK}012`,
    "9999993203850001",
    "9999991513850001",
    "9999991503850000",
  ])("%s is no number of a worker", (customerNo) => {
    expect(read(customerNo)).toEqual(malformed("customerNo"));
  });

  it("13 digits are a billing code, where the bank types such", () => {
    const snap = { ...BRI_SNAP, customerNumberForms: ["BILLING_CODE" as const] };
    expect(read("0000000005724", {}, snap)).toEqual({ kind: "code", code: "0000000005724" });
    expect(read("0000000005725", {}, snap)).toEqual(malformed("customerNo"));
    expect(read("0000000005724")).toEqual(malformed("customerNo"));
    expect(read(NIK, {}, snap)).toEqual(malformed("customerNo"));
  });

  it.each([
    ["00077210", `00077210${NIK}`],
    ["   77210", `00077210${NIK}`],
    ["77210", `077210${NIK}`],
  ])("snap-bi 8.2: zeros are padding by profile alone: %j %j", (partnerServiceId, virtualAccountNo) => {
    const sent = { partnerServiceId, virtualAccountNo };
    expect(read(NIK, sent, { ...BRI_SNAP, padding: "zero" }).kind).toBe("customer");
    expect(read(NIK, sent).kind).toBe("failed");
  });

  it("a form that the bank cannot type is refused", () => {
    const snap = { ...BRI_SNAP, customerNumberForms: ["NIK" as const] };
    expect(read(NIK, {}, snap).kind).toBe("customer");
    expect(read(`${NIK}01`, {}, snap)).toEqual(malformed("customerNo"));
  });

  it.each([
    ["   77210", `   77210${NIK}`],
    ["77210", `77210${NIK}`],
    ["   77210", `77210${NIK}`],
    ["77210", `     77210${NIK}`],
  ])("snap-bi 8.2: padding is compared away, and only it: %j %j", (partnerServiceId, virtualAccountNo) => {
    expect(read(NIK, { partnerServiceId, virtualAccountNo }).kind).toBe("customer");
  });

  it.each([
    [{ partnerServiceId: "00077210" }, "partnerServiceId"],
    [{ partnerServiceId: "   77211" }, "partnerServiceId"],
    [{ virtualAccountNo: `   77211${NIK}` }, "virtualAccountNo"],
    [{ virtualAccountNo: `00077210${NIK}` }, "virtualAccountNo"],
    [{ virtualAccountNo: `   77210${NIK}1` }, "virtualAccountNo"],
    [{ virtualAccountNo: `77210 ${NIK}` }, "virtualAccountNo"],
  ])("numbers that do not belong together name the field: %o", (sent, field) => {
    expect(read(NIK, sent)).toEqual(malformed(field));
  });
});

describe("months asked for", () => {
  const months = (number: string, additionalInfo: Record<string, unknown>) => {
    const reading = read(number);
    return reading.kind === "customer" ? readMonths(reading, additionalInfo) : reading;
  };
  const asked = (count: number) => ({ kind: "months", months: count });

  it("a bare NIK is one month, or what additionalInfo says", () => {
    expect(months(NIK, {})).toEqual(asked(1));
    expect(months(NIK, { months: null })).toEqual(asked(1));
    expect(months(NIK, { months: "" })).toEqual(asked(1));
    expect(months(NIK, { months: 6 })).toEqual(asked(6));
    expect(months(NIK, { months: "12" })).toEqual(asked(12));
  });

  it.each([0, 13, 99, -1, 1.5, "0", "13", "03", "1.0", "drei", true, [1], {}])(
    "months %j are refused",
    (value) => {
      expect(months(NIK, { months: value })).toEqual(malformed("additionalInfo.months"));
    },
  );

  it("number and additionalInfo have to agree", () => {
    expect(months(`${NIK}03`, {})).toEqual(asked(3));
    expect(months(`${NIK}03`, { months: 3 })).toEqual(asked(3));
    expect(months(`${NIK}03`, { months: "3" })).toEqual(asked(3));
    expect(months(`${NIK}03`, { months: 4 })).toEqual(malformed("additionalInfo.months"));
    expect(months(`${NIK}03`, { months: 0 })).toEqual(malformed("additionalInfo.months"));
  });
});
