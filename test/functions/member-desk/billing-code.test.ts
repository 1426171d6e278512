import { afterAll, beforeAll, expect, it } from "vitest";
import { withCheckDigit } from "../../../shared/billing-code/billing-code.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { placeOf } from "../../partner/sample-profile.ts";
import { NIK } from "../partner-api/bank.ts";
import { INDOMARET, shop, TERMINAL } from "../partner-api/shop.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const channels = [placeOf("INDOMARET", { capabilities: ["payments", "member-lookup", "billing-codes"] })];
const office = () => shop(table, { profile: { ...INDOMARET, channels } });

const byCode = (value: unknown, months: number) => ({
  customerNumber: { type: "BILLING_CODE", value },
  months,
  terminal: TERMINAL,
});

it("a code is given for a worker and months, and paid at a till that never sees his number", async () => {
  const till = await office();
  const given = await till.askCode(NIK, { months: 3 });
  expect([given.status, given.body, given.isGenuine]).toEqual([
    201,
    {
      billingCode: expect.stringMatching(/^990\d{10}$/),
      maskedName: "S*** R*****",
      months: 3,
      validUntil: "2026-11-21T10:00:00+07:00",
    },
    true,
  ]);
  const quoted = await till.call("POST", "/h2h/v1/inquiries", byCode(given.body.billingCode, 3));
  expect([quoted.status, quoted.body.totalAmount]).toEqual([201, 33_600]);
  const paid = await till.pay({
    paymentReference: `CODE-${given.body.billingCode}`,
    inquiryId: quoted.body.inquiryId,
    amount: 33_600,
    paidAt: "2026-11-20T10:00:01+07:00",
    terminal: TERMINAL,
  });
  expect(paid.status).toBe(201);
});

it("a code that was mistyped, never given, or whose day is over, is told apart", async () => {
  const till = await office();
  const { body } = await till.askCode(NIK);
  const code = String(body.billingCode);
  const mistyped = code.slice(0, -1) + ((Number(code.at(-1)) + 1) % 10);
  const ask = (value: string, months = 1) => till.call("POST", "/h2h/v1/inquiries", byCode(value, months));
  expect(await ask(mistyped)).toMatchObject({ status: 400, body: { fields: ["customerNumber.value"] } });
  expect((await ask("0000000005724")).problem).toBe("billing-code-unknown");
  expect(await ask(code, 2)).toMatchObject({ status: 400, body: { fields: ["months"] } });
  till.moveTo("2026-11-21T10:00:00+07:00");
  expect(await ask(code)).toMatchObject({ status: 409, problem: "billing-code-ended" });
});

it("is given to nobody unknown, by nobody without the capability, and not for another code", async () => {
  const till = await office();
  expect((await till.askCode("9999990101700009")).problem).toBe("member-unknown");
  expect((await (await shop(table)).askCode(NIK)).problem).toBe("capability-missing");
  const given = await till.askCode(NIK);
  const again = await till.call("POST", "/h2h/v1/billing-codes", {
    customerNumber: { type: "BILLING_CODE", value: given.body.billingCode },
    months: 1,
  });
  expect(again).toMatchObject({ status: 400, body: { fields: ["customerNumber.type"] } });
});

it("codes that are tried one after the other are counted at the till that tries them, by lookup and inquiry together", async () => {
  const lookups = { perNumberAndDay: 1_000, perFamilyAndDay: 1_000, perTillAndHour: 3 };
  const till = await shop(table, {
    profile: { ...INDOMARET, channels: [placeOf("INDOMARET", { lookups })] },
  });
  const terminal = { storeId: "TRIES", tillId: "01" };
  const stray = (twelve: string) => ({
    ...{ customerNumber: { type: "BILLING_CODE", value: withCheckDigit(twelve) }, months: 1, terminal },
  });
  const lookUp = (twelve: string) => till.call("POST", "/h2h/v1/members/lookup", stray(twelve));
  const inquire = (twelve: string) => till.call("POST", "/h2h/v1/inquiries", stray(twelve));
  expect((await lookUp("990000000001")).problem).toBe("billing-code-unknown");
  expect((await inquire("990000000002")).problem).toBe("billing-code-unknown");
  expect((await lookUp("990000000003")).problem).toBe("billing-code-unknown");
  for (const refused of [await lookUp("990000000004"), await inquire("990000000005")]) {
    expect([refused.problem, refused.headers["retry-after"]]).toEqual(["too-many-requests", "3600"]);
  }
  const window = { PK: "LIMIT#indomaret#2026-11-20T10#TRIES/01", SK: "PLACE" };
  expect(await table.ledger.read(window)).toMatchObject({ asked: 3, unknown: 3 });
});
