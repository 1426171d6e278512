import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contributionMonth, shiftMonth } from "../../shared/calendar/calendar.ts";
import { parseTariff } from "../../shared/contribution/parse-tariff.ts";
import { type PriceAsk, priceMonths } from "../../shared/contribution/price-months.ts";
import { BpuCategory, Payer, PROGRAMMES, Sector } from "../../shared/contribution/programme.ts";
import data from "../../shared/contribution/tariff.json" with { type: "json" };
import { TARIFF } from "../../shared/contribution/tariff.ts";
import { rupiah, sumRupiah } from "../../shared/money/rupiah.ts";
import examples from "./worked-examples.json" with { type: "json" };

const trader: PriceAsk = {
  months: [contributionMonth("2026-11")],
  programmes: ["JKK", "JKM"],
  sector: "OTHER",
  payer: "SELF",
  bpuCategory: "PEKERJA_MANDIRI",
  declaredMonthlyIncome: rupiah(1_000_000),
};

function monthsFrom(first: string, count: number) {
  return Array.from({ length: count }, (_, k) => shiftMonth(contributionMonth(first), k));
}

function total(ask: Partial<PriceAsk>): number {
  return sumRupiah(priceMonths(TARIFF, { ...trader, ...ask }).map((month) => month.amount));
}

describe("worked examples", () => {
  for (const { name, input, expected } of examples) {
    test(name, () => {
      const priced = priceMonths(TARIFF, {
        months: monthsFrom(input.firstContributionMonth, input.monthCount),
        programmes: PROGRAMMES.filter((programme) => input.programmes.includes(programme)),
        sector: Sector.parse(input.sector),
        payer: Payer.parse(input.payer),
        bpuCategory: BpuCategory.parse(input.bpuCategory),
        declaredMonthlyIncome: rupiah(input.declaredMonthlyIncome),
      });
      expect(priced.map(({ month, amount }) => ({ month, amount }))).toEqual(expected.perMonth);
      expect(sumRupiah(priced.map((month) => month.amount))).toBe(expected.total);
      const jkk = priced[0]?.lines.find((line) => line.programme === "JKK");
      expect(jkk?.full).toBe(TARIFF.jkk[expected.band - 1]?.amount);
    });
  }
});

describe("bands", () => {
  const january = { months: [contributionMonth("2027-01")], programmes: PROGRAMMES };
  TARIFF.jkk.forEach((band, index) => {
    test(`band ${index + 1} holds from ${band.from} to the last rupiah before ${band.to ?? "ever"}`, () => {
      const own = 3 * band.amount + 6_800;
      expect(total({ ...january, declaredMonthlyIncome: rupiah(band.from) })).toBe(own);
      const below = TARIFF.jkk[index - 1];
      if (below !== undefined) {
        const income = rupiah(band.from - 1);
        expect(total({ ...january, declaredMonthlyIncome: income })).toBe(3 * below.amount + 6_800);
      }
      const last = rupiah(band.to === null ? 1_000_000_000_000 : band.to - 1);
      expect(total({ ...january, declaredMonthlyIncome: last })).toBe(own);
    });
  });

  test("no income at all is the first band", () => {
    expect(total({ ...january, declaredMonthlyIncome: rupiah(0) })).toBe(36_800);
  });

  test("an income in a hole of the printed table pays the lower band", () => {
    expect(total({ ...january, declaredMonthlyIncome: rupiah(2_699_001) })).toBe(84_800);
    expect(total({ ...january, declaredMonthlyIncome: rupiah(2_699_999) })).toBe(84_800);
    expect(total({ ...january, declaredMonthlyIncome: rupiah(2_700_000) })).toBe(95_300);
  });
});

