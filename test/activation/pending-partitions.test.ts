import { expect, test } from "vitest";
import { pendingPartitions } from "../../shared/activation/pending-partitions.ts";
import { type Instant, instant } from "../../shared/calendar/calendar.ts";
import { paymentLedgerKey } from "../../shared/payment/payment-key.ts";
import { testLedger } from "../engine/test-ledger.ts";
import { FISHER, paymentWorld } from "../payment/payment-world.ts";

const at = (text: string): Instant => instant(Date.parse(text));

test("the last two hours are the current and the one before, 16 shards each, oldest first", () => {
  const partitions = pendingPartitions(at("2026-11-20T10:05:00+07:00"), 2, 0);
  expect(partitions).toHaveLength(32);
  expect([partitions[0], partitions[15], partitions[31]]).toEqual([
    "PENDING#2026-11-20T02#00",
    "PENDING#2026-11-20T02#15",
    "PENDING#2026-11-20T03#15",
  ]);
});

test("a turn begins elsewhere and leaves none out", () => {
  const now = at("2026-11-20T10:05:00+07:00");
  const turned = pendingPartitions(now, 26, 1_000_003);
  expect(turned[0]).not.toBe(pendingPartitions(now, 26, 0)[0]);
  expect(new Set(turned).size).toBe(26 * 16);
});

test("a booked payment stands in one of them for as long as the look-back reaches", async () => {
  const engine = await testLedger();
  const world = await paymentWorld(engine, "2026-11-20T10:59:59+07:00");
  await world.register(FISHER);
  const outcome = await world.buy(1);
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  const item = await engine.ledger.read(paymentLedgerKey(outcome.payment.paymentKey));
  const partition = item?.pendingActivationPK;
  expect(pendingPartitions(at("2026-11-20T10:59:59+07:00"), 26, 0)).toContain(partition);
  expect(pendingPartitions(at("2026-11-21T11:59:59+07:00"), 26, 0)).toContain(partition);
  expect(pendingPartitions(at("2026-11-21T12:00:00+07:00"), 26, 0)).not.toContain(partition);
});
