import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { instant, parseInstant } from "../../shared/calendar/calendar.ts";
import type { RevocationOrder } from "../../shared/core/core.ts";
import { EMBEDDED_CORE } from "../../shared/core/embedded-core.ts";
import { readCoverage } from "../../shared/coverage/coverage-store.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { activatePayment } from "../../shared/payment/activate-payment.ts";
import type { ReversalCommand } from "../../shared/payment/outcome.ts";
import type { AcceptedPayment } from "../../shared/payment/payment.ts";
import { reversePayment } from "../../shared/payment/reverse-payment.ts";
import { revokePayment } from "../../shared/payment/revoke-payment.ts";
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

async function paid(months = 1): Promise<AcceptedPayment> {
  const outcome = await world.buy(months);
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  return outcome.payment;
}

const reverse = (reference: string, more: Partial<ReversalCommand> = {}) =>
  reversePayment(world.deps, {
    partner: BRI,
    reference,
    reversedAt: instant(world.deps.clock.businessNow()),
    reason: "customer-cancelled",
    amountRupiah: undefined,
    ...more,
  });

const core = { ledger: () => engine.ledger };
const deps = () => ({ ledger: core.ledger(), clock: world.deps.clock, core: EMBEDDED_CORE });
const at = (text: string) => parseInstant(text) ?? instant(0);
const slices = async (memberKey: string) =>
  (await engine.ledger.readRange({ partition: `MEMBER#${memberKey}`, from: "SLICE#", to: "SLICE#~" })).length;

describe("a reversal", () => {
  it("domain case 10: before activation frees the months, and nothing is ever activated", async () => {
    const payment = await paid(2);
    expect(await reverse(payment.reference)).toMatchObject({ kind: "reversed", replayed: false });
    const coverage = await readCoverage(engine.ledger, payment.memberKey);
    expect(coverage).toMatchObject({ claims: {}, run: null, creditRupiah: 0 });
    expect(await activatePayment(deps(), payment.paymentKey)).toEqual({ kind: "not-accepted" });
    const again = await world.inquire({ months: 1 });
    expect(again).toMatchObject({ quote: { months: [{ month: "2026-11", from: "2026-11-20" }] } });
  });

  it("domain case 11: after activation takes the slices away once the core knows, from the original start", async () => {
    const payment = await paid(2);
    await activatePayment(deps(), payment.paymentKey);
    expect(await slices(payment.memberKey)).toBe(4);
    await reverse(payment.reference);
    const orders: RevocationOrder[] = [];
    const watched = {
      ...EMBEDDED_CORE,
      revoke: async (order: RevocationOrder) => {
        orders.push(order);
        return { kind: "confirmed" } as const;
      },
    };
    expect((await revokePayment({ ...deps(), core: watched }, payment.paymentKey)).kind).toBe("revoked");
    expect(orders).toMatchObject([{ paymentKey: payment.paymentKey, sequence: 2 }]);
    expect(await slices(payment.memberKey)).toBe(0);
    expect((await revokePayment({ ...deps(), core: watched }, payment.paymentKey)).kind).toBe(
      "already-revoked",
    );
    expect(orders).toHaveLength(1);
  });

  it("that overtakes an activation on its way to the ledger revokes at the core and leaves no slice", async () => {
    const payment = await paid();
    const revoked: string[] = [];
    const slow = {
      activate: async () => {
        await reverse(payment.reference);
        return { kind: "confirmed" } as const;
      },
      revoke: async (order: RevocationOrder) => {
        revoked.push(order.paymentKey);
        return { kind: "confirmed" } as const;
      },
    };
    expect(await activatePayment({ ...deps(), core: slow }, payment.paymentKey)).toEqual({
      kind: "not-accepted",
    });
    expect(revoked).toEqual([payment.paymentKey]);
    expect(await slices(payment.memberKey)).toBe(0);
  });

  it("never removes a slice of the payment that bought the month afterwards", async () => {
    const first = await paid();
    await activatePayment(deps(), first.paymentKey);
    await reverse(first.reference);
    const second = await paid();
    await revokePayment(deps(), first.paymentKey);
    await activatePayment(deps(), second.paymentKey);
    expect((await revokePayment(deps(), first.paymentKey)).kind).toBe("already-revoked");
    expect(await slices(second.memberKey)).toBe(2);
  });

  it("of the next day is refused to ops, stored, and refused again the same way", async () => {
    const payment = await paid();
    world.moveTo("2026-11-21T09:00:00+07:00");
    const refused = { kind: "needs-review", cause: "day-over" };
    expect(await reverse(payment.reference)).toMatchObject(refused);
    world.moveTo("2026-11-20T11:00:00+07:00");
    expect(await reverse(payment.reference)).toMatchObject(refused);
    expect((await readCoverage(engine.ledger, payment.memberKey)).claims).toHaveProperty([
      payment.paymentKey,
    ]);
  });

  it("made before midnight counts when it comes within the hour after it, and not later", async () => {
    const [early, late] = [await paid(), await paid()];
    const reversedAt = at("2026-11-20T23:58:00+07:00");
    world.moveTo("2026-11-21T00:59:59+07:00");
    expect(await reverse(late.reference, { reversedAt })).toMatchObject({ kind: "reversed" });
    world.moveTo("2026-11-21T01:00:00+07:00");
    expect(await reverse(early.reference, { reversedAt })).toMatchObject({ kind: "needs-review" });
  });

  it("of a payment on which a later claim stands is refused to ops; the later one can go", async () => {
    const [first, second] = [await paid(), await paid()];
    expect(await reverse(first.reference)).toMatchObject({ kind: "needs-review", cause: "later-claim" });
    expect(await reverse(second.reference)).toMatchObject({ kind: "reversed" });
  });

  it("of a part of the amount is refused and changes nothing", async () => {
    const payment = await paid();
    expect(await reverse(payment.reference, { amountRupiah: rupiah(8_399) })).toEqual({ kind: "partial" });
    expect(await reverse(payment.reference, { amountRupiah: rupiah(8_400) })).toMatchObject({
      kind: "reversed",
    });
  });

  it("of somebody else's payment finds nothing and harms nobody", async () => {
    const payment = await paid();
    expect(await reverse(payment.reference, { partner: BNI })).toMatchObject({
      payment: { state: "tombstone" },
    });
    expect(await world.pay({ inquiryId: payment.inquiryId })).toMatchObject({
      kind: "accepted",
      replayed: true,
    });
  });

  it("ten times at once happens once", async () => {
    const payment = await paid();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => reverse(payment.reference)));
    expect(outcomes.filter((o) => o.kind === "reversed" && !o.replayed)).toHaveLength(1);
    expect(outcomes.every((o) => o.kind === "reversed")).toBe(true);
  });
});
