import { expect, it } from "vitest";
import { discountOf } from "../../shared/contribution/discount.ts";
import { rupiah } from "../../shared/money/rupiah.ts";

const line = (full: number, amount: number, legalBasis: string | null) =>
  ({ programme: "JKK", full: rupiah(full), amount: rupiah(amount), legalBasis }) as const;

it("adds up what comes off, with each regulation once", () => {
  const months = [
    { lines: [line(10_000, 5_000, "PP 50/2025"), line(6_800, 3_400, "PP 50/2025")] },
    { lines: [line(10_000, 100, "PP 49/2020")] },
    { lines: [line(10_000, 10_000, null)] },
  ];
  expect(discountOf(months)).toEqual({ amount: 18_300, legalBasis: "PP 50/2025, PP 49/2020" });
});

it("is none where the full price is due, and for no month at all", () => {
  expect(discountOf([{ lines: [line(10_000, 10_000, null)] }])).toBeNull();
  expect(discountOf([])).toBeNull();
});
