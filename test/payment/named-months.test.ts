import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
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
const inquire = (more = {}) => world.inquire({ inquiryId: `NM-${process.pid}-${++unique}`, ...more });

async function quotedAt(time: string) {
  world.moveTo(time);
  const outcome = await inquire();
  if (outcome.kind !== "quoted") throw new Error(outcome.reason);
  return outcome.quote;
}

const pay = (inquiryId: string, more = {}) => world.pay({ inquiryId, ...more });

describe("months that a payment's own number names", () => {
  it("have to be the quote's: another count books nothing, and is refused the same way again", async () => {
    const { inquiryId } = await quotedAt("2026-11-20T10:00:00+07:00");
    const refused = await pay(inquiryId, { months: 3 });
    expect(refused).toMatchObject({ kind: "refused", payment: { reason: "months-differ", monthsNamed: 3 } });
    expect(await pay(inquiryId, { months: 3 })).toEqual({ ...refused, replayed: true });
    expect(await pay(inquiryId, { months: 1 })).toMatchObject({ kind: "conflict", fields: ["months"] });
    expect((await inquire()).kind).toBe("quoted");
  });

  it("are part of what a reference means; a message that names none contradicts nothing", async () => {
    const { inquiryId } = await quotedAt("2026-11-20T10:00:00+07:00");
    const booked = await pay(inquiryId, { months: 1 });
    expect(booked.kind).toBe("accepted");
    for (const months of [1, undefined]) {
      expect(await pay(inquiryId, { months })).toEqual({ ...booked, replayed: true });
    }
    expect(await pay(inquiryId, { months: 2 })).toMatchObject({ kind: "conflict", fields: ["months"] });
  });

  it("stay what they were for an advice that bought fewer", async () => {
    const { inquiryId } = await quotedAt("2026-11-20T10:00:00+07:00");
    await world.buy(12);
    const advised = await pay(inquiryId, { months: 1, advice: true });
    expect(advised).toMatchObject({ payment: { state: "credited", months: [] } });
    expect(await pay(inquiryId, { months: 1, advice: true })).toEqual({ ...advised, replayed: true });
  });
});
