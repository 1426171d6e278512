import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { businessDate, parseInstant } from "../../shared/calendar/calendar.ts";
import type { PartnerProfile } from "../../shared/partner/partner.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BRI, FISHER, paymentWorld } from "./payment-world.ts";

/** A bank whose day is cut off from half past eleven to half past one. */
const BANK: PartnerProfile = {
  ...BRI,
  closings: [
    {
      kind: "cut-off",
      from: businessDate("2026-11-01"),
      until: businessDate("2026-12-31"),
      closesAt: "23:30",
      opensAt: "01:30",
    },
  ],
};
const OPENS_AT = parseInstant("2026-11-21T01:30:00+07:00");

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
const inquire = (more = {}) =>
  world.inquire({ partner: BANK, inquiryId: `CL-${process.pid}-${++unique}`, ...more });

async function quotedAt(time: string) {
  world.moveTo(time);
  const outcome = await inquire();
  if (outcome.kind !== "quoted") throw new Error(outcome.reason);
  return outcome.quote;
}

const pay = (inquiryId: string, more = {}) => world.pay({ partner: BANK, inquiryId, ...more });

describe("while a partner's service is closed", () => {
  it("a new inquiry is refused with the time at which it opens; nothing is read of the worker", async () => {
    world.moveTo("2026-11-20T23:30:00.500+07:00");
    engine.takeCalls();
    expect(await inquire()).toEqual({
      kind: "refused",
      reason: "service-closed",
      opensAt: OPENS_AT,
      retryAfterSeconds: 7_200,
    });
    expect(engine.takeCalls()).toEqual(["GetItem"]);
    world.moveTo("2026-11-21T01:29:59+07:00");
    expect(await inquire()).toMatchObject({ retryAfterSeconds: 1 });
    world.moveTo("2026-11-21T01:30:00+07:00");
    expect((await inquire()).kind).toBe("quoted");
  });

  it("an inquiry that was answered before is answered with its quote", async () => {
    world.moveTo("2026-11-20T23:29:00+07:00");
    const again = { inquiryId: `CL-${process.pid}-${++unique}` };
    const first = await inquire(again);
    world.moveTo("2026-11-20T23:31:00+07:00");
    expect(await inquire(again)).toEqual({ ...first, repeated: true });
    expect(await inquire({ ...again, months: 2 })).toEqual({ kind: "refused", reason: "inquiry-id-reused" });
  });

  it("a new payment is refused, its quote's own too: the cash is still in the till's hand, and goes back", async () => {
    const { inquiryId } = await quotedAt("2026-11-20T23:29:00+07:00");
    world.moveTo("2026-11-20T23:31:00+07:00");
    const refused = await pay(inquiryId);
    expect(refused).toMatchObject({
      kind: "refused",
      payment: { reason: "service-closed", opensAt: OPENS_AT },
      replayed: false,
    });
    // Final for its reference, also when the service is open again.
    world.moveTo("2026-11-21T09:00:00+07:00");
    expect(await pay(inquiryId)).toEqual({ ...refused, replayed: true });
    expect(await pay(inquiryId, { advice: true })).toEqual({ ...refused, replayed: true });
  });

  it("a payment that was booked before is answered as it was", async () => {
    const { inquiryId } = await quotedAt("2026-11-20T23:29:00+07:00");
    const booked = await pay(inquiryId);
    world.moveTo("2026-11-20T23:45:00+07:00");
    expect(await pay(inquiryId)).toEqual({ ...booked, replayed: true });
  });

  it("an advice is booked: its cash was taken before", async () => {
    const { inquiryId } = await quotedAt("2026-11-20T23:29:00+07:00");
    world.moveTo("2026-11-20T23:45:00+07:00");
    expect(await pay(inquiryId, { advice: true })).toMatchObject({ kind: "accepted", replayed: false });
  });
});
