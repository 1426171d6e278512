import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { madePayment, madeRefusal, madeReversal } from "../../infra/cli/settlement/made-payment.ts";
import { businessDate, instant } from "../../shared/calendar/calendar.ts";
import { settlementStatement } from "../../shared/settlement/statement.ts";
import type { WrittenLine } from "../../shared/settlement/write-file.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { at, DAY, type SettlementWorld, settlementWorld } from "./settlement-world.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const NOON = at("2026-11-26T12:00:00+07:00");
const line = (reference: string, more: Partial<WrittenLine> = {}): WrittenLine => ({
  type: "payment",
  reference,
  amountRupiah: 8_400,
  paidAt: NOON,
  ...more,
});
const made = ({ partnerId }: SettlementWorld, reference: string) => ({
  partnerId,
  reference,
  receivedAt: NOON,
});

/** What a day of these lines and payments comes to: class and cause by reference and line. */
async function matched(world: SettlementWorld, lines: readonly WrittenLine[]) {
  expect(await world.hand(world.file(lines))).toBe("taken-in");
  await world.drain();
  const settlement = await world.day();
  expect(settlement.state).toBe("reconciled");
  const rows = settlementStatement(settlement) ?? [];
  return {
    found: (await world.differences()).map(({ reference, class: name, cause, line: at }) => [
      reference,
      name,
      cause,
      at,
    ]),
    rows: Object.fromEntries(rows.map((row) => [row.row, [row.count, row.theirsRupiah, row.oursRupiah]])),
  };
}

