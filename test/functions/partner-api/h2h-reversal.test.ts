import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { NIK } from "./bank.ts";
import { ALFAMART, type Shop, shop } from "./shop.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

describe("reversal", () => {
  const reversed = async (till: Shop) => {
    const sent = await till.quotedPayment();
    await till.pay(sent);
    return { sent, reply: await till.reverse(sent.paymentReference) };
  };

  it("domain case 11: on the same day the months are free again; a repeat is the same, a late payment refused", async () => {
    const till = await shop(table);
    const { sent, reply } = await reversed(till);
    expect([reply.status, reply.isGenuine]).toEqual([200, true]);
    expect(reply.body).toMatchObject({
      paymentReference: sent.paymentReference,
      state: "reversed",
      wasBooked: true,
      amount: 8_400,
      reversal: { reversedAt: "2026-11-20T10:00:00+07:00", reason: "WRONG_NUMBER" },
    });
    const again = await till.reverse(sent.paymentReference, { reason: "other" });
    expect([again.status, again.text, again.headers["kanal-replayed"]]).toEqual([200, reply.text, "true"]);
    const late = await till.pay(sent);
    expect([late.status, late.problem]).toEqual([409, "payment-reversed"]);
    expect((await till.ask(sent.paymentReference)).body).toMatchObject({
      state: "reversed",
      wasBooked: true,
    });
    expect((await till.pay(await till.quotedPayment())).status).toBe(201);
  });

  it("domain case 12: one that comes before its payment is remembered, and the payment refused", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    const early = await till.reverse(sent.paymentReference);
    expect([early.status, early.body.wasBooked]).toEqual([200, false]);
    expect((await till.pay(sent)).problem).toBe("payment-reversed");
    expect((await till.pay({ ...sent, advice: true })).problem).toBe("payment-reversed");
  });

  it("of somebody else's payment touches nothing: it is a tombstone in the caller's own name", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    await till.pay(sent);
    const alfamart = await shop(table, { keys: till.keys, profile: ALFAMART });
    const { status, body } = await alfamart.reverse(sent.paymentReference);
    expect([status, body.wasBooked]).toEqual([200, false]);
    expect((await till.ask(sent.paymentReference)).body.state).toBe("accepted");
  });

  it("only in full: a smaller amount is 422, and a refused payment has nothing to reverse", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    await till.pay(sent);
    const partial = await till.reverse(sent.paymentReference, { amount: 4_200 });
    expect([partial.status, partial.problem]).toEqual([422, "reversal-partial"]);
    expect((await till.reverse(sent.paymentReference, { amount: 8_400 })).status).toBe(200);
    const refused = await till.quotedPayment(1, { amount: 1 });
    await till.pay(refused);
    const nothing = await till.reverse(refused.paymentReference);
    expect([nothing.status, nothing.problem]).toEqual([409, "payment-was-refused"]);
  });

  it("the next day it needs a person, and says so again", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    await till.pay(sent);
    till.moveTo("2026-11-21T10:00:00+07:00");
    const review = await till.reverse(sent.paymentReference);
    expect([review.status, review.problem, review.body.cause]).toEqual([
      409,
      "reversal-needs-review",
      "day-over",
    ]);
    expect((await till.reverse(sent.paymentReference)).text).toBe(review.text);
    expect((await till.ask(sent.paymentReference)).body).toMatchObject({
      state: "accepted",
      review: { cause: "day-over" },
    });
  });

  it.each([
    ["in one", NIK],
    ["in groups", NIK.replace(/(\d{4})(?=\d)/g, "$1 ")],
    ["by its parts", `${NIK.slice(0, 6)}.${NIK.slice(6, 12)}-${NIK.slice(12)}`],
  ])("keeps no long number of its reason, written %s", async (_, number) => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    await till.pay(sent);
    const { body } = await till.reverse(sent.paymentReference, { reason: `wrong NIK ${number}` });
    expect(body).toMatchObject({ reversal: { reason: "wrong NIK ********" } });
  });
});
