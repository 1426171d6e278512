import { afterAll, beforeAll, expect, it } from "vitest";
import { EMBEDDED_CORE } from "../../shared/core/embedded-core.ts";
import type { CorrectionFacts } from "../../shared/correction/correction-facts.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { activatePayment } from "../../shared/payment/activate-payment.ts";
import { settlementStatement } from "../../shared/settlement/statement.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { settlementWorld } from "../settlement/settlement-world.ts";
import { at, correctionWorld } from "./correction-world.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const NOON = "2026-11-26T12:00:00+07:00";

it("a partner's file is matched with the payment that holds the money: moved to the right worker, or booked although it was refused", async () => {
  const settlement = await settlementWorld(engine);
  const { partnerId, profile } = settlement;
  const world = await correctionWorld(engine, NOON);
  const bought = await world.buy(1, { partner: profile });
  if (bought.kind !== "accepted") throw new Error(bought.kind);
  const { paymentKey, reference: moved } = bought.payment;
  const deps = { ledger: engine.ledger, clock: world.deps.clock, core: EMBEDDED_CORE };
  const toTrader = await world.corrected({ kind: "wrong-nik", paymentKey, toMember: world.trader.memberKey });
  await activatePayment(deps, toTrader.payment.paymentKey);

  const kept = world.newReference();
  expect(await world.send(kept, { partner: profile })).toMatchObject({ kind: "refused" });
  const collected = { partnerId, reference: kept, memberKey: world.fisher.memberKey, paidAt: at(NOON) };
  const money = {
    amountRupiah: rupiah(8_400),
    months: 1,
    source: "settlement",
    coverFrom: "correction",
  } as const;
  const early = settlement.file([
    { type: "payment", amountRupiah: rupiah(8_400), paidAt: at(NOON), reference: kept },
  ]);
  await settlement.hand(early, "early.csv");
  await settlement.drain();
  const facts: CorrectionFacts = { kind: "forced-booking", ...collected, ...money };
  const corrected = await world.corrected(facts);
  await activatePayment(deps, corrected.payment.paymentKey);
  const [theirs] = await settlement.differences({ class: "theirs-only" });
  expect(theirs).toMatchObject({ reference: kept, bookedAs: corrected.payment.paymentKey });

  const line = { type: "payment", amountRupiah: rupiah(8_400), paidAt: at(NOON) } as const;
  const file = settlement.file([
    { ...line, reference: moved },
    { ...line, reference: kept },
  ]);
  expect(await settlement.hand(file)).toBe("taken-in");
  await settlement.drain();
  expect(await settlement.differences()).toEqual([]);
  const rows = settlementStatement(await settlement.day()) ?? [];
  const total = rows.find(({ row }) => row === "total");
  expect(total).toMatchObject({ count: 2, theirsRupiah: 16_800, oursRupiah: 16_800 });
});
