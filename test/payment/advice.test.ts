import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Instant, parseInstant } from "../../shared/calendar/calendar.ts";
import { readCoverage } from "../../shared/coverage/coverage-store.ts";
import { coveredAt } from "../../shared/coverage/covered-at.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { reversePayment } from "../../shared/payment/reverse-payment.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BNI, BRI, FISHER, paymentWorld } from "./payment-world.ts";

let engine: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;

beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await paymentWorld(engine);
  await world.register(FISHER);
});

let unique = 0;
async function quoted(months = 1, partner = BRI) {
  const outcome = await world.inquire({ inquiryId: `AD-${++unique}`, months, partner });
  if (outcome.kind !== "quoted") throw new Error(outcome.reason);
  return outcome.quote;
}

describe("an advice that was never seen", () => {
  it("domain case 8 and 16: on the day after books the quoted months at the quoted price, in force from its arrival", async () => {
    world.moveTo("2026-12-31T23:58:00+07:00");
    const quote = await quoted();
    world.moveTo("2027-01-01T08:00:00+07:00");
    const outcome = await world.pay({
      inquiryId: quote.inquiryId,
      amountRupiah: rupiah(8_400),
      advice: true,
    });
    expect(outcome).toMatchObject({
      kind: "accepted",
      payment: {
        amountRupiah: 8_400,
        advised: true,
        months: [{ month: "2026-12", from: "2026-12-31", to: "2027-01-30" }],
        inForceFrom: parseInstant("2027-01-01T08:00:00+07:00"),
      },
    });
  });

  it.each([
    ["begins at the till's own time", "2026-11-20T10:20:00+07:00", "2026-11-20T10:20:00+07:00"],
    ["never begins in the future", "2026-11-20T11:00:00+07:00", "2026-11-20T10:30:00+07:00"],
    ["never begins before its inquiry", "2026-11-20T09:30:00+07:00", "2026-11-20T10:00:00+07:00"],
  ])("cover %s where the partner's contract goes by that", async (_, paidAt, inForceFrom) => {
    const partner = { ...BRI, adviceCoversFrom: "paid-at" } as const;
    const { inquiryId } = await quoted();
    world.moveTo("2026-11-20T10:30:00+07:00");
    const booked = await world.pay({ partner, inquiryId, advice: true, paidAt: parseInstant(paidAt) });
    expect(booked).toMatchObject({ payment: { inForceFrom: parseInstant(inForceFrom) } });
  });

  it("covers no day of the gap that its arrears make good, whatever time the till says", async () => {
    const { inquiryId } = await quoted();
    await world.pay({ inquiryId });
    world.moveTo("2027-02-15T10:00:00+07:00");
    const arrears = await quoted(2);
    expect(arrears.months[0]?.from).toBe("2026-12-20");
    const partner = { ...BRI, adviceCoversFrom: "paid-at" } as const;
    const paidAt = parseInstant("2027-01-10T10:00:00+07:00");
    const { inquiryId: later, totalRupiah: amountRupiah } = arrears;
    await world.pay({ partner, inquiryId: later, amountRupiah, advice: true, paidAt });
    const coverage = await readCoverage(engine.ledger, arrears.memberKey);
    const at = (time: string) => coveredAt(coverage, parseInstant(time) as Instant);
    expect([at("2027-01-12T10:00:00+07:00"), at("2027-02-15T10:00:00+07:00")]).toEqual([false, true]);
  });

  it("after its window is refused for ever and stands as an open failure", async () => {
    const quote = await quoted();
    world.moveTo("2026-11-22T00:00:00+07:00");
    const late = await world.pay({ inquiryId: quote.inquiryId, advice: true });
    expect(late).toMatchObject({ kind: "refused", payment: { reason: "advice-too-late" } });
    expect(await world.pay({ inquiryId: quote.inquiryId, advice: true })).toEqual({
      ...late,
      replayed: true,
    });
    const partner = { ...BRI, adviceDays: 3 };
    const patient = await quoted();
    world.moveTo("2026-11-25T10:00:00+07:00");
    expect((await world.pay({ partner, inquiryId: patient.inquiryId, advice: true })).kind).toBe("accepted");
  });

  it("whose month is gone buys the next free one at its own price", async () => {
    const [first, second] = [await quoted(), await quoted(1, BNI)];
    await world.pay({ inquiryId: first.inquiryId });
    const outcome = await world.pay({ partner: BNI, inquiryId: second.inquiryId, advice: true });
    expect(outcome).toMatchObject({
      payment: { state: "accepted", months: [{ month: "2026-12" }], creditGivenRupiah: 0 },
    });
  });

  it("whose money covers fewer of the next months buys whole ones; only the rest is credit", async () => {
    const [rival, quote] = [await quoted(2), await quoted(2, BNI)];
    await world.pay({ inquiryId: rival.inquiryId, amountRupiah: rupiah(16_800) });
    const outcome = await world.pay({
      partner: BNI,
      inquiryId: quote.inquiryId,
      amountRupiah: rupiah(16_800),
      advice: true,
    });
    expect(outcome).toMatchObject({
      payment: { months: [{ month: "2027-01", amount: 16_800 }], creditGivenRupiah: 0 },
    });
    const odd = await quoted(1, BNI);
    expect(odd.totalRupiah).toBe(16_800);
  });
});

