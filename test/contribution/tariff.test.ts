import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import sources from "../../docs/tariff/tariff-sources.json" with { type: "json" };
import { parseTariff } from "../../shared/contribution/parse-tariff.ts";
import { BpuCategory, Payer } from "../../shared/contribution/programme.ts";
import { TARIFF } from "../../shared/contribution/tariff.ts";

const file = new URL("../../shared/contribution/tariff.json", import.meta.url);
const text = readFileSync(file, "utf8");

interface Draft {
  version: string;
  jkk: (number | null)[][];
  jkm: number;
  jht: (number | null)[][];
  discounts: Record<string, unknown>[];
}

const PAYERS = Object.values(Payer.def.entries);
const CATEGORIES = Object.values(BpuCategory.def.entries);

/** The real tariff with one thing spoilt. */
function spoilt(spoil: (draft: Draft) => void): Draft {
  const draft: Draft = JSON.parse(text);
  spoil(draft);
  return draft;
}

function setCell(rows: (number | null)[][], row: number, cell: number, value: number | null): void {
  const cells = rows[row];
  if (cells === undefined) throw new Error(`no row ${row}`);
  cells[cell] = value;
}

describe("numbers and sources agree", () => {
  test("in version and in the number of rows", () => {
    expect(TARIFF.version).toBe(sources.version);
    expect(TARIFF.jkk).toHaveLength(33);
    expect(TARIFF.jht).toHaveLength(33);
    expect(TARIFF.discounts).toHaveLength(6);
    expect(TARIFF.jkm).toBe(sources.jkm.amount);
    expect(TARIFF.firstMonth).toBe(sources.jkm.firstMonth);
  });

  for (const programme of ["jkk", "jht"] as const) {
    test(`row by row in ${programme.toUpperCase()}`, () => {
      expect(TARIFF[programme]).toEqual(
        sources[programme].map(({ from, to, amount }) => ({ from, to, amount })),
      );
      expect(new Set(sources[programme].map((row) => row.firstMonth))).toEqual(new Set([TARIFF.firstMonth]));
    });

    test(`${programme.toUpperCase()}: the amount is the rate of the base, and the row holds the whole printed band`, () => {
      for (const row of sources[programme]) {
        expect(row.amount, row.id).toBe((row.base * row.ratePercent) / 100);
        expect(row.from, row.id).toBe(row.printedFrom);
        if (row.to !== null) expect(row.printedTo, row.id).toBe(row.to - 1000);
      }
    });
  }

  test("discount by discount", () => {
    const fromSources = sources.discounts.map((row) => ({
      id: row.id,
      programme: row.programme,
      sector: row.sector,
      firstMonth: row.firstMonth,
      lastMonth: row.lastMonth,
      numerator: row.numerator,
      denominator: row.denominator,
      payers: PAYERS.filter((payer) => !isIn(row.excludedPayers, payer)),
      bpuCategories: CATEGORIES.filter((category) => !isIn(row.excludedBpuCategories, category)),
      legalBasis: row.legalBasis,
    }));
    expect(TARIFF.discounts).toEqual(fromSources);
  });

  test("every row names its sources, all of them listed, and how sure they are", () => {
    const listed = new Set(Object.keys(sources.sources));
    const rows = [...sources.jkk, ...sources.jht, ...sources.discounts, sources.jkm];
    for (const row of rows) {
      expect(row.sources.length, row.id).toBeGreaterThan(0);
      for (const source of row.sources) expect(listed, row.id).toContain(source);
      expect(["high", "medium", "low"], row.id).toContain(row.confidence);
    }
  });
});

function isIn(list: readonly string[], value: string): boolean {
  return list.includes(value);
}