describe("discounts", () => {
  test("months inside and outside the window are priced apart (domain.md case 18)", () => {
    const priced = priceMonths(TARIFF, { ...trader, months: monthsFrom("2026-11", 3) });
    expect(priced.map((month) => month.amount)).toEqual([8_400, 8_400, 16_800]);
    expect(priced.map((month) => month.lines.map((line) => line.legalBasis))).toEqual([
      ["PP 50/2025", "PP 50/2025"],
      ["PP 50/2025", "PP 50/2025"],
      [null, null],
    ]);
  });

  test("the price depends on the months alone, whenever they are paid for (domain.md case 16)", () => {
    const inOneGo = priceMonths(TARIFF, { ...trader, months: monthsFrom("2026-12", 2) });
    const oneByOne = monthsFrom("2026-12", 2).flatMap((month) =>
      priceMonths(TARIFF, { ...trader, months: [month] }),
    );
    expect(inOneGo).toEqual(oneByOne);
  });

  test("months after the last known rule cost the full price (domain.md case 47)", () => {
    expect(total({ months: monthsFrom("2027-01", 1) })).toBe(16_800);
    expect(total({ months: monthsFrom("2031-06", 1) })).toBe(16_800);
    expect(total({ sector: "TRANSPORT", months: monthsFrom("2027-04", 1) })).toBe(16_800);
  });

  const edges: [Sector, string, number][] = [
    ["OTHER", "2026-03", 16_800],
    ["OTHER", "2026-04", 8_400],
    ["OTHER", "2026-12", 8_400],
    ["OTHER", "2027-01", 16_800],
    ["TRANSPORT", "2025-12", 16_800],
    ["TRANSPORT", "2026-01", 8_400],
    ["TRANSPORT", "2027-03", 8_400],
    ["TRANSPORT", "2027-04", 16_800],
    ["OTHER", "2020-07", 16_800],
    ["OTHER", "2020-08", 168],
    ["TRANSPORT", "2021-01", 168],
    ["TRANSPORT", "2021-02", 16_800],
  ];
  for (const [sector, month, amount] of edges) {
    test(`${sector} pays ${amount} for ${month}`, () => {
      expect(total({ sector, months: monthsFrom(month, 1) })).toBe(amount);
    });
  }

  test("a region's or the State's budget pays in full, the same worker paying himself does not (case 28)", () => {
    expect(total({ payer: "APBD" })).toBe(16_800);
    expect(total({ payer: "APBN", sector: "TRANSPORT" })).toBe(16_800);
    expect(total({ payer: "SELF" })).toBe(8_400);
  });

  test("an employer pays in full, a worker outside an employment relation does not (domain.md case 43)", () => {
    expect(total({ bpuCategory: "PEMBERI_KERJA", programmes: PROGRAMMES })).toBe(36_800);
    expect(total({ bpuCategory: "PEKERJA_DI_LUAR_HUBUNGAN_KERJA" })).toBe(8_400);
  });

  test("JHT is never discounted, and a line keeps its full price beside the due one", () => {
    const [november] = priceMonths(TARIFF, { ...trader, programmes: ["JHT", "JKM", "JKK"] });
    expect(november?.lines).toEqual([
      { programme: "JKK", full: 10_000, amount: 5_000, legalBasis: "PP 50/2025" },
      { programme: "JKM", full: 6_800, amount: 3_400, legalBasis: "PP 50/2025" },
      { programme: "JHT", full: 20_000, amount: 20_000, legalBasis: null },
    ]);
  });

  test("a trader who prepaid January to June at the full price is owed three discounted months", () => {
    const due = total({ months: monthsFrom("2026-01", 6) });
    expect(due).toBe(75_600);
    expect(100_800 - due).toBe(3 * total({}));
  });
});

describe("faults", () => {
  test("a discount that leaves a fraction of a rupiah stops the pricing", () => {
    const [first, ...others] = data.discounts;
    const thirds = parseTariff({ ...data, discounts: [{ ...first, denominator: 3 }, ...others] });
    expect(() => priceMonths(thirds, { ...trader, sector: "TRANSPORT" })).toThrow(RangeError);
  });

  test("no programme and a month before the tariff have no price", () => {
    expect(() => priceMonths(TARIFF, { ...trader, programmes: [] })).toThrow(RangeError);
    expect(() => priceMonths(TARIFF, { ...trader, months: monthsFrom("2015-06", 1) })).toThrow(/2015-06/);
    expect(total({ months: monthsFrom("2015-07", 1) })).toBe(16_800);
  });
});

const anyAsk = fc.record({
  months: fc
    .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 12 }))
    .map(([after, count]) => monthsFrom(shiftMonth(contributionMonth("2015-07"), after), count)),
  programmes: fc.constantFrom(PROGRAMMES, PROGRAMMES.slice(0, 2)),
  sector: fc.constantFrom<Sector>("TRANSPORT", "OTHER"),
  payer: fc.constantFrom<Payer>("SELF", "APBN", "APBD"),
  bpuCategory: fc.constantFrom<BpuCategory>(
    "PEKERJA_MANDIRI",
    "PEKERJA_DI_LUAR_HUBUNGAN_KERJA",
    "PEMBERI_KERJA",
  ),
  declaredMonthlyIncome: fc.integer({ min: 0, max: 40_000_000 }).map(rupiah),
});

describe("whoever pays for whatever months", () => {
  test("the price of n months is the sum of n single months, in whole rupiah, never above the full price", () => {
    fc.assert(
      fc.property(anyAsk, (ask) => {
        const priced = priceMonths(TARIFF, ask);
        expect(priced).toEqual(
          ask.months.flatMap((month) => priceMonths(TARIFF, { ...ask, months: [month] })),
        );
        for (const { lines, amount } of priced) {
          expect(amount).toBe(lines.reduce((sum, line) => sum + line.amount, 0));
          for (const line of lines) {
            expect(Number.isSafeInteger(line.amount)).toBe(true);
            expect(line.amount).toBeLessThanOrEqual(line.full);
            expect(line.amount < line.full).toBe(line.legalBasis !== null);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
