import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rupiah } from "../../shared/money/rupiah.ts";
import type { InquiryCommand } from "../../shared/payment/outcome.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { placeOf } from "../partner/sample-profile.ts";
import { BNI, FISHER, paymentWorld } from "./payment-world.ts";

/** The least and the most that a place can take at once (domain.md 6.4, case 20): a discounted month of Rp8,400 lies under a usual floor. */
let engine: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;

beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await paymentWorld(engine);
});

let unique = 0;
const inquire = (months: number, limits: Parameters<typeof placeOf>[1], ask: Partial<InquiryCommand> = {}) =>
  world.inquire({
    months,
    inquiryId: `PL-${process.pid}-${++unique}`,
    terms: placeOf("INDOMARET", limits),
    ...ask,
  });

const FLOOR = { floorRupiah: 10_000 };
const tooLow = (monthsToReachFloor: number | undefined) => ({
  kind: "refused",
  reason: "below-floor",
  monthsToReachFloor,
});

describe("a floor", () => {
  it("domain case 20: refuses one discounted month and offers two", async () => {
    await world.register(FISHER);
    expect(await inquire(1, FLOOR)).toEqual(tooLow(2));
    expect(await inquire(2, FLOOR)).toMatchObject({ kind: "quoted", quote: { totalRupiah: 16_800 } });
  });

  it("is reached by an amount that is equal to it, and the fee does not count", async () => {
    await world.register(FISHER);
    expect((await inquire(1, { floorRupiah: 8_400 })).kind).toBe("quoted");
    expect(await inquire(1, { floorRupiah: 8_401, feeRupiah: 2_500 })).toEqual(tooLow(2));
  });

  it("does not matter where a month is not discounted", async () => {
    await world.register(FISHER);
    world.moveTo("2027-01-01T08:00:00+07:00");
    expect((await inquire(1, FLOOR)).kind).toBe("quoted");
  });

  it("counts the fewest months by the price of each: two cheap ones and a full one", async () => {
    await world.register(FISHER);
    expect(await inquire(1, { floorRupiah: 30_000 })).toEqual(tooLow(3));
  });

  it("offers nothing where not even twelve months reach it, or where so many cannot be bought", async () => {
    await world.register(FISHER);
    expect(await inquire(1, { floorRupiah: 100_000 })).toEqual(tooLow(7));
    await world.buy(10);
    expect(await inquire(1, { floorRupiah: 100_000 })).toEqual(tooLow(undefined));
  });

  it("domain case 20: counts what credit leaves to pay", async () => {
    await world.register(FISHER);
    world.moveTo("2026-12-20T10:00:00+07:00");
    await creditOf8400();
    expect(await inquire(1, FLOOR)).toEqual(tooLow(2));
    expect(await inquire(2, FLOOR)).toMatchObject({
      quote: { totalRupiah: 25_200, creditUsedRupiah: 8_400 },
    });
  });

  it("does not take back a price that was given: the same inquiry is still its quote when credit has come since", async () => {
    await world.register(FISHER);
    world.moveTo("2026-12-20T10:00:00+07:00");
    const asked = { inquiryId: `PL-${process.pid}-${++unique}` };
    const first = await inquire(1, { floorRupiah: 8_400 }, asked);
    await creditOf8400();
    await world.buy(1);
    expect(await inquire(1, { floorRupiah: 16_801 }, asked)).toEqual({ ...first, repeated: true });
  });

  it("refuses no payment: the price was given before the floor rose", async () => {
    await world.register(FISHER);
    const asked = await inquire(1, {});
    if (asked.kind !== "quoted") throw new Error(asked.reason);
    const { inquiryId } = asked.quote;
    expect((await world.pay({ inquiryId, terms: placeOf("INDOMARET", FLOOR) })).kind).toBe("accepted");
  });

  it("refuses no advice whose money buys fewer months than were quoted", async () => {
    await world.register(FISHER);
    const [rival, quote] = [await inquire(2, {}), await inquire(2, FLOOR, { partner: BNI })];
    if (rival.kind !== "quoted" || quote.kind !== "quoted") throw new Error("no quote");
    await world.pay({ inquiryId: rival.quote.inquiryId, amountRupiah: rupiah(16_800) });
    const advised = await world.pay({
      partner: BNI,
      terms: placeOf("INDOMARET", { floorRupiah: 50_000 }),
      inquiryId: quote.quote.inquiryId,
      amountRupiah: rupiah(16_800),
      advice: true,
    });
    expect(advised).toMatchObject({ kind: "accepted", payment: { months: [{ month: "2027-01" }] } });
  });

  /** A rival takes December between inquiry and advice, and January costs more than the money. */
  async function creditOf8400(): Promise<void> {
    const [rival, quote] = [await inquire(1, {}), await inquire(1, {}, { partner: BNI })];
    if (rival.kind !== "quoted" || quote.kind !== "quoted") throw new Error("no quote");
    await world.pay({ inquiryId: rival.quote.inquiryId });
    const credited = await world.pay({ partner: BNI, inquiryId: quote.quote.inquiryId, advice: true });
    expect(credited).toMatchObject({ payment: { state: "credited", creditGivenRupiah: 8_400 } });
  }
});

describe("a ceiling", () => {
  it("refuses more than the place can take at once and offers the most months that it can", async () => {
    await world.register(FISHER);
    const refused = { kind: "refused", reason: "above-ceiling" };
    expect(await inquire(12, { ceilingRupiah: 100_000 })).toEqual({ ...refused, monthsUnderCeiling: 6 });
    expect((await inquire(6, { ceilingRupiah: 100_000 })).kind).toBe("quoted");
    expect((await inquire(7, { ceilingRupiah: 100_800 })).kind).toBe("quoted");
  });

  it("offers nothing where one month is too much", async () => {
    await world.register(
      FISHER,
      { programmes: ["JKK", "JKM", "JHT"] },
      { declaredMonthlyIncome: rupiah(21_000_000) },
    );
    expect(await inquire(2, { ceilingRupiah: 100_000 })).toEqual({
      kind: "refused",
      reason: "above-ceiling",
      monthsUnderCeiling: undefined,
    });
  });
});
