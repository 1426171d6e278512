import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EMBEDDED_CORE } from "../../shared/core/embedded-core.ts";
import { previewCorrection } from "../../shared/correction/propose-correction.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { activatePayment } from "../../shared/payment/activate-payment.ts";
import type { AcceptedPayment } from "../../shared/payment/payment.ts";
import { paymentEvent } from "../../shared/payment/payment-event.ts";
import { revokePayment } from "../../shared/payment/revoke-payment.ts";
import { tellStatus } from "../../shared/payment/tell-status.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BNI, BRI, FISHER, TRADER } from "../payment/payment-world.ts";
import { balanceOf, type CorrectionWorld, correctionWorld } from "./correction-world.ts";

let engine: TestLedger;
let world: CorrectionWorld;

beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await correctionWorld(engine);
});

const deps = () => ({ ledger: engine.ledger, clock: world.deps.clock, core: EMBEDDED_CORE });

async function paid(months = 1): Promise<AcceptedPayment> {
  const outcome = await world.buy(months);
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  return outcome.payment;
}

const toTrader = ({ paymentKey }: AcceptedPayment) =>
  ({ kind: "wrong-nik", paymentKey, toMember: world.trader.memberKey }) as const;

async function moved(payment: AcceptedPayment): Promise<AcceptedPayment> {
  const outcome = await world.corrected(toTrader(payment));
  if (outcome.payment.state !== "accepted" && outcome.payment.state !== "credited")
    throw new Error("not booked");
  return outcome.payment;
}

