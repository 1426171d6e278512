import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { madePayment, madeReversal } from "../../infra/cli/settlement/made-payment.ts";
import { addDays, businessDate, formatInstant } from "../../shared/calendar/calendar.ts";
import { fileDueAt } from "../../shared/settlement/due.ts";
import { firstDifferences, readDifference } from "../../shared/settlement/list-differences.ts";
import { listSettlements } from "../../shared/settlement/list-settlements.ts";
import { lookForLate } from "../../shared/settlement/look-for-late.ts";
import { settlementOfPayment } from "../../shared/settlement/settlement-of-payment.ts";
import { settlementStatement, suspectStatement } from "../../shared/settlement/statement.ts";
import { differencesCsv, statementCsv } from "../../shared/settlement/statement-csv.ts";
import type { WrittenLine } from "../../shared/settlement/write-file.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { openFailures } from "../failure/open-failures.ts";
import { at, DAY, settlementWorld } from "./settlement-world.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const NOON = at("2026-11-26T12:00:00+07:00");
const line = (reference: string, more: Partial<WrittenLine> = {}): WrittenLine => ({
  ...{ type: "payment", reference, amountRupiah: 8_400, paidAt: NOON },
  ...more,
});

test.each([
  ["T+1 of a Friday is Monday", 1, "09:00", "2026-11-27", "2026-11-30T09:00:00+07:00"],
  ["T+0 is the evening of the day", 0, "20:00", "2026-11-26", "2026-11-26T20:00:00+07:00"],
  [
    "T+1 before Christmas leaves out leave, holiday and weekend",
    1,
    "09:00",
    "2026-12-23",
    "2026-12-28T09:00:00+07:00",
  ],
])("a file's hour: %s", (_, afterWorkingDays, clock, date, expected) => {
  expect(formatInstant(fileDueAt({ afterWorkingDays, fileDueAt: clock }, businessDate(date)))).toBe(expected);
});

test("a day without a file is awaited, then late: a failure that the file closes", async () => {
  const world = await settlementWorld(engine, { filesFrom: DAY });
  const mine = async () =>
    (await openFailures(world.ledger)).filter(({ subject }) => subject.id.includes(world.partnerId));
  world.moveTo("2026-11-27T08:59:00+07:00");
  expect((await world.day()).state).toBe("awaited");
  expect(await lookForLate(world.deps)).toBe(0);
  world.moveTo("2026-11-27T09:00:01+07:00");
  expect((await world.day()).state).toBe("late");
  expect(await lookForLate(world.deps)).toBe(1);
  expect(await lookForLate(world.deps)).toBe(0);
  expect(await mine()).toMatchObject([{ cause: "settlement-file-late" }]);
  await world.hand(world.file([]));
  await world.drain();
  expect(await mine()).toEqual([]);
  expect((await world.day()).state).toBe("reconciled");
});

test("days are listed the latest first, each with its state", async () => {
  const world = await settlementWorld(engine);
  await world.hand(world.file([]));
  await world.drain();
  const { partnerId } = world;
  const query = {
    from: addDays(DAY, -1),
    to: addDays(DAY, 1),
    partnerId,
    now: at("2026-11-27T10:00:00+07:00"),
  };
  const listed = await listSettlements(world.ledger, query);
  expect(listed.map(({ businessDate: date, state }) => [date, state])).toEqual([
    ["2026-11-27", "awaited"],
    ["2026-11-26", "reconciled"],
    ["2026-11-25", "awaited"],
  ]);
  expect(await listSettlements(world.ledger, { ...query, partnerId: "nobody" })).toEqual([]);
});

describe("a payment's own page", () => {
  test("says awaited before the file, then settled or what differs; what is no money of ours is not due", async () => {
    const world = await settlementWorld(engine);
    const made = (reference: string) => ({ partnerId: world.partnerId, reference, receivedAt: NOON });
    const [good, missing, back] = [
      madePayment(made("GOOD")),
      madePayment(made("MISSING")),
      madeReversal(made("BACK")),
    ];
    await world.put(good, missing, back);
    expect(await settlementOfPayment(world.ledger, good)).toEqual({ kind: "awaited" });
    await world.hand(world.file([line("GOOD")]));
    await world.drain();
    expect(await settlementOfPayment(world.ledger, good)).toMatchObject({
      kind: "settled",
      fileName: "file.csv",
    });
    expect(await settlementOfPayment(world.ledger, missing)).toMatchObject({
      ...{ kind: "difference", differences: [{ class: "ours-only" }], namedOn: null },
    });
    expect(await settlementOfPayment(world.ledger, back)).toEqual({ kind: "not-due" });
    const late = madePayment({ ...made("LATE"), receivedAt: at("2026-11-26T23:00:00+07:00") });
    expect(
      await settlementOfPayment(world.ledger, { ...late, receivedAt: at("2026-11-27T09:30:00+07:00") }),
    ).toEqual({
      kind: "awaited",
    });
    // The next day's file names what this one missed.
    world.moveTo("2026-11-28T09:00:00+07:00");
    const next = addDays(DAY, 1);
    await world.hand(world.file([line("MISSING")], "file.csv", next), "file.csv", next);
    await world.drain();
    expect(await settlementOfPayment(world.ledger, missing)).toMatchObject({
      kind: "difference",
      namedOn: next,
    });
  });
});

