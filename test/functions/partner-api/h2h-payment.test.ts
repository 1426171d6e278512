import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { NIK } from "./bank.ts";
import { ALFAMART, INDOMARET, paymentBody, shop, TERMINAL } from "./shop.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

describe("inquiry", () => {
  it("gives the price by month and programme, what comes off and why, and until when it holds", async () => {
    const till = await shop(table);
    const { status, body, isGenuine } = await till.inquire(2);
    expect([status, isGenuine]).toEqual([201, true]);
    const month = (name: string, english: string, from: string, to: string, id: string) => ({
      month: id,
      name: { indonesia: name, english },
      from,
      to,
      amount: 8_400,
      lines: [
        { programme: "JKK", fullAmount: 10_000, amount: 5_000, legalBasis: "PP 50/2025" },
        { programme: "JKM", fullAmount: 6_800, amount: 3_400, legalBasis: "PP 50/2025" },
      ],
    });
    expect(body).toEqual({
      inquiryId: expect.stringMatching(/^KANAL/),
      maskedName: "S*** R*****",
      maskedNik: "************0001",
      programmes: ["JKK", "JKM"],
      months: [
        month("November 2026", "November 2026", "2026-11-20", "2026-12-19", "2026-11"),
        month("Desember 2026", "December 2026", "2026-12-20", "2027-01-19", "2026-12"),
      ],
      discount: { amount: 16_800, legalBasis: "PP 50/2025" },
      coverage: { from: "2026-11-20", to: "2027-01-19" },
      creditUsed: 0,
      totalAmount: 16_800,
      feeAmount: 2_500,
      currency: "IDR",
      coversToday: true,
      monthsToCoverToday: 1,
      expiresAt: "2026-11-21T00:00:00+07:00",
    });
  });

  it("two round trips, for a number that nobody registered as well, which is a problem that tells the cashier what to do", async () => {
    const till = await shop(table);
    table.takeCalls();
    await till.inquire();
    expect(table.takeCalls()).toEqual(["Query", "TransactWriteItems"]);
    const customerNumber = { type: "NIK", value: "9999990101700009" };
    const { status, body, headers } = await till.call("POST", "/h2h/v1/inquiries", {
      customerNumber,
      months: 1,
      terminal: TERMINAL,
    });
    expect(table.takeCalls()).toEqual(["Query", "TransactWriteItems"]);
    expect([status, headers["content-type"]]).toEqual([404, "application/problem+json"]);
    expect(body).toEqual({
      type: "https://kanal.example/problems/member-unknown",
      title: "Number is not registered",
      status: 404,
      reason: { english: "Number is not registered", indonesia: "Nomor belum terdaftar" },
      cashier: {
        english: "Take no money; refer the worker to 175",
        indonesia: "Jangan terima uang; arahkan peserta ke 175",
      },
    });
  });
});

