import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { BRI } from "../../protocol/snap/bri-profile.ts";
import { NUMBERS, type Reply } from "./bank.ts";
import { insuredBank } from "./insured-bank.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const rupiah = (value: string) => ({ value, currency: "IDR" });
const listed = ({ body }: Reply) => body.virtualAccountData as unknown as Record<string, unknown>[];

describe("status without an id", () => {
  const NO_ID = { ...NUMBERS, inquiryRequestId: "", paymentRequestId: null };

  it("snap-bi 8.25: is the array of that number's payments at this partner, the newest first; with an id it is an object", async () => {
    const bri = await insuredBank(table);
    const none = await bri.ask(NO_ID);
    expect([none.status, none.body]).toEqual([
      404,
      { responseCode: "4042601", responseMessage: "Transaction Not Found" },
    ]);
    const sent: Record<string, unknown>[] = [];
    for (const minute of [1, 2, 3]) {
      bri.moveTo(`2026-11-20T10:0${minute}:00+07:00`);
      const paidAmount = minute === 2 ? { paidAmount: rupiah("1.00") } : {};
      const payment = await bri.quotedPayment({}, paidAmount);
      await bri.pay(payment);
      sent.unshift(payment);
    }
    const reply = await bri.ask(NO_ID);
    expect(reply.body.responseCode).toBe("2002600");
    expect(listed(reply).map(({ paymentRequestId }) => paymentRequestId)).toEqual(
      sent.map(({ paymentRequestId }) => paymentRequestId),
    );
    expect(listed(reply).map(({ paymentFlagStatus }) => paymentFlagStatus)).toEqual(["00", "01", "00"]);
    const [newest] = sent;
    const { body } = await bri.ask({ ...NUMBERS, paymentRequestId: newest?.paymentRequestId });
    expect(Array.isArray(body.virtualAccountData)).toBe(false);
    expect(listed(reply)[0]).toEqual({ ...body.virtualAccountData, additionalInfo: body.additionalInfo });
  });

  it("another partner's payments are not in it", async () => {
    const bri = await insuredBank(table);
    await bri.pay(await bri.quotedPayment());
    const bni = await insuredBank(table, {
      profile: { ...BRI, partnerId: "bni" as never, snap: { ...BRI.snap, clientKey: "bni-client-0001" } },
    });
    expect((await bni.ask(NO_ID)).body.responseCode).toBe("4042601");
  });
});
