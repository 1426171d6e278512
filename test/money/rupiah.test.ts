import fc from "fast-check";
import { expect, test } from "vitest";
import { rupiah, sumRupiah, ZERO_RUPIAH } from "../../shared/money/rupiah.ts";

test("whole amounts from nothing to a thousand billion are rupiah", () => {
  expect(rupiah(0)).toBe(ZERO_RUPIAH);
  expect(rupiah(8_400)).toBe(8_400);
  expect(rupiah(1_000_000_000_000)).toBe(1_000_000_000_000);
});

test("fractions, debts and what no contribution can cost are faults", () => {
  for (const value of [8_400.5, 0.1, -1, 1_000_000_000_001, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect(() => rupiah(value), String(value)).toThrow(RangeError);
  }
});

test("the sum of none is zero, of some is exact in any order", () => {
  expect(sumRupiah([])).toBe(ZERO_RUPIAH);
  const amounts = fc.array(fc.integer({ min: 0, max: 10_000_000 }).map(rupiah), { maxLength: 50 });
  fc.assert(
    fc.property(amounts, (list) => {
      expect(sumRupiah(list)).toBe(sumRupiah([...list].reverse()));
      expect(sumRupiah(new Set(list))).toBeLessThanOrEqual(sumRupiah(list));
    }),
  );
});

test("a sum beyond what the system carries is a fault, not a wrong number", () => {
  expect(() => sumRupiah([rupiah(1_000_000_000_000), rupiah(1)])).toThrow(RangeError);
});