describe("credit", () => {
  /** A rival takes the months between inquiry and advice, and what follows costs more than the money. */
  async function credited() {
    world.moveTo("2026-12-20T10:00:00+07:00");
    const [rival, quote] = [await quoted(), await quoted(1, BNI)];
    await world.pay({ inquiryId: rival.inquiryId });
    const outcome = await world.pay({ partner: BNI, inquiryId: quote.inquiryId, advice: true });
    if (outcome.kind !== "accepted") throw new Error(outcome.kind);
    return outcome.payment;
  }

  it("domain case 15: holds money that buys no whole month; nothing of it is lost", async () => {
    const payment = await credited();
    expect(payment).toMatchObject({ state: "credited", months: [], creditGivenRupiah: 8_400 });
    expect((await readCoverage(engine.ledger, payment.memberKey)).creditRupiah).toBe(8_400);
  });

  it("domain case 19: is used by the next quote, which asks only for the rest", async () => {
    const { memberKey } = await credited();
    const quote = await quoted(2);
    expect(quote).toMatchObject({ creditUsedRupiah: 8_400, totalRupiah: 25_200 });
    const outcome = await world.pay({ inquiryId: quote.inquiryId, amountRupiah: rupiah(25_200) });
    expect(outcome.kind).toBe("accepted");
    expect((await readCoverage(engine.ledger, memberKey)).creditRupiah).toBe(0);
  });

  it("that another payment used meanwhile is not used twice", async () => {
    await credited();
    const [one, two] = [await quoted(), await quoted(1, BNI)];
    expect(one.creditUsedRupiah).toBe(8_400);
    await world.pay({ inquiryId: one.inquiryId, amountRupiah: one.totalRupiah });
    const late = await world.pay({ partner: BNI, inquiryId: two.inquiryId, amountRupiah: two.totalRupiah });
    expect(late).toMatchObject({ kind: "refused", payment: { reason: "already-paid" } });
  });

  it("that was used comes back with a reversal; credit that is spent makes its own reversal a question to ops", async () => {
    const giver = await credited();
    const quote = await quoted();
    await world.pay({ inquiryId: quote.inquiryId, amountRupiah: quote.totalRupiah });
    const reversal = (partner: typeof BRI, reference: string) =>
      reversePayment(world.deps, {
        partner,
        reference,
        reversedAt: world.deps.clock.businessNow(),
        reason: "customer-cancelled",
        amountRupiah: undefined,
      });
    expect(await reversal(BNI, giver.reference)).toMatchObject({
      kind: "needs-review",
      cause: "credit-spent",
    });
    expect(await reversal(BRI, quote.inquiryId)).toMatchObject({ kind: "reversed" });
    expect((await readCoverage(engine.ledger, giver.memberKey)).creditRupiah).toBe(8_400);
  });
});
