import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Nik } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { LISTED_MAX, listPayments } from "../../shared/payment/list-payments.ts";
import { reversePayment } from "../../shared/payment/reverse-payment.ts";
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
  await world.register(FISHER);
  await world.register(TRADER);
});

const list = (partner = BRI, nik: Nik = FISHER) =>
  listPayments(world.deps, { partnerId: partner.partnerId, nik });

async function buyAt(time: string, partner = BRI, nik: Nik = FISHER): Promise<string> {
  world.moveTo(time);
  const outcome = await world.buy(1, { partner, nik });
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  return outcome.payment.reference;
}

describe("a worker's payments at a partner", () => {
  it("are listed newest first, without those of other partners and workers", async () => {
    const first = await buyAt("2026-11-20T10:00:00+07:00");
    const elsewhere = await buyAt("2026-11-20T10:01:00+07:00", BNI);
    await buyAt("2026-11-20T10:02:00+07:00", BRI, TRADER);
    const last = await buyAt("2026-11-20T10:03:00+07:00");
    expect((await list()).map(({ reference }) => reference)).toEqual([last, first]);
    expect((await list(BNI)).map(({ reference }) => reference)).toEqual([elsewhere]);
    expect(await list(BNI, TRADER)).toEqual([]);
  });

  it("are told as they are by now, whatever the index says", async () => {
    const reference = await buyAt("2026-11-20T10:00:00+07:00");
    const reversedAt = world.deps.clock.businessNow();
    await reversePayment(world.deps, {
      ...{ partner: BRI, reference, reversedAt },
      ...{ reason: "customer-cancelled", amountRupiah: undefined },
    });
    expect(await list()).toMatchObject([{ reference, state: "reversed" }]);
    const memberKey = memberKeyOf(world.deps.keys.nikHashKey, FISHER);
    const stale = { ...world.deps, ledger: { ...engine.ledger, readIndex: async () => [ghost(memberKey)] } };
    expect(await listPayments(stale, { partnerId: BRI.partnerId, nik: FISHER })).toEqual([]);
  });

  it("cost one look into the index and one consistent read, and are bounded", async () => {
    for (let day = 0; day <= LISTED_MAX; day++) {
      // Refused ones are payments as well; they cost less to make.
      world.moveTo(`2026-11-20T10:00:${String(day).padStart(2, "0")}+07:00`);
      await world.pay({ inquiryId: `LP-${process.pid}-${day}` });
    }
    engine.takeCalls();
    const listed = await list();
    expect(engine.takeCalls()).toEqual(["Query", "BatchGetItem"]);
    expect(listed).toHaveLength(LISTED_MAX);
    expect(listed[0]?.reference).toBe(`LP-${process.pid}-${LISTED_MAX}`);
  });
});

/** What an index that lags still holds of a payment that is not there. */
const ghost = (memberKey: string) => ({
  PK: "PAYMENT#bri#LP-GONE",
  SK: "PAYMENT",
  schemaVersion: 1,
  memberPaymentsPK: `MEMBER#${memberKey}`,
});
