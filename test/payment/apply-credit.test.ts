import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keepCredit } from "../../shared/activation/keep-credit.ts";
import { EMBEDDED_CORE } from "../../shared/core/embedded-core.ts";
import { readCoverage } from "../../shared/coverage/coverage-store.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { activatePayment } from "../../shared/payment/activate-payment.ts";
import { applyCredit } from "../../shared/payment/apply-credit.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BNI, FISHER, paymentWorld } from "./payment-world.ts";

let engine: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;

beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await paymentWorld(engine, "2026-11-20T10:00:00+07:00");
});

/** Covered for twelve months from 20 November 2026, with credit: an advice came when all months ahead were gone. */
async function withCredit(facts: Parameters<typeof world.register>[1] = {}) {
  const member = await world.register(FISHER, facts);
  const asked = await world.inquire({ partner: BNI });
  if (asked.kind !== "quoted") throw new Error(asked.reason);
  await world.buy(12);
  const { inquiryId, totalRupiah } = asked.quote;
  const advised = await world.pay({ partner: BNI, inquiryId, amountRupiah: totalRupiah, advice: true });
  expect(advised).toMatchObject({ payment: { state: "credited" } });
  return member;
}

describe("credit that pays the next month in full", () => {
  it("is left alone while more than three days of the run are left, then buys the month once", async () => {
    const { memberKey } = await withCredit();
    await creditTo(memberKey, 16_800);
    world.moveTo("2027-11-16T23:59:59+07:00");
    expect(await applyCredit(world.deps, memberKey)).toEqual({ kind: "nothing-due" });
    world.moveTo("2027-11-17T00:00:00+07:00");
    const applied = await applyCredit(world.deps, memberKey);
    expect(applied).toMatchObject({
      kind: "applied",
      payment: {
        amountRupiah: 0,
        channel: "CREDIT",
        creditUsedRupiah: 16_800,
        months: [{ month: "2027-11", from: "2027-11-20", to: "2027-12-19" }],
      },
    });
    expect(await applyCredit(world.deps, memberKey)).toEqual({ kind: "nothing-due" });
    expect(await readCoverage(engine.ledger, memberKey)).toMatchObject({
      creditRupiah: 0,
      run: { sliceCount: 13 },
    });
    if (applied.kind !== "applied") return;
    const deps = { ledger: engine.ledger, clock: world.deps.clock, core: EMBEDDED_CORE };
    expect((await activatePayment(deps, applied.payment.paymentKey)).kind).toBe("activated");
  });

  it("that is a rupiah short waits for the till", async () => {
    const { memberKey } = await withCredit();
    await creditTo(memberKey, 16_799);
    world.moveTo("2027-11-18T10:00:00+07:00");
    expect(await applyCredit(world.deps, memberKey)).toEqual({ kind: "nothing-due" });
    expect((await readCoverage(engine.ledger, memberKey)).creditRupiah).toBe(16_799);
  });

  it("of a worker with JHT waits: credit never goes into JHT", async () => {
    const { memberKey } = await withCredit({ programmes: ["JKK", "JKM", "JHT"] });
    await creditTo(memberKey, 500_000);
    world.moveTo("2027-11-18T10:00:00+07:00");
    expect(await applyCredit(world.deps, memberKey)).toEqual({ kind: "nothing-due" });
  });

  it("ten times at once buys one month", async () => {
    const { memberKey } = await withCredit();
    await creditTo(memberKey, 33_600);
    world.moveTo("2027-11-18T10:00:00+07:00");
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => applyCredit(world.deps, memberKey)));
    expect(outcomes.filter(({ kind }) => kind === "applied")).toHaveLength(1);
    expect((await readCoverage(engine.ledger, memberKey)).creditRupiah).toBe(16_800);
  });

  it("is found by the days on which coverage ends", async () => {
    const { memberKey } = await withCredit();
    await creditTo(memberKey, 16_800);
    world.moveTo("2027-11-18T10:00:00+07:00");
    const report = await keepCredit(world.deps, () => true);
    // The other tests' workers stand in the same index under keys of their own, so they fail; one failure holds up nobody.
    expect(report.failed.map((failure) => failure.memberKey)).not.toContain(memberKey);
    expect(report.outcomes.applied).toBeGreaterThanOrEqual(1);
    expect((await readCoverage(engine.ledger, memberKey)).creditRupiah).toBe(0);
  });
});

/** Sets the credit itself: how it came to be is the advice's business. */
async function creditTo(memberKey: string, amount: number) {
  await engine.ledger.write({
    kind: "update",
    key: { PK: `MEMBER#${memberKey}`, SK: "COVERAGE" },
    update: { expression: "SET creditRupiah = :credit", values: { ":credit": rupiah(amount) } },
    guard: { expression: "attribute_exists(PK)" },
  });
}
