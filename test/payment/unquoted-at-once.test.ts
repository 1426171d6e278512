import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import type { PaymentCommand } from "../../shared/payment/outcome.ts";
import { takePayment } from "../../shared/payment/take-payment.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { openFailures } from "../failure/open-failures.ts";
import { placeOf } from "../partner/sample-profile.ts";
import { BNI, BRI, FISHER, paymentWorld } from "./payment-world.ts";

/** An aggregator that takes the money and tells us then. */
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
const newReference = () => `UO-${process.pid}-${++unique}`;

const commandOf = (reference: string, months: number, amount: number, more: Partial<PaymentCommand>) => ({
  inquiryId: reference,
  unquoted: { months },
  amountRupiah: rupiah(amount),
  ...more,
});
const notify = (reference: string, months: number, amount: number, more: Partial<PaymentCommand> = {}) =>
  world.pay(commandOf(reference, months, amount, more));

/** The open failures of one payment. */
const openOf = async (reference: string, partner = "bri") =>
  (await openFailures(engine.ledger)).filter(({ subject }) => subject.id === `${partner}#${reference}`);

describe("two tries at once", () => {
  /** The second try of the same money, over a ledger in which something happens before a call. */
  const tryOver = (ledger: Ledger, reference: string, amount: number) =>
    takePayment({ ...world.deps, ledger }, {
      ...{ partner: BRI, terms: placeOf("BRILINK"), reference, nik: FISHER, externalId: undefined },
      ...{ echo: {}, advice: false, paidAt: undefined, ifNew: { kind: "allowed" } },
      ...commandOf(reference, 1, amount, {}),
    } as PaymentCommand);

  it("leave no failure open when one books while the other notes that it cannot", async () => {
    const reference = newReference();
    const { ledger } = engine;
    const overtaken: Ledger = {
      ...ledger,
      async write(write) {
        await world.register(FISHER);
        await notify(reference, 1, 8_400);
        return ledger.write(write);
      },
    };
    expect(await tryOver(overtaken, reference, 8_400)).toMatchObject({ kind: "accepted", replayed: true });
    expect(await openOf(reference)).toEqual([]);
  });

  it("leave no failure open when one notes between the other's look and its booking", async () => {
    const reference = newReference();
    const { ledger } = engine;
    await world.register(FISHER);
    const overtaken: Ledger = {
      ...ledger,
      async transact(writes) {
        expect(await notify(reference, 1, 8_000)).toMatchObject({ kind: "undecided" });
        return ledger.transact(writes);
      },
    };
    expect(await tryOver(overtaken, reference, 8_400)).toMatchObject({ kind: "accepted", replayed: false });
    expect(await openOf(reference)).toEqual([]);
  });

  it("that both name another amount lose neither", async () => {
    const reference = newReference();
    const { ledger } = engine;
    await world.register(FISHER);
    await notify(reference, 1, 9_000);
    const overtaken: Ledger = {
      ...ledger,
      async write(write) {
        await notify(reference, 1, 8_000);
        return ledger.write(write);
      },
    };
    expect(await tryOver(overtaken, reference, 7_000)).toMatchObject({ kind: "undecided" });
    expect(await openOf(reference)).toMatchObject([{ held: { otherAmountsRupiah: [8_000, 7_000] } }]);
  });

  it("a process that ends after the booking leaves the closing to the repeat", async () => {
    const reference = newReference();
    await notify(reference, 1, 8_400);
    await world.register(FISHER);
    let isBooked = false;
    const { ledger } = engine;
    const ending: Ledger = {
      ...ledger,
      async transact(writes) {
        const result = await ledger.transact(writes);
        isBooked = true;
        return result;
      },
      readTogether: (keys) => (isBooked ? Promise.reject(new Error("ended")) : ledger.readTogether(keys)),
    };
    await expect(tryOver(ending, reference, 8_400)).rejects.toThrow("ended");
    expect(await openOf(reference)).toHaveLength(1);
    expect(await notify(reference, 1, 8_400)).toMatchObject({ kind: "accepted", replayed: true });
    expect(await openOf(reference)).toEqual([]);
  });

  it("is priced anew when somebody else books between the price and the booking", async () => {
    await world.register(FISHER);
    world.moveTo("2026-12-20T10:00:00+07:00");
    const reference = newReference();
    const { ledger } = engine;
    let rivals = 0;
    const overtaken: Ledger = {
      ...ledger,
      async transact(writes) {
        if (rivals++ === 0) await notify(newReference(), 1, 8_400, { partner: BNI });
        return ledger.transact(writes);
      },
    };
    // December was cheap; January, which would be next, is not what the money was taken for.
    expect(await tryOver(overtaken, reference, 8_400)).toEqual({
      kind: "undecided",
      because: "price-differs",
    });
    expect(await openOf(reference)).toMatchObject([{ held: { dueRupiah: 16_800 } }]);
  });
});
