import { describe, expect, test } from "vitest";
import { businessDate, businessDateOf, parseInstant } from "../../shared/calendar/calendar.ts";
import { entryAllowed } from "../../shared/coverage/entry-allowed.ts";
import { planMonths } from "../../shared/coverage/plan-months.ts";

const endedInAugust = { anchor: businessDate("2026-06-11"), sliceCount: 2 };

function entry(birth: string, day: string, run: typeof endedInAugust | null = null) {
  const today = businessDate(day);
  const plan = planMonths({ coverage: { run }, months: 1, today });
  if (plan.kind !== "planned") throw new Error(plan.kind);
  const { startsAfresh } = plan;
  return entryAllowed({ coverage: { run }, birthDate: businessDate(birth), today, startsAfresh }).kind;
}

describe("a first payment", () => {
  test("is refused on the 65th birthday and accepted the day before (domain.md case 22)", () => {
    expect(entry("1961-11-21", "2026-11-20")).toBe("allowed");
    expect(entry("1961-11-20", "2026-11-20")).toBe("age-limit");
    expect(entry("1961-11-19", "2026-11-20")).toBe("age-limit");
    expect(entry("1940-01-01", "2026-11-20")).toBe("age-limit");
  });

  test("has its birthday in WIB: at 00:30 in Papua it is still the day before (domain.md case 22)", () => {
    const inPapua = parseInstant("2026-11-20T00:30:00+09:00");
    const inJakarta = parseInstant("2026-11-20T00:00:00+07:00");
    if (inPapua === undefined || inJakarta === undefined) throw new Error("not a time");
    expect(entry("1961-11-20", businessDateOf(inPapua))).toBe("allowed");
    expect(entry("1961-11-20", businessDateOf(inJakarta))).toBe("age-limit");
  });

  test("of somebody born on 29 February is possible up to and with 28 February (domain.md case 23)", () => {
    expect(entry("1964-02-29", "2029-02-28")).toBe("allowed");
    expect(entry("1964-02-29", "2029-03-01")).toBe("age-limit");
  });

  test("of somebody born on a 31st has its birthday on a 31st", () => {
    expect(entry("1962-01-31", "2027-01-30")).toBe("allowed");
    expect(entry("1962-01-31", "2027-01-31")).toBe("age-limit");
  });
});

describe("a member who was in time", () => {
  test("pays on past 65 while covered (domain.md case 21)", () => {
    expect(entry("1961-07-20", "2026-08-01", endedInAugust)).toBe("allowed");
    expect(entry("1950-07-20", "2026-08-01", endedInAugust)).toBe("allowed");
  });

  test("may still make arrears good past 65", () => {
    expect(entry("1961-07-20", "2026-11-10", endedInAugust)).toBe("allowed");
  });

  test("and comes back after more than three months at 65 is held for ops, younger is let in", () => {
    expect(entry("1961-07-20", "2026-11-11", endedInAugust)).toBe("re-entry-held");
    expect(entry("1961-11-12", "2026-11-11", endedInAugust)).toBe("allowed");
    expect(entry("1961-11-11", "2026-11-11", endedInAugust)).toBe("re-entry-held");
  });
});
