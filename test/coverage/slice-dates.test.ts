import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, businessDate, shiftMonth } from "../../shared/calendar/calendar.ts";
import { sliceDates } from "../../shared/coverage/slice-dates.ts";

function slices(anchor: string, count: number): string[] {
  return Array.from({ length: count }, (_, k) => {
    const { month, from, to } = sliceDates(businessDate(anchor), k);
    return `${month}: ${from} to ${to}`;
  });
}

describe("slices of a run", () => {
  test("begun in the middle of a month", () => {
    expect(slices("2026-11-20", 3)).toEqual([
      "2026-11: 2026-11-20 to 2026-12-19",
      "2026-12: 2026-12-20 to 2027-01-19",
      "2027-01: 2027-01-20 to 2027-02-19",
    ]);
  });

  test("begun on the first are whole calendar months", () => {
    expect(slices("2026-01-01", 2)).toEqual([
      "2026-01: 2026-01-01 to 2026-01-31",
      "2026-02: 2026-02-01 to 2026-02-28",
    ]);
  });

  test("begun on 31 January go back to the 31st after February", () => {
    expect(slices("2026-01-31", 5)).toEqual([
      "2026-01: 2026-01-31 to 2026-02-27",
      "2026-02: 2026-02-28 to 2026-03-30",
      "2026-03: 2026-03-31 to 2026-04-29",
      "2026-04: 2026-04-30 to 2026-05-30",
      "2026-05: 2026-05-31 to 2026-06-29",
    ]);
  });

  test("begun on 30 January use the 29th in a leap year's February", () => {
    expect(slices("2028-01-30", 3)).toEqual([
      "2028-01: 2028-01-30 to 2028-02-28",
      "2028-02: 2028-02-29 to 2028-03-29",
      "2028-03: 2028-03-30 to 2028-04-29",
    ]);
  });

  test("begun on 29 February start on the 28th in common years and on the 29th in the next leap year", () => {
    const anchor = businessDate("2028-02-29");
    expect(sliceDates(anchor, 12).from).toBe("2029-02-28");
    expect(sliceDates(anchor, 13).from).toBe("2029-03-29");
    expect(sliceDates(anchor, 48).from).toBe("2032-02-29");
  });

  test("cross the new year", () => {
    expect(slices("2026-12-31", 2)).toEqual([
      "2026-12: 2026-12-31 to 2027-01-30",
      "2027-01: 2027-01-31 to 2027-02-27",
    ]);
  });

  test("touch without overlap, and their months follow each other, whatever the anchor", () => {
    const anchors = fc
      .integer({ min: 0, max: 8_000 })
      .map((days) => addDays(businessDate("2015-07-01"), days));
    fc.assert(
      fc.property(anchors, fc.integer({ min: 0, max: 240 }), (anchor, index) => {
        const slice = sliceDates(anchor, index);
        const next = sliceDates(anchor, index + 1);
        expect(next.from).toBe(addDays(slice.to, 1));
        expect(next.month).toBe(shiftMonth(slice.month, 1));
        expect(slice.from <= slice.to).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