describe("domain case 42: a payment for the wrong worker", () => {
  it("moves with its months and its money to the right one, at its own day, price and cover", async () => {
    world.moveTo("2026-12-31T23:00:00+07:00");
    const payment = await paid(2);
    world.moveTo("2027-01-04T09:00:00+07:00");
    const target = await moved(payment);
    expect(target).toMatchObject({
      memberKey: world.trader.memberKey,
      reference: payment.reference,
      origin: payment.paymentKey,
      businessDate: "2026-12-31",
      amountRupiah: 25_200,
      months: [
        { month: "2026-12", from: "2026-12-31", amount: 8_400 },
        { month: "2027-01", amount: 16_800 },
      ],
      inForceFrom: payment.inForceFrom,
      recovered: { source: "wrong-nik" },
    });
    expect(await balanceOf(world, FISHER)).toBe(0);
    expect(await balanceOf(world, TRADER)).toBe(25_200);
    expect(await world.coverage(FISHER)).toMatchObject({ run: null, claims: {} });
  });

  it("is a reversal and a contribution to the world, so that the core ends the one and begins the other", async () => {
    const payment = await paid();
    await activatePayment(deps(), payment.paymentKey);
    const active = await world.payment(payment.paymentKey);
    const target = await moved(payment);
    const after = await world.payment(payment.paymentKey);
    expect(paymentEvent(active, after)?.type).toBe("ContributionReversed.v1");
    expect(paymentEvent(undefined, target)?.type).toBe("ContributionAccepted.v1");
    expect((await revokePayment(deps(), payment.paymentKey)).kind).toBe("revoked");
    expect((await activatePayment(deps(), target.paymentKey)).kind).toBe("activated");
  });

  it("goes on being answered to the partner as its slip says, word for word", async () => {
    const payment = await paid();
    const ask = { inquiryId: payment.inquiryId, advice: true };
    const status = { partner: BRI, reference: payment.reference, nik: FISHER };
    const before = await world.send(payment.reference, ask);
    const told = await tellStatus(world.deps, status);
    await moved(payment);
    expect(await world.send(payment.reference, ask)).toEqual(before);
    expect(await tellStatus(world.deps, status)).toEqual(told);
    expect(await world.send(payment.reference, { ...ask, amountRupiah: rupiah(8_500) })).toMatchObject({
      kind: "conflict",
    });
  });

  it("that was moved before its cover began is told to be in force when the right worker's cover is", async () => {
    const payment = await paid();
    const target = await moved(payment);
    const ask = { partner: BRI, reference: payment.reference, nik: FISHER };
    expect(await tellStatus(world.deps, ask)).toMatchObject({
      payment: { state: "accepted", activatedAt: null },
    });
    await activatePayment(deps(), target.paymentKey);
    expect(await tellStatus(world.deps, ask)).toMatchObject({
      payment: { state: "active", maskedNik: payment.maskedNik, activatedAt: world.deps.clock.businessNow() },
    });
  });

  it("can still be given back on its day: then it leaves the right worker, and the partner hears so ever after", async () => {
    const payment = await paid();
    const target = await moved(payment);
    const given = await world.reverse(payment.reference);
    expect(given).toMatchObject({
      kind: "reversed",
      replayed: false,
      payment: { gatewayReference: payment.gatewayReference },
    });
    expect(await balanceOf(world, TRADER)).toBe(0);
    expect(await world.payment(target.paymentKey)).toMatchObject({ state: "reversed" });
    const again = await world.reverse(payment.reference);
    expect(again).toMatchObject({ kind: "reversed", replayed: true });
    expect(again.kind === "reversed" && again.payment.reversal).toEqual(
      given.kind === "reversed" && given.payment.reversal,
    );
    const repeat = await world.send(payment.reference, { inquiryId: payment.inquiryId });
    expect(repeat).toMatchObject({
      kind: "reversed",
      payment: { reversal: { reason: "customer-cancelled" } },
    });
  });

  it("given back a day later asks ops about the right worker's payment", async () => {
    const payment = await paid();
    const target = await moved(payment);
    world.moveTo("2026-11-21T09:00:00+07:00");
    expect(await world.reverse(payment.reference)).toMatchObject({ kind: "needs-review", cause: "day-over" });
    expect(await world.failure("reversal-needs-review", target.paymentKey)).toMatchObject({ status: "open" });
    await world.corrected({ kind: "late-reversal", paymentKey: target.paymentKey });
    expect(await world.send(payment.reference, { inquiryId: payment.inquiryId })).toMatchObject({
      kind: "reversed",
    });
  });

  it("may have been moved to the wrong one again: the reference always knows where the money is", async () => {
    const payment = await paid();
    const target = await moved(payment);
    await world.corrected({
      kind: "wrong-nik",
      paymentKey: target.paymentKey,
      toMember: world.fisher.memberKey,
    });
    expect(await balanceOf(world, FISHER)).toBe(8_400);
    expect(await balanceOf(world, TRADER)).toBe(0);
    expect(await world.reverse(payment.reference)).toMatchObject({ kind: "reversed" });
    expect(await balanceOf(world, FISHER)).toBe(0);
  });

  it("whose worker has paid on elsewhere is not torn: what stands on it is named", async () => {
    const payment = await paid();
    const later = await world.buy(1, { partner: BNI });
    expect(await previewCorrection(world.deps, toTrader(payment))).toMatchObject({
      because: "later-claim",
      standing: [
        { paymentKey: later.kind === "accepted" ? later.payment.paymentKey : "", firstMonth: "2026-12" },
      ],
    });
  });

  it("whose right worker has the month already continues it; what another band's price leaves is credit", async () => {
    await world.buy(1, { partner: BNI, nik: TRADER });
    const target = await moved(await paid());
    expect(target.months).toMatchObject([{ month: "2026-12" }]);
    const rich = await correctionWorld(engine);
    await rich.register(TRADER, { version: 2 }, { nik: TRADER, declaredMonthlyIncome: rupiah(5_000_000) });
    const payment = await rich.buy(1);
    if (payment.kind !== "accepted") throw new Error(payment.kind);
    const toMember = rich.trader.memberKey;
    const outcome = await rich.corrected({
      kind: "wrong-nik",
      paymentKey: payment.payment.paymentKey,
      toMember,
    });
    expect(outcome.payment).toMatchObject({ state: "credited", creditGivenRupiah: 8_400 });
    expect(await balanceOf(rich, TRADER)).toBe(8_400);
  });

  it("is not moved to nobody, to its own worker, or while its return is in question", async () => {
    const payment = await paid();
    const to = async (toMember: string) =>
      previewCorrection(world.deps, { ...toTrader(payment), toMember: toMember as never });
    expect(await to("A".repeat(43))).toMatchObject({ because: "member-unknown" });
    expect(await to(world.fisher.memberKey)).toMatchObject({ because: "same-member" });
    world.moveTo("2026-11-21T09:00:00+07:00");
    await world.reverse(payment.reference);
    expect(await to(world.trader.memberKey)).toMatchObject({ because: "under-review" });
  });
});
