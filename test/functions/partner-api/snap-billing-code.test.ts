import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueBillingCode } from "../../../shared/billing-code/issue-billing-code.ts";
import type { Nik } from "../../../shared/member/member.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { BRI } from "../../protocol/snap/bri-profile.ts";
import { inquiryBody, NIK, NUMBERS, next, type Reply } from "./bank.ts";
import { insuredBank } from "./insured-bank.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const OTHER_NIK = "9999995207900002" as Nik;
const rupiah = (value: string) => ({ value, currency: "IDR" });
const numbers = (customerNo: string) => ({ customerNo, virtualAccountNo: `   77210${customerNo}` });
const verdict = ({ body }: Reply) => `${body.responseCode} ${body.virtualAccountData?.paymentFlagStatus}`;

describe("a billing code", () => {
  const CODES: PartnerProfile = {
    ...BRI,
    snap: { ...BRI.snap, customerNumberForms: ["NIK", "BILLING_CODE"] },
  };

  async function codeBank() {
    const bri = await insuredBank(table, { profile: CODES });
    const deps = {
      ledger: table.ledger,
      keys: bri.keys,
      clock: { businessNow: () => bri.businessNow, machineNow: () => bri.machineNow },
      ids: { next: () => next("CODE") },
    };
    const issue = async (nik: string, months: number) =>
      (await issueBillingCode(deps, { nik: nik as Nik, months })).code;
    return Object.assign(bri, { issue });
  }

  it("stands for its worker and months, and is paid, repeated and asked about like any number", async () => {
    const bri = await codeBank();
    const code = await bri.issue(NIK, 2);
    table.takeCalls();
    const asked = inquiryBody(numbers(code));
    const quoted = await bri.inquire(asked);
    expect(quoted.body.responseCode).toBe("2002400");
    expect(quoted.body.virtualAccountData).toMatchObject({
      ...numbers(code),
      virtualAccountName: "S*** R*****",
      totalAmount: rupiah("16800.00"),
    });
    expect(table.takeCalls()).toEqual(["GetItem", "Query", "TransactWriteItems"]);
    const sent = {
      ...NUMBERS,
      ...numbers(code),
      paymentRequestId: asked.inquiryRequestId,
      paidAmount: rupiah("16800.00"),
    };
    const paid = await bri.pay(sent);
    expect(verdict(paid)).toBe("2002500 00");
    expect((await bri.pay(sent)).text).toBe(paid.text);
    const question = { ...NUMBERS, ...numbers(code), paymentRequestId: asked.inquiryRequestId };
    expect((await bri.ask(question)).body.responseCode).toBe("2002600");
  });

  it("that nobody issued is 404xx12, one whose day is over 404xx19, a mistyped one 400xx01", async () => {
    const bri = await codeBank();
    table.takeCalls();
    const unknown = await bri.inquire(inquiryBody(numbers("0000000005724")));
    // The write counts it: codes can be tried one after the other like numbers.
    expect(table.takeCalls()).toEqual(["GetItem", "UpdateItem"]);
    expect([unknown.body.responseCode, unknown.body.virtualAccountData.inquiryStatus]).toEqual([
      "4042412",
      "01",
    ]);
    expect(bri.lines.at(-1)?.outcome).toBe("billing-code-unknown");
    const code = await bri.issue(NIK, 1);
    const wrong = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
    expect((await bri.inquire(inquiryBody(numbers(wrong)))).body.responseMessage).toBe(
      "Invalid Field Format {customerNo}",
    );
    bri.moveTo("2026-11-21T10:00:00+07:00");
    expect((await bri.inquire(inquiryBody(numbers(code)))).body).toMatchObject({
      responseCode: "4042419",
      virtualAccountData: { inquiryReason: { indonesia: "Kode iuran habis, minta yang baru" } },
    });
  });

  it("snap-bi 8.11: that has ended does not turn a booked payment into a refusal, nor a new one of its quote", async () => {
    const bri = await codeBank();
    bri.moveTo("2026-11-20T23:58:00+07:00");
    const code = await bri.issue(NIK, 1);
    bri.moveTo("2026-11-21T23:57:00+07:00");
    const sent = await bri.quotedPayment(numbers(code));
    const second = await bri.quotedPayment(numbers(code));
    const first = await bri.pay(sent);
    expect(verdict(first)).toBe("2002500 00");
    bri.moveTo("2026-11-21T23:59:00+07:00");
    expect((await bri.pay(sent)).text).toBe(first.text);
    expect(verdict(await bri.pay(second))).toBe("4042514 01");
  });

  it("names its months: additionalInfo may not say others, and somebody else's code is another number", async () => {
    const bri = await codeBank();
    await bri.register({}, OTHER_NIK);
    const [code, other] = [await bri.issue(NIK, 2), await bri.issue(OTHER_NIK, 2)];
    const asked = inquiryBody({ ...numbers(code), additionalInfo: { months: 3 } });
    expect((await bri.inquire(asked)).body.responseMessage).toBe(
      "Invalid Field Format {additionalInfo.months}",
    );
    const sent = await bri.quotedPayment(numbers(code));
    expect(verdict(await bri.pay({ ...sent, ...numbers(other) }))).toBe("4042512 01");
  });
});
