import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  businessDate,
  businessDateOf,
  compareDates,
  contributionMonth,
  formatInstant,
  type Instant,
  instant,
  monthOf,
  monthsBetween,
  parseBusinessDate,
  parseContributionMonth,
  parseInstant,
  shiftMonth,
  startOf,
} from "../../shared/calendar/calendar.ts";

function at(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
}

describe("the business date is the day in WIB", () => {
  const newYearsEve = [
    "2027-01-01T00:30:00+09:00",
    "2026-12-31T23:30:00+08:00",
    "2026-12-31T22:30:00+07:00",
    "2026-12-31T15:30:00Z",
  ];
  for (const text of newYearsEve) {
    test(`${text} is 31 December 2026 (domain.md case 6)`, () => {
      expect(at(text)).toBe(at("2026-12-31T15:30:00+00:00"));
      expect(businessDateOf(at(text))).toBe("2026-12-31");
    });
  }

  test("06:59 WIB is not the UTC day before (domain.md case 7)", () => {
    expect(businessDateOf(at("2027-01-01T06:59:00+07:00"))).toBe("2027-01-01");
    expect(at("2027-01-01T06:59:00+07:00")).toBe(at("2026-12-31T23:59:00Z"));
  });

  test("the day changes at 00:00:00 WIB, on the millisecond", () => {
    expect(businessDateOf(at("2026-12-31T23:59:59.999+07:00"))).toBe("2026-12-31");
    expect(businessDateOf(at("2027-01-01T00:00:00+07:00"))).toBe("2027-01-01");
    expect(startOf(businessDate("2027-01-01"))).toBe(at("2027-01-01T00:00:00+07:00"));
  });

  test("holds for every instant between two midnights", () => {
    const anyInstant = fc.integer({ min: 0, max: 4_102_444_800_000 }).map(instant);
    fc.assert(
      fc.property(anyInstant, (now) => {
        const day = businessDateOf(now);
        expect(startOf(day) <= now && now < startOf(addDays(day, 1))).toBe(true);
        expect(at(formatInstant(now, "milliseconds"))).toBe(now);
        expect(formatInstant(now).startsWith(`${day}T`)).toBe(true);
      }),
    );
  });
});

describe("reading a time", () => {
  test("takes any offset, Z and fractions of a second", () => {
    expect(at("2026-11-20T09:14:05+07:00")).toBe(Date.UTC(2026, 10, 20, 2, 14, 5));
    expect(at("2026-11-20T02:14:05Z")).toBe(Date.UTC(2026, 10, 20, 2, 14, 5));
    expect(at("2026-11-20T02:14:05-00:00")).toBe(Date.UTC(2026, 10, 20, 2, 14, 5));
    expect(at("2026-11-20T09:14:05.5+07:00")).toBe(Date.UTC(2026, 10, 20, 2, 14, 5, 500));
    expect(at("2026-11-20T09:14:05.123456789+07:00")).toBe(Date.UTC(2026, 10, 20, 2, 14, 5, 123));
    expect(at("2026-11-19T21:14:05-05:00")).toBe(Date.UTC(2026, 10, 20, 2, 14, 5));
  });

  const refused = [
    "2026-11-20T09:14:05",
    "2026-11-20 09:14:05+07:00",
    "2026-11-20T09:14+07:00",
    "2026-11-20T09:14:05+0700",
    "2026-11-20T09:14:05+07",
    "2026-11-20T09:14:05+24:00",
    "2026-11-20T24:00:00+07:00",
    "2026-11-20T09:60:05+07:00",
    "2026-11-20T09:14:60+07:00",
    "2026-02-29T09:14:05+07:00",
    "2026-13-01T09:14:05+07:00",
    "2026-11-20T09:14:05.+07:00",
    "2026-11-20t09:14:05z",
    " 2026-11-20T09:14:05Z",
    "20261120T091405Z",
    "9999-12-31T23:59:59-01:00",
    "9999-12-31T23:59:59Z",
    "0000-06-01T00:00:00+07:00",
    "0001-01-01T00:00:00+08:00",
    "",
  ];
  for (const text of refused) {
    test(`refuses "${text}"`, () => {
      expect(parseInstant(text)).toBeUndefined();
    });
  }

  test("an instant is whole milliseconds within four-digit years", () => {
    expect(() => instant(1.5)).toThrow(RangeError);
    expect(() => instant(Number.NaN)).toThrow(RangeError);
    expect(() => instant(253_402_300_800_000)).toThrow(RangeError);
    expect(businessDateOf(at("9999-12-31T23:59:59+07:00"))).toBe("9999-12-31");
    expect(businessDateOf(at("0001-01-01T00:00:00+07:00"))).toBe("0001-01-01");
  });
});