describe("a tariff is checked when it is loaded", () => {
  test("the one in force passes, and stays small enough for every bundle", () => {
    expect(parseTariff(JSON.parse(text))).toEqual(TARIFF);
    expect(text.length).toBeLessThan(8 * 1024);
  });

  const cases: [string, (draft: Draft) => void, RegExp][] = [
    [
      "a hole between bands",
      (d) => setCell(d.jkk, 4, 1, 1_899_000),
      /JKK band 5 does not reach the next band/,
    ],
    ["bands that overlap", (d) => setCell(d.jht, 4, 1, 1_900_001), /JHT band 5 does not reach the next band/],
    ["a first band that begins above 0", (d) => setCell(d.jkk, 0, 0, 1), /JKK band 1 does not begin at 0/],
    ["a last band that ends", (d) => setCell(d.jkk, 32, 1, 30_000_000), /beyond every income/],
    ["an open band in the middle", (d) => setCell(d.jkk, 3, 1, null), /JKK band 4 does not reach/],
    ["JHT that is not twice JKK", (d) => setCell(d.jht, 9, 2, 59_500), /JHT band 10 is not twice JKK's/],
    ["a JHT band left out", (d) => d.jht.pop(), /33 JKK bands but 32 JHT bands/],
    ["a band dearer than the next", (d) => setCell(d.jkk, 6, 2, 24_500), /JKK band 7 costs no less/],
    ["an amount with a fraction", (d) => setCell(d.jkk, 0, 2, 10_000.5), /int/],
    ["an amount of zero", (d) => setCell(d.jkk, 0, 2, 0), /too_small|Too small/],
    ["JKM as text", (d) => Object.assign(d, { jkm: "6800" }), /expected/i],
    [
      "a discount on JHT",
      (d) => Object.assign(d.discounts[0] ?? {}, { programme: "JHT" }),
      /Invalid option|JKK/,
    ],
    ["a month 13", (d) => Object.assign(d.discounts[0] ?? {}, { lastMonth: "2026-13" }), /lastMonth/],
    [
      "a window turned round",
      (d) => Object.assign(d.discounts[0] ?? {}, { lastMonth: "2025-12" }),
      /ends before/,
    ],
    [
      "a discount that raises",
      (d) => Object.assign(d.discounts[0] ?? {}, { numerator: 3 }),
      /raises the price/,
    ],
    ["no version", (d) => Object.assign(d, { version: "" }), /version/],
  ];
  for (const [name, spoil, message] of cases) {
    test(`${name} is refused`, () => {
      expect(() => parseTariff(spoilt(spoil))).toThrow(message);
    });
  }
});

describe("at most one discount matches", () => {
  const copyOfFirst = (change: Record<string, unknown>) =>
    spoilt((draft) => draft.discounts.push({ ...draft.discounts[0], id: "EXTRA", ...change }));

  test("a second discount for the same people and months is refused", () => {
    expect(() => parseTariff(copyOfFirst({}))).toThrow(/PP50-2025-TRANSPORT-JKK and EXTRA can both apply/);
  });

  test("one month in common, or a discount for all sectors, is enough", () => {
    const lastMonthShared = copyOfFirst({ firstMonth: "2027-03", lastMonth: "2027-06" });
    expect(() => parseTariff(lastMonthShared)).toThrow(/can both apply/);
    expect(() => parseTariff(copyOfFirst({ sector: "ALL" }))).toThrow(/can both apply/);
  });

  test("another month, payer or category is another discount", () => {
    expect(parseTariff(copyOfFirst({ firstMonth: "2027-04", lastMonth: "2027-06" })).discounts).toHaveLength(
      7,
    );
    expect(parseTariff(copyOfFirst({ payers: ["APBD"] })).discounts).toHaveLength(7);
    expect(parseTariff(copyOfFirst({ bpuCategories: ["PEMBERI_KERJA"] })).discounts).toHaveLength(7);
  });

  test("the same id twice is refused", () => {
    const twice = copyOfFirst({ id: "PP50-2025-TRANSPORT-JKK", payers: ["APBD"] });
    expect(() => parseTariff(twice)).toThrow(/stands twice/);
  });
});