describe("payment", () => {
  it("books what was quoted: 201 with the receipt as data and as two slips", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment(2);
    table.takeCalls();
    const { status, body, headers, isGenuine } = await till.pay(sent);
    expect(table.takeCalls()).toEqual(["BatchGetItem", "TransactWriteItems"]);
    expect([status, isGenuine, headers["kanal-replayed"]]).toEqual([201, true, undefined]);
    expect(body).toMatchObject({
      paymentReference: sent.paymentReference,
      inquiryId: sent.inquiryId,
      gatewayReference: expect.stringMatching(/^KANAL/),
      state: "accepted",
      amount: 16_800,
      feeAmount: 2_500,
      coverage: { from: "2026-11-20", to: "2027-01-19" },
      receivedAt: "2026-11-20T10:00:00+07:00",
      inForceFrom: "2026-11-20T10:00:00+07:00",
      receipt: {
        status: "DITERIMA",
        place: "Indomaret",
        ...TERMINAL,
        paidAt: "2026-11-20T10:00:01+07:00",
        contribution: 16_800,
        fee: 2_500,
        total: 19_300,
      },
    });
    const { columns32, columns42 } = body.slip as Record<string, string>;
    expect(columns32).toContain("20-11-2026 10:00:01 WIB");
    expect(columns42).toContain("Rp19.300");
    expect(`${JSON.stringify(body)}`).not.toContain(NIK);
  });

  it("domain case 2: a repeat is 200 with the same body for ever, with any key, advice or till; one round trip", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    const first = await till.pay(sent, { headers: { "Idempotency-Key": `A-${sent.paymentReference}` } });
    expect(first.status).toBe(201);
    till.moveTo("2027-03-24T23:59:00+07:00");
    table.takeCalls();
    const again = await till.pay(
      { ...sent, advice: true, paidAt: "2026-11-21T00:00:00+07:00", terminal: { storeId: "X", tillId: "9" } },
      { headers: { "Idempotency-Key": `B-${sent.paymentReference}` } },
    );
    expect(table.takeCalls()).toEqual(["BatchGetItem"]);
    expect([again.status, again.text, again.isGenuine]).toEqual([200, first.text, true]);
    expect(again.headers).toMatchObject({
      "kanal-replayed": "true",
      "kanal-first-answered": "2026-11-20T10:00:00+07:00",
      "signature-input": expect.stringContaining('"kanal-replayed" "kanal-first-answered"'),
    });
  });

  it("domain case 8: an advice that was never seen is booked, the day after its inquiry as well", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    till.moveTo("2026-11-21T08:00:00+07:00");
    const late = await till.pay({ ...sent, advice: true });
    expect([late.status, late.body.amount]).toEqual([201, 8_400]);
    till.moveTo("2026-11-20T10:00:00+07:00");
    const tooLate = await till.quotedPayment();
    till.moveTo("2026-11-22T00:00:00+07:00");
    expect((await till.pay({ ...tooLate, advice: true })).problem).toBe("advice-too-late");
  });

  it("domain case 3: the reference with other content is 409 naming the fields, and raises an alarm", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    const other = await till.quotedPayment();
    await till.pay(sent);
    const conflict = await till.pay({ ...sent, amount: 8_500, inquiryId: other.inquiryId });
    expect([conflict.status, conflict.problem, conflict.body.fields]).toEqual([
      409,
      "reference-reused",
      expect.arrayContaining(["inquiryId", "amount"]),
    ]);
    expect(till.lines.at(-1)?.conflict).toEqual(expect.arrayContaining(["inquiryId", "amount"]));
    expect((await till.pay(sent)).status).toBe(200);
  });

  it("an Idempotency-Key that named another payment is 422, and stays so", async () => {
    const till = await shop(table);
    const headers = { "Idempotency-Key": `TWICE-${Date.now()}` };
    expect((await till.pay(await till.quotedPayment(), { headers })).status).toBe(201);
    const second = await till.quotedPayment();
    const refused = await till.pay(second, { headers });
    expect([refused.status, refused.problem]).toEqual([422, "idempotency-key-reused"]);
    const again = await till.pay(second);
    expect([again.status, again.text, again.headers["kanal-replayed"]]).toEqual([422, refused.text, "true"]);
  });

  it("refuses another amount, an unknown inquiry, yesterday's quote, and months that are paid", async () => {
    const till = await shop(table);
    const [first, second, third] = [
      await till.quotedPayment(),
      await till.quotedPayment(),
      await till.quotedPayment(),
    ];
    expect((await till.pay({ ...third, amount: 8_399 })).problem).toBe("amount-differs");
    expect((await till.pay(paymentBody())).problem).toBe("quote-unknown");
    expect((await till.pay(first)).status).toBe(201);
    const paid = await till.pay(second);
    expect([paid.status, paid.problem]).toEqual([409, "already-paid"]);
    const old = await till.quotedPayment();
    till.moveTo("2026-11-21T00:00:01+07:00");
    const late = await till.pay(old);
    expect([late.status, late.problem]).toEqual([409, "quote-expired"]);
    expect((await till.ask(old.paymentReference)).body).toMatchObject({
      state: "refused",
      refusal: { type: "https://kanal.example/problems/quote-expired", status: 409 },
    });
  });

  it("two at the same time are one payment with one body", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    const replies = await Promise.all(Array.from({ length: 4 }, () => till.pay(sent)));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  });

  it("an id that holds the worker's own number is refused, another long number is not", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    const exposed = await till.pay({ ...sent, paymentReference: `R${NIK}` });
    expect([exposed.status, exposed.body.fields]).toEqual([400, ["paymentReference"]]);
    const till2 = { storeId: NIK, tillId: "1" };
    expect((await till.pay({ ...sent, terminal: till2 })).body.fields).toEqual(["terminal.storeId"]);
    expect((await till.pay({ ...sent, paymentReference: "20261120100000012300000001" })).status).toBe(201);
    expect(JSON.stringify(till.lines)).not.toContain(NIK);
  });
});

describe("status and reprint", () => {
  it("never seen is 404 and not failed; afterwards it is the receipt with the state it is in", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    const before = await till.ask(sent.paymentReference);
    expect([before.status, before.problem, before.isGenuine]).toEqual([404, "payment-not-seen", true]);
    const paid = await till.pay(sent);
    const { status, body } = await till.ask(sent.paymentReference);
    expect(status).toBe(200);
    expect(body).toEqual({ ...paid.body, state: "accepted", activatedAt: null });
  });

  it("domain case 4: another partner's reference is not seen", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    await till.pay(sent);
    const alfamart = await shop(table, { keys: till.keys, profile: ALFAMART });
    expect((await alfamart.ask(sent.paymentReference)).problem).toBe("payment-not-seen");
  });
});

it("domain case 49: a suspended partner's booked payment is answered, a new one refused; it may still reverse", async () => {
  const till = await shop(table);
  const sent = await till.quotedPayment();
  const other = await till.quotedPayment();
  await till.pay(sent);
  const closed = await shop(table, { keys: till.keys, profile: { ...INDOMARET, standing: "suspended" } });
  expect((await closed.pay(sent)).status).toBe(200);
  expect((await closed.pay(other)).problem).toBe("partner-suspended");
  expect((await closed.reverse(sent.paymentReference)).status).toBe(200);
});
