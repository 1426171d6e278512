import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { AGGREGATOR, numbersOf } from "../../protocol/snap/other-profiles.ts";
import { NIK, NUMBERS, next, type Reply } from "./bank.ts";
import { insuredBank } from "./insured-bank.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const OTHER_NIK = "9999995207900002";
const rupiah = (value: string) => ({ value, currency: "IDR" });
const numbers = (customerNo: string) => ({ customerNo, virtualAccountNo: `   77210${customerNo}` });
const verdict = ({ body }: Reply) => `${body.responseCode} ${body.virtualAccountData?.paymentFlagStatus}`;

describe("money that was taken without an inquiry", () => {
  const aggregator = () => insuredBank(table, { profile: AGGREGATOR });
  const report = (customerNo: string, value: string, more: Record<string, unknown> = {}) => ({
    ...numbersOf(AGGREGATOR, customerNo),
    paymentRequestId: next("TOLD"),
    paidAmount: rupiah(value),
    ...more,
  });

  it("is booked at the price of the moment, for the months that the number or additionalInfo names", async () => {
    const told = await aggregator();
    const sent = report(`${NIK}02`, "16800.00");
    const paid = await told.pay(sent);
    expect(verdict(paid)).toBe("2002500 00");
    expect(paid.body.virtualAccountData.billDetails).toHaveLength(2);
    expect((await told.pay({ ...sent, flagAdvise: "Y" })).text).toBe(paid.text);
    const another = await told.pay(report(NIK, "16800.00", { additionalInfo: { months: 1 } }));
    expect(verdict(another)).toBe("2002500 00");
  });

  it("is never refused: what does not fit is 5002500 without a flag, for people to decide", async () => {
    const told = await aggregator();
    for (const sent of [report(`${NIK}02`, "16000.00"), report(OTHER_NIK, "8400.00")]) {
      const { status, body } = await told.pay(sent);
      expect([status, body]).toEqual([500, { responseCode: "5002500", responseMessage: "General Error" }]);
      expect(told.lines.at(-1)?.outcome).toBe("undecided");
    }
  });

  it("of a bank that inquires is refused, for nobody knows its price", async () => {
    const bri = await insuredBank(table);
    const { partnerServiceId } = NUMBERS;
    const sent = { ...report(NIK, "8400.00"), ...numbers(NIK), partnerServiceId };
    expect(verdict(await bri.pay(sent))).toBe("4042519 01");
  });
});