test("a minimarket's suspects get our verdict and are no part of the day's sum", async () => {
  const world = await settlementWorld(engine, { files: "minimarket" });
  const made = (reference: string) => ({ partnerId: world.partnerId, reference, receivedAt: NOON });
  await world.put(madePayment(made("BOOKED")), madeReversal(made("BACK")), madePayment(made("SURE")));
  const suspects = ["BOOKED", "BACK", "GHOST"].map((reference) => line(reference));
  await world.hand(world.file(suspects, "20261126_SUSPECT.csv"), "20261126_SUSPECT.csv");
  await world.hand(world.file([line("SURE")], "20261126_SUCCESS.csv"), "20261126_SUCCESS.csv");
  await world.drain();
  const settlement = await world.day();
  expect(suspectStatement(settlement)?.map(({ row, count }) => [row, count])).toEqual([
    ["suspect-booked", 1],
    ["suspect-not-booked", 1],
    ["suspect-unknown", 1],
  ]);
  expect(
    settlementStatement(settlement)?.map(({ row, theirsRupiah, oursRupiah }) => [
      row,
      theirsRupiah,
      oursRupiah,
    ]),
  ).toEqual([
    ["matched", 8_400, 8_400],
    ["ours-only", 0, 8_400],
    ["total", 8_400, 16_800],
  ]);
  expect(
    (await world.differences({ says: "suspect" })).map(({ reference, class: name }) => [reference, name]),
  ).toEqual([
    ["BOOKED", "suspect-booked"],
    ["GHOST", "suspect-unknown"],
    ["BACK", "suspect-not-booked"],
  ]);
});

test("differences come in pages that end, by class where one is asked for, and each is found again by its id", async () => {
  const world = await settlementWorld(engine);
  await world.put(madePayment({ partnerId: world.partnerId, reference: "OURS", receivedAt: NOON }));
  await world.hand(world.file(Array.from({ length: 7 }, (_, n) => line(`X-${n}`))));
  await world.drain();
  const names = async (query: object) => (await world.differences(query)).map(({ reference }) => reference);
  const all = ["OURS", ...Array.from({ length: 7 }, (_, n) => `X-${n}`)];
  expect(await names({ limit: 3 })).toEqual(all);
  expect(await names({ limit: 3, class: "theirs-only" })).toEqual(all.slice(1));
  expect(await names({ class: "duplicate" })).toEqual([]);
  for (const each of await world.differences()) {
    expect((await readDifference(world.ledger, each.differenceId))?.difference).toEqual(each);
  }
  expect(await readDifference(world.ledger, "x.00.1.x")).toBeUndefined();
});

test("a spreadsheet takes no cell of the CSV for a formula, and numbers stay numbers", async () => {
  const world = await settlementWorld(engine);
  const evil = '=HYPERLINK("http://example.invalid","x")';
  await world.hand(world.file([line(evil), line("@SUM(1)"), line("+1", { type: "reversal" })]));
  await world.drain();
  const csv = differencesCsv(await firstDifferences(world.ledger, world.partnerId, DAY, 10));
  expect(csv).toContain(`"'=HYPERLINK(""http://example.invalid"",""x"")"`);
  expect(csv).toContain(",'@SUM(1),");
  expect(csv).toContain(",'+1,-8400,0,");
  const cut = differencesCsv(await firstDifferences(world.ledger, world.partnerId, DAY, 2)).split("\r\n");
  expect([cut.length, cut.at(-2)]).toEqual([5, "cut-here-there-are-more,,,,,,,,,,,,"]);
  const rows = settlementStatement(await world.day()) ?? [];
  expect(statementCsv(rows).split("\r\n").at(-2)).toBe("total,Jumlah,Total,3,8400,0");
});
