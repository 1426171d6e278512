import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { businessDate } from "../../shared/calendar/calendar.ts";
import type { InquiryCommand } from "../../shared/payment/outcome.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BNI, BRI, FISHER, paymentWorld, TRADER } from "./payment-world.ts";

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
const inquiryId = () => `GQ-${process.pid}-${++unique}`;
const inquire = (ask: Partial<InquiryCommand> = {}) => world.inquire({ inquiryId: inquiryId(), ...ask });

describe("an inquiry", () => {
  it("prices months straddling the end of the discount each by its own month, masked name only", async () => {
    await world.register(FISHER);
    expect(await inquire({ months: 3 })).toMatchObject({
      kind: "quoted",
      repeated: false,
      quote: { totalRupiah: 33_600, feeRupiah: 2_500, maskedName: "B*** S******", coversToday: true },
    });
  });

  it("domain case 40: of somebody nobody registered is refused, and nothing but the question's count is written", async () => {
    engine.takeCalls();
    expect(await inquire()).toEqual({ kind: "refused", reason: "member-unknown" });
    // As many calls as for somebody who is registered: the time that an answer takes must not tell.
    expect(engine.takeCalls()).toEqual(["Query", "TransactWriteItems"]);
  });

  it("domain case 24: of a deceased member is refused without saying why", async () => {
    await world.register(FISHER, { standing: "deceased" });
    expect(await inquire()).toEqual({ kind: "refused", reason: "member-unavailable" });
  });

  it("domain case 39: of another segment is refused as such", async () => {
    await world.register(FISHER, { segment: "PMI" });
    expect(await inquire()).toEqual({ kind: "refused", reason: "wrong-segment" });
  });

  it("domain case 22: a first payment is refused on the 65th birthday and possible the day before, in WIB", async () => {
    await world.register(FISHER, {}, { birthDate: businessDate("1961-11-21") });
    world.moveTo("2026-11-20T23:59:59+07:00");
    expect((await inquire()).kind).toBe("quoted");
    world.moveTo("2026-11-21T00:00:00+07:00");
    expect(await inquire()).toEqual({ kind: "refused", reason: "age-limit" });
  });

  it("domain case 21: a member who turns 65 during paid months goes on", async () => {
    await world.register(FISHER, {}, { birthDate: businessDate("1961-11-21") });
    await world.buy(1);
    world.moveTo("2026-12-01T09:00:00+07:00");
    expect((await inquire()).kind).toBe("quoted");
  });

  it("domain case 6: the first day of cover is the WIB day of a counter three hours ahead", async () => {
    await world.register(FISHER);
    world.moveTo("2027-01-01T00:30:00+09:00");
    expect(await inquire()).toMatchObject({
      quote: {
        businessDate: "2026-12-31",
        months: [{ month: "2026-12", from: "2026-12-31", amount: 8_400 }],
      },
    });
    world.moveTo("2027-01-01T00:00:00+07:00");
    expect(await inquire()).toMatchObject({
      quote: { businessDate: "2027-01-01", months: [{ month: "2027-01", amount: 16_800 }] },
    });
  });

  it("domain case 13: after a payment offers the next month, never an overlap", async () => {
    await world.register(FISHER);
    await world.buy(2);
    expect(await inquire()).toMatchObject({ quote: { months: [{ month: "2027-01", from: "2027-01-20" }] } });
  });

  it("domain case 27: three months after the end it is arrears that are offered, a day later a fresh start", async () => {
    await world.register(FISHER);
    world.moveTo("2026-07-11T10:00:00+07:00");
    await world.buy(1);
    world.moveTo("2026-11-10T23:59:00+07:00");
    expect(await inquire()).toMatchObject({
      quote: {
        months: [{ month: "2026-08", from: "2026-08-11" }],
        coversToday: false,
        monthsToCoverToday: 3,
      },
    });
    world.moveTo("2026-11-11T00:00:00+07:00");
    expect(await inquire()).toMatchObject({
      quote: { months: [{ month: "2026-11", from: "2026-11-11" }], coversToday: true },
    });
  });

  it("domain case 43: an employer is offered JHT as well and gets no discount", async () => {
    await world.register(FISHER, { bpuCategory: "PEMBERI_KERJA" });
    expect(await inquire()).toMatchObject({
      quote: { programmes: ["JKK", "JKM", "JHT"], totalRupiah: 36_800 },
    });
  });

  it("beyond twelve months ahead is refused", async () => {
    await world.register(FISHER);
    await world.buy(12);
    expect(await inquire()).toEqual({ kind: "refused", reason: "paid-ahead-limit" });
  });

  it("again with the same id, worker and months is the stored quote; with another worker or count it is refused", async () => {
    await world.register(FISHER);
    await world.register(TRADER);
    const id = inquiryId();
    const first = await inquire({ inquiryId: id });
    expect(await inquire({ inquiryId: id })).toEqual({ ...first, repeated: true });
    const reused = { kind: "refused", reason: "inquiry-id-reused" };
    expect(await inquire({ inquiryId: id, nik: TRADER })).toEqual(reused);
    expect(await inquire({ inquiryId: id, months: 2 })).toEqual(reused);
  });

  it("with a message number that the day has seen is refused; the next day may use it again only by the machine's clock", async () => {
    await world.register(FISHER);
    const externalId = { service: "inquiry", id: inquiryId() } as const;
    await inquire({ externalId });
    expect(await inquire({ externalId })).toEqual({ kind: "refused", reason: "external-id-reused" });
    world.moveTo("2026-11-21T10:00:00+07:00");
    expect(await inquire({ externalId })).toEqual({ kind: "refused", reason: "external-id-reused" });
    expect((await inquire({ externalId, partner: BNI })).kind).toBe("quoted");
  });

  it("of a suspended partner reads nothing", async () => {
    engine.takeCalls();
    const partner = { ...BRI, standing: "suspended" } as const;
    expect(await inquire({ partner })).toEqual({ kind: "refused", reason: "partner-suspended" });
    expect(engine.takeCalls()).toEqual([]);
  });
});
