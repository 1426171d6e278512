import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { joinKey, shardOf } from "../../shared/ledger/key.ts";
import type { LedgerItem } from "../../shared/ledger/write.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const item = (PK: string, SK: string, more: Record<string, unknown> = {}): LedgerItem => ({
  PK,
  SK,
  schemaVersion: 1,
  ...more,
});
const put = (PK: string, SK = "X", more = {}) =>
  ({ kind: "put", item: item(PK, SK, more), guard: "absent" }) as const;

describe("the ledger", () => {
  it("puts if absent once and then shows what stands there", async () => {
    expect(await engine.ledger.write(put("W1"))).toEqual({ kind: "committed" });
    expect(await engine.ledger.write(put("W1"))).toEqual({
      kind: "guarded",
      failed: [{ index: 0, item: item("W1", "X") }],
    });
  });

  it("writes all of a transaction or none, and names the guard that failed", async () => {
    await engine.ledger.write(put("T1"));
    const result = await engine.ledger.transact([put("T0"), put("T1")]);
    expect(result).toEqual({ kind: "guarded", failed: [{ index: 1, item: item("T1", "X") }] });
    expect(await engine.ledger.read({ PK: "T0", SK: "X" })).toBeUndefined();
  });

  it("reads several items in the order of the keys, holes included", async () => {
    await engine.ledger.transact([put("R1"), put("R2")]);
    const keys = ["R2", "R0", "R1"].map((PK) => ({ PK, SK: "X" }));
    expect((await engine.ledger.readTogether(keys)).map((found) => found?.PK)).toEqual([
      "R2",
      undefined,
      "R1",
    ]);
  });

  it("reads a range across pages", async () => {
    const big = "x".repeat(300_000);
    for (let n = 0; n < 8; n++) await engine.ledger.write(put("P", `A${n}`, { big }));
    await engine.ledger.write(put("P", "Z"));
    const items = await engine.ledger.readRange({ partition: "P", from: "A", to: "B" });
    expect(items.map(({ SK }) => SK)).toEqual(["A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7"]);
  });
});

describe("a key", () => {
  it("cannot be forged by a reference that contains the separator", () => {
    expect(joinKey("PAYMENT", "bri", "a#b")).not.toBe(joinKey("PAYMENT", "bri#a", "b"));
    expect(joinKey("PAYMENT", "bri", "a#b")).toBe("PAYMENT#bri#a%23b");
    expect(joinKey("x", "%23")).not.toBe(joinKey("x", "#"));
  });

  it("spreads over all sixteen shards, always the same one for the same text", () => {
    const shards = new Set(Array.from({ length: 500 }, (_, n) => shardOf(`payment-${n}`)));
    expect(shards.size).toBe(16);
    expect(shardOf("payment-1")).toBe(shardOf("payment-1"));
  });
});