describe("writing a time", () => {
  test("is local time in WIB", () => {
    expect(formatInstant(at("2026-12-31T17:00:00Z"))).toBe("2027-01-01T00:00:00+07:00");
    expect(formatInstant(at("2026-12-31T17:00:00.042Z"), "milliseconds")).toBe(
      "2027-01-01T00:00:00.042+07:00",
    );
  });
});

describe("days and months that exist", () => {
  test("29 February in leap years only, centuries included", () => {
    expect(parseBusinessDate("2028-02-29")).toBe("2028-02-29");
    expect(parseBusinessDate("2000-02-29")).toBe("2000-02-29");
    expect(parseBusinessDate("2026-02-29")).toBeUndefined();
    expect(parseBusinessDate("2100-02-29")).toBeUndefined();
  });

  test("no 31 April, no day 0, no other spelling", () => {
    for (const text of [
      "2026-04-31",
      "2026-01-00",
      "2026-00-10",
      "2026-1-1",
      "20260101",
      "2026-01-01T00",
      "",
    ]) {
      expect(parseBusinessDate(text), text).toBeUndefined();
      expect(() => businessDate(text), text).toThrow(RangeError);
    }
  });

  test("months 01 to 12", () => {
    expect(parseContributionMonth("2026-12")).toBe("2026-12");
    for (const text of ["2026-00", "2026-13", "2026-1", "2026-12-01", "202612"]) {
      expect(parseContributionMonth(text), text).toBeUndefined();
      expect(() => contributionMonth(text), text).toThrow(RangeError);
    }
  });
});

describe("moving by months", () => {
  test("clamps to the end of a shorter month", () => {
    expect(addMonths(businessDate("2026-01-31"), 1)).toBe("2026-02-28");
    expect(addMonths(businessDate("2028-01-31"), 1)).toBe("2028-02-29");
    expect(addMonths(businessDate("2026-01-31"), 3)).toBe("2026-04-30");
    expect(addMonths(businessDate("2028-02-29"), 12)).toBe("2029-02-28");
    expect(addMonths(businessDate("2026-03-31"), -1)).toBe("2026-02-28");
  });

  test("does not drift when counted from the anchor", () => {
    expect(addMonths(businessDate("2026-01-31"), 2)).toBe("2026-03-31");
  });

  test("crosses years both ways", () => {
    expect(shiftMonth(contributionMonth("2026-11"), 2)).toBe("2027-01");
    expect(shiftMonth(contributionMonth("2026-01"), -1)).toBe("2025-12");
    expect(shiftMonth(contributionMonth("2026-06"), -18)).toBe("2024-12");
    expect(monthsBetween(contributionMonth("2026-11"), contributionMonth("2027-10"))).toBe(11);
    expect(monthsBetween(contributionMonth("2027-01"), contributionMonth("2026-12"))).toBe(-1);
  });

  test("lands in the wanted month, on the same day or on its last", () => {
    const anyDay = fc
      .integer({ min: 0, max: 30_000 })
      .map((days) => addDays(businessDate("1960-01-01"), days));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -300, max: 300 }), (day, by) => {
        const moved = addMonths(day, by);
        expect(parseBusinessDate(moved)).toBe(moved);
        expect(monthOf(moved)).toBe(shiftMonth(monthOf(day), by));
        expect(monthsBetween(monthOf(day), monthOf(moved))).toBe(by);
        const isLastOfItsMonth = monthOf(addDays(moved, 1)) !== monthOf(moved);
        const isClamped = moved.slice(8) < day.slice(8) && isLastOfItsMonth;
        expect(moved.slice(8) === day.slice(8) || isClamped).toBe(true);
      }),
    );
  });
});

describe("moving by days", () => {
  test("crosses months, years and leap days", () => {
    expect(addDays(businessDate("2026-12-31"), 1)).toBe("2027-01-01");
    expect(addDays(businessDate("2028-03-01"), -1)).toBe("2028-02-29");
    expect(addDays(businessDate("2026-03-01"), -1)).toBe("2026-02-28");
  });
});

test("dates compare as they follow each other", () => {
  expect(compareDates(businessDate("2026-12-31"), businessDate("2027-01-01"))).toBeLessThan(0);
  expect(compareDates(contributionMonth("2027-01"), contributionMonth("2026-12"))).toBeGreaterThan(0);
  expect(compareDates(businessDate("2026-12-31"), businessDate("2026-12-31"))).toBe(0);
});
