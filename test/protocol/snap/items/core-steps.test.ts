import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INDEX_SHARDS, joinKey } from "../../../../shared/ledger/key.ts";
import { reversePayment } from "../../../../shared/payment/reverse-payment.ts";
import { startTestLedger, type TestLedger } from "../../../engine/test-ledger.ts";
import { NUMBERS, next, paymentBody, type Reply } from "../../../functions/partner-api/bank.ts";
import { insuredBank } from "../../../functions/partner-api/insured-bank.ts";
import { BRI } from "../bri-profile.ts";

/** What the core keeps ready for channels and days that SNAP itself has no message for. */
let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const verdict = ({ body }: Reply) => `${body.responseCode} ${body.virtualAccountData?.paymentFlagStatus}`;

async function bankWithReversals() {
  const bri = await insuredBank(table);
  const deps = {
    ledger: table.ledger,
    keys: bri.keys,
    ids: { next: () => next("ID") },
    clock: { businessNow: () => bri.businessNow, machineNow: () => bri.machineNow },
  };
  const reverse = (reference: unknown) =>
    reversePayment(deps, {
      partner: BRI,
      reference: String(reference),
      reversedAt: bri.businessNow,
      reason: "customer left",
      amountRupiah: undefined,
    });
  return Object.assign(bri, { reverse });
}

describe("what a bank's day consists of", () => {
  it("snap-bi 8.26: every payment of a business date is found by partner and date: booked, refused, reversed, by advice", async () => {
    const bri = await bankWithReversals();
    bri.moveTo("2026-11-23T09:00:00+07:00");
    const [booked, refused, reversed, advised] = [
      await bri.quotedPayment(),
      paymentBody(),
      await bri.quotedPayment(),
      await bri.quotedPayment(),
    ];
    await bri.pay(reversed);
    await bri.reverse(reversed.paymentRequestId);
    await bri.pay(booked);
    await bri.pay(refused);
    bri.moveTo("2026-11-24T00:00:01+07:00");
    await bri.pay({ ...advised, flagAdvise: "Y" });
    const day = async (date: string) => {
      const partitions = Array.from({ length: INDEX_SHARDS }, (_, shard) =>
        joinKey("DAY", "bri", date, String(shard).padStart(2, "0")),
      );
      const pages = await Promise.all(
        partitions.map((partition) =>
          table.ledger.readIndex({ index: "partner-day", partition, limit: 100, newestFirst: false }),
        ),
      );
      return pages
        .flat()
        .map(({ reference, state }) => `${reference} ${state}`)
        .sort();
    };
    expect(await day("2026-11-23")).toEqual(
      [
        `${booked.paymentRequestId} accepted`,
        `${refused.paymentRequestId} refused`,
        `${reversed.paymentRequestId} reversed`,
      ].sort(),
    );
    // The day boundary is Jakarta's: an advice two seconds later is the next day's money.
    expect((await day("2026-11-24")).length).toBe(1);
  });
});

describe("steps that other channels have", () => {
  it("snap-bi 8.27: a reversal takes a booked payment back, and its retry stays refused", async () => {
    const bri = await bankWithReversals();
    const sent = await bri.quotedPayment();
    expect(verdict(await bri.pay(sent))).toBe("2002500 00");
    expect((await bri.reverse(sent.paymentRequestId)).kind).toBe("reversed");
    expect(verdict(await bri.pay(sent))).toBe("4042504 01");
    const { body } = await bri.ask({ ...NUMBERS, paymentRequestId: sent.paymentRequestId });
    expect(verdict({ body } as Reply)).toBe("2002600 01");
    expect(verdict(await bri.pay(await bri.quotedPayment()))).toBe("2002500 00");
  });

  it("snap-bi 8.27: a reversal that overtakes its payment stops it", async () => {
    const bri = await bankWithReversals();
    const sent = await bri.quotedPayment();
    await bri.reverse(sent.paymentRequestId);
    expect(verdict(await bri.pay(sent))).toBe("4042504 01");
  });

  it("snap-bi 8.27: an advice never seen before is booked on the day after its inquiry, a new payment is not", async () => {
    const bri = await bankWithReversals();
    const [advice, payment] = [await bri.quotedPayment(), await bri.quotedPayment()];
    bri.moveTo("2026-11-21T09:00:00+07:00");
    expect(verdict(await bri.pay(payment))).toBe("4042519 01");
    expect(verdict(await bri.pay({ ...advice, flagAdvise: "Y" }))).toBe("2002500 00");
  });
});
