import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { previewCorrection } from "../../shared/correction/propose-correction.ts";
import type { PaymentKey } from "../../shared/coverage/coverage.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { paymentEvent } from "../../shared/payment/payment-event.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BNI, FISHER } from "../payment/payment-world.ts";
import { at, balanceOf, type CorrectionWorld, correctionWorld } from "./correction-world.ts";

let engine: TestLedger;
let world: CorrectionWorld;

beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await correctionWorld(engine);
});

async function paid(partner?: typeof BNI) {
  const outcome = await world.buy(1, partner && { partner });
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  return outcome.payment;
}

/** Given back on the day after: a question to ops. */
async function underReview() {
  const payment = await paid();
  world.moveTo("2026-11-21T09:00:00+07:00");
  expect(await world.reverse(payment.reference)).toMatchObject({ kind: "needs-review", cause: "day-over" });
  return payment;
}

const lateReversal = (paymentKey: PaymentKey) => ({ kind: "late-reversal", paymentKey }) as const;

describe("a reversal outside its window", () => {
  it("that two people grant takes the months out as if it had come in time", async () => {
    const payment = await underReview();
    world.moveTo("2026-11-22T09:00:00+07:00");
    const outcome = await world.corrected(lateReversal(payment.paymentKey));
    expect(outcome.correction.preview).toMatchObject({
      books: null,
      frees: { months: [{ month: "2026-11" }] },
    });
    expect(outcome.payment).toMatchObject({
      state: "reversed",
      reversal: { reversedAt: at("2026-11-21T09:00:00+07:00"), receivedAt: at("2026-11-22T09:00:00+07:00") },
    });
    expect(paymentEvent(payment, outcome.payment)?.type).toBe("ContributionReversed.v1");
    expect(await world.coverage(FISHER)).toMatchObject({ claims: {}, run: null, creditRupiah: 0 });
    expect(await world.failure("reversal-needs-review", payment.paymentKey)).toMatchObject({
      status: "closed",
    });
    expect(await world.reverse(payment.reference)).toMatchObject({ kind: "reversed", replayed: true });
    expect(await world.send(payment.reference, { inquiryId: payment.inquiryId })).toMatchObject({
      kind: "reversed",
    });
  });

  it("that two people refuse leaves the money and the cover, closes the question, and is answered as before", async () => {
    const payment = await underReview();
    const before = await world.reverse(payment.reference);
    await world.corrected({ kind: "keep", paymentKey: payment.paymentKey });
    expect(await world.failure("reversal-needs-review", payment.paymentKey)).toMatchObject({
      status: "closed",
    });
    expect(await balanceOf(world, FISHER)).toBe(8_400);
    const after = await world.reverse(payment.reference);
    expect(after).toMatchObject({ kind: "needs-review", cause: "day-over" });
    expect({ ...after, payment: undefined }).toEqual({ ...before, payment: undefined });
    expect(await world.failure("reversal-needs-review", payment.paymentKey)).toMatchObject({
      status: "closed",
    });
    expect(
      await previewCorrection(world.deps, { kind: "keep", paymentKey: payment.paymentKey }),
    ).toMatchObject({
      because: "not-under-review",
    });
    // The bank may show its proof a week later.
    expect((await world.corrected(lateReversal(payment.paymentKey))).payment.state).toBe("reversed");
  });

  it("on which later months stand says which, and becomes possible when they are gone", async () => {
    const first = await paid();
    const second = await paid(BNI);
    expect(await world.reverse(first.reference)).toMatchObject({ cause: "later-claim" });
    const stuck = await previewCorrection(world.deps, lateReversal(first.paymentKey));
    expect(stuck).toEqual({
      kind: "refused",
      because: "later-claim",
      standing: [{ paymentKey: second.paymentKey, firstMonth: "2026-12", count: 1 }],
    });
    await world.reverse(second.reference, BNI);
    expect((await world.corrected(lateReversal(first.paymentKey))).payment.state).toBe("reversed");
    expect(await balanceOf(world, FISHER)).toBe(0);
  });

  it("whose credit was spent says how much of it is missing", async () => {
    const given = await world.corrected({
      ...world.collected({ reference: world.newReference() }),
      kind: "credit",
    });
    const asked = await world.inquire({ months: 2 });
    if (asked.kind !== "quoted") throw new Error(asked.reason);
    const { inquiryId } = asked.quote;
    await world.send(inquiryId, { amountRupiah: rupiah(8_400) });
    expect(await previewCorrection(world.deps, lateReversal(given.payment.paymentKey))).toEqual({
      kind: "refused",
      because: "credit-spent",
      missingRupiah: 8_400,
    });
  });

  it("of a payment that no reversal ever named uses the time that the maker gives", async () => {
    const payment = await paid();
    world.moveTo("2026-11-25T09:00:00+07:00");
    const reversedAt = at("2026-11-20T15:00:00+07:00");
    const outcome = await world.corrected({ ...lateReversal(payment.paymentKey), reversedAt });
    expect(outcome.payment).toMatchObject({ reversal: { reversedAt } });
  });

  it("of what is not there, or went back already, is not proposed", async () => {
    const unknown = await previewCorrection(world.deps, lateReversal("bri#NEVER" as PaymentKey));
    expect(unknown).toMatchObject({ because: "payment-unknown" });
    const payment = await paid();
    await world.reverse(payment.reference);
    expect(await previewCorrection(world.deps, lateReversal(payment.paymentKey))).toMatchObject({
      because: "money-went-back",
    });
  });
});
