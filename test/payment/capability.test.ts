import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { placeOf } from "../partner/sample-profile.ts";
import { FISHER, paymentWorld } from "./payment-world.ts";

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
const inquire = (more = {}) => world.inquire({ inquiryId: `CA-${process.pid}-${++unique}`, ...more });

async function quotedAt(time: string) {
  world.moveTo(time);
  const outcome = await inquire();
  if (outcome.kind !== "quoted") throw new Error(outcome.reason);
  return outcome.quote;
}

const pay = (inquiryId: string, more = {}) => world.pay({ inquiryId, ...more });

describe("a place that may take payments between two days", () => {
  const placeUntil = (until: string) => {
    const usual = placeOf("BRILINK");
    const from = businessDate("2026-01-01");
    return { ...usual, capabilities: [{ name: "payments", from, until: businessDate(until) }] } as const;
  };
  const terms = placeUntil("2026-11-20");

  it("gets no price from the day after on, and no new payment is taken", async () => {
    const { inquiryId } = await quotedAt("2026-11-20T10:00:00+07:00");
    const late = await quotedAt("2026-11-21T10:00:00+07:00");
    expect(await inquire({ terms })).toEqual({ kind: "refused", reason: "capability-missing" });
    const refused = await pay(late.inquiryId, { terms });
    expect(refused).toMatchObject({ kind: "refused", payment: { reason: "capability-missing" } });
    expect(await pay(late.inquiryId)).toEqual({ ...refused, replayed: true });
    // Quoted and paid on the last day, told on the day after.
    expect(await pay(inquiryId, { terms, advice: true })).toMatchObject({ kind: "accepted" });
  });

  it("has its stored payments answered as they were", async () => {
    const { inquiryId } = await quotedAt("2026-11-20T10:00:00+07:00");
    const booked = await pay(inquiryId, { terms });
    world.moveTo("2026-11-22T10:00:00+07:00");
    expect(await pay(inquiryId, { terms })).toEqual({ ...booked, replayed: true });
  });
});