describe("the lines of a file and the payments of its day", () => {
  test("snap-bi 8.26: lines and payments agree item by item, and the statement adds up in both books", async () => {
    const world = await settlementWorld(engine);
    await world.put(madePayment(made(world, "A")), madePayment(made(world, "B")));
    const { found, rows } = await matched(world, [line("A"), line("B")]);
    expect(found).toEqual([]);
    expect(rows).toEqual({ matched: [2, 16_800, 16_800], total: [2, 16_800, 16_800] });
  });

  test("snap-bi 8.26: books with equal totals and other items do not agree (domain.md case 35)", async () => {
    const world = await settlementWorld(engine);
    await world.put(madePayment(made(world, "A")), madePayment(made(world, "OURS")));
    const { found, rows } = await matched(world, [line("A"), line("THEIRS")]);
    expect(found).toEqual([
      ["OURS", "ours-only", null, null],
      ["THEIRS", "theirs-only", "never-heard-of", 4],
    ]);
    expect(rows.total).toEqual([3, 16_800, 16_800]);
  });

  test("snap-bi 8.26: what the partner collected of a payment that we refused, reversed, or hold otherwise", async () => {
    const world = await settlementWorld(engine);
    await world.put(
      madeRefusal(made(world, "REFUSED")),
      madeReversal(made(world, "REVERSED")),
      madePayment({ ...made(world, "DIFFERS"), amountRupiah: 16_800 }),
      madePayment({ ...made(world, "PENDING"), state: "accepted" }),
      madePayment({ ...made(world, "CREDIT"), state: "credited" }),
      madePayment({ ...made(world, "EARLY"), receivedAt: at("2026-11-25T23:59:59+07:00") }),
    );
    const references = ["REFUSED", "REVERSED", "DIFFERS", "PENDING", "CREDIT", "EARLY"];
    const { found, rows } = await matched(
      world,
      references.map((reference) => line(reference)),
    );
    expect(found).toEqual([
      ["REFUSED", "theirs-only", "refused-by-us", 3],
      ["DIFFERS", "amount-differs", null, 5],
      ["EARLY", "wrong-day", "booked-on-another-day", 8],
      ["REVERSED", "reversed", "collected-after-return", 4],
      ["PENDING", "matched-not-active", null, 6],
    ]);
    expect(rows).toEqual({
      matched: [1, 8_400, 8_400],
      "matched-not-active": [1, 8_400, 8_400],
      "theirs-only": [1, 8_400, 0],
      "amount-differs": [1, 8_400, 16_800],
      "wrong-day": [1, 8_400, 0],
      reversed: [1, 8_400, 0],
      total: [6, 50_400, 33_600],
    });
  });

  test("a reference named again is a duplicate, and only what comes later", async () => {
    const world = await settlementWorld(engine);
    await world.put(madePayment(made(world, "A")));
    const { found, rows } = await matched(world, [line("A"), line("X"), line("A"), line("X"), line("A")]);
    expect(found).toEqual([
      ["X", "theirs-only", "never-heard-of", 4],
      ["A", "duplicate", null, 5],
      ["X", "duplicate", null, 6],
      ["A", "duplicate", null, 7],
    ]);
    expect(rows.duplicate).toEqual([3, 25_200, 0]);
    expect(rows.total).toEqual([5, 42_000, 8_400]);
  });

  test("snap-bi 8.26: reversal lines: both books returned it, we keep it, and nobody heard of it", async () => {
    const world = await settlementWorld(engine);
    const back = (reference: string) => line(reference, { type: "reversal" });
    await world.put(
      madeReversal(made(world, "BOTH")),
      madePayment(made(world, "KEPT")),
      madePayment(made(world, "KEPT-UNPAID")),
    );
    const lines = [
      line("BOTH"),
      line("KEPT"),
      line("GHOST"),
      ...["BOTH", "KEPT", "GHOST", "KEPT-UNPAID"].map(back),
    ];
    const { found, rows } = await matched(world, lines);
    expect(found).toEqual([
      ["KEPT", "returned-kept", "reversal-named", 7],
      ["KEPT-UNPAID", "returned-kept", "reversal-named", 9],
      ["BOTH", "reversed", "both-returned", 3],
      ["GHOST", "reversed", "returned-unheard", 5],
      ["BOTH", "reversed", "both-returned", 6],
      ["GHOST", "reversed", "returned-unheard", 8],
    ]);
    expect(rows).toEqual({
      matched: [1, 8_400, 8_400],
      reversed: [4, 0, 0],
      "returned-kept": [2, -16_800, 8_400],
      total: [7, -8_400, 16_800],
    });
  });

  test("snap-bi 8.26: a payment under review that no line names is kept by us, one that was reversed or refused is nothing", async () => {
    const world = await settlementWorld(engine);
    await world.put(
      madePayment({ ...made(world, "REVIEW"), review: { cause: "day-over", reversedAt: NOON } }),
      madeReversal(made(world, "REVERSED")),
      madeRefusal(made(world, "REFUSED")),
    );
    const { found, rows } = await matched(world, []);
    expect(found).toEqual([["REVIEW", "returned-kept", "reversal-under-review", null]]);
    expect(rows).toEqual({ "returned-kept": [1, 0, 8_400], total: [1, 0, 8_400] });
  });

  test("snap-bi 8.26: a payment booked on one day and named by the file of the next is not missing on its own", async () => {
    const world = await settlementWorld(engine);
    const late = { ...made(world, "LATE"), receivedAt: at("2026-11-26T23:30:00+07:00") };
    await world.put(madePayment(late));
    const next = businessDate("2026-11-27");
    world.moveTo("2026-11-28T09:00:00+07:00");
    await world.hand(world.file([line("LATE")], "file.csv", next), "file.csv", next);
    await world.drain();
    expect(await world.differences({}, next)).toMatchObject([
      { reference: "LATE", class: "wrong-day", cause: "booked-on-another-day", otherDate: DAY },
    ]);
    const { rows } = await matched(world, []);
    expect(await world.differences()).toMatchObject([
      { reference: "LATE", class: "wrong-day", cause: "named-by-another-day", otherDate: next },
    ]);
    expect(rows).toEqual({ "wrong-day": [1, 0, 8_400], total: [1, 0, 8_400] });
  });

  test("a payment that came after the file is no matter of it", async () => {
    const world = await settlementWorld(engine);
    world.moveTo("2026-11-26T20:00:00+07:00");
    await world.put(madePayment({ ...made(world, "EVENING"), receivedAt: instant(NOON + 10 * 3_600_000) }));
    expect((await matched(world, [])).found).toEqual([]);
  });

  test("a theirs-only difference carries what a correction needs, and the number only as its keyed hash", async () => {
    const world = await settlementWorld(engine);
    const nik = "9999991503850001";
    const named = line("X", {
      customerNumber: nik,
      months: 3,
      amountRupiah: 33_600,
      store: "T012",
      till: "02",
    });
    await matched(world, [named]);
    const [difference] = await world.differences();
    expect(difference).toMatchObject({
      ...{ class: "theirs-only", reference: "X", line: 3, theirsRupiah: 33_600, paidAt: NOON },
      ...{ months: 3, terminal: "T012/02", memberKey: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) },
    });
    const { Items = [] } = await engine.client.send(new ScanCommand({ TableName: engine.table }));
    expect(JSON.stringify(Items)).not.toContain(nik);
  });
});
