import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  businessDate,
  businessDateOf,
  monthsBetween,
  parseInstant,
} from "../../shared/calendar/calendar.ts";
import { coverageStateOn } from "../../shared/coverage/coverage-state.ts";
import { type MonthPlan, planMonths } from "../../shared/coverage/plan-months.ts";
import { lastCoveredDay, lastGraceDay } from "../../shared/coverage/run-end.ts";

type Planned = Extract<MonthPlan, { kind: "planned" }>;

function run(anchor: string, sliceCount: number) {
  return { anchor: businessDate(anchor), sliceCount };
}

function plan(before: ReturnType<typeof run> | null, months: number, today: string): MonthPlan {
  return planMonths({ coverage: { run: before }, months, today: businessDate(today) });
}

function planned(before: ReturnType<typeof run> | null, months: number, today: string): Planned {
  const result = plan(before, months, today);
  if (result.kind !== "planned") throw new Error(`expected a plan, got ${result.kind}`);
  return result;
}

function span({ slices }: Planned): string {
  return `${slices[0]?.from} to ${slices.at(-1)?.to}`;
}

describe("a first payment", () => {
  test("anchors the run on its business date", () => {
    expect(plan(null, 2, "2026-11-20")).toEqual({
      kind: "planned",
      slices: [
        { month: "2026-11", from: "2026-11-20", to: "2026-12-19" },
        { month: "2026-12", from: "2026-12-20", to: "2027-01-19" },
      ],
      runBefore: null,
      runAfter: { anchor: "2026-11-20", sliceCount: 2 },
      startsAfresh: true,
      coversToday: true,
      monthsToCoverToday: 1,
    });
  });

  test("may buy a whole year at once, on any day", () => {
    for (const today of ["2026-11-20", "2026-12-31", "2027-02-28", "2028-02-29", "2027-08-31"]) {
      expect(planned(null, 12, today).slices).toHaveLength(12);
    }
  });

  test("half past midnight in Papua on New Year's Day is still the old year (domain.md case 6)", () => {
    const inPapua = parseInstant("2027-01-01T00:30:00+09:00");
    const midnightWib = parseInstant("2027-01-01T00:00:00+07:00");
    if (inPapua === undefined || midnightWib === undefined) throw new Error("not a time");
    const first = planned(null, 1, businessDateOf(inPapua));
    expect(first.slices[0]).toEqual({ month: "2026-12", from: "2026-12-31", to: "2027-01-30" });
    const second = planned(null, 1, businessDateOf(midnightWib));
    expect(second.slices[0]).toEqual({ month: "2027-01", from: "2027-01-01", to: "2027-01-31" });
  });
});

describe("a payment while covered", () => {
  const covered = run("2026-11-20", 1);

  test("continues after the last paid month, never over it (domain.md case 13)", () => {
    const result = planned(covered, 2, "2026-11-25");
    expect(span(result)).toBe("2026-12-20 to 2027-02-19");
    expect(result.runAfter).toEqual({ anchor: "2026-11-20", sliceCount: 3 });
    expect(result.runBefore).toEqual(covered);
    expect(result.startsAfresh).toBe(false);
  });

  test("covers today already: nothing is missing", () => {
    expect(planned(covered, 1, "2026-11-20")).toMatchObject({ coversToday: true, monthsToCoverToday: 0 });
  });

  test("on the last covered day still needs nothing for today; a day later one month", () => {
    expect(planned(covered, 1, "2026-12-19")).toMatchObject({ coversToday: true, monthsToCoverToday: 0 });
    expect(planned(covered, 1, "2026-12-20")).toMatchObject({ coversToday: true, monthsToCoverToday: 1 });
  });

  test("keeps the 31st through February", () => {
    const january = run("2026-01-31", 1);
    expect(span(planned(january, 1, "2026-02-10"))).toBe("2026-02-28 to 2026-03-30");
    expect(span(planned(run("2026-01-31", 2), 1, "2026-03-10"))).toBe("2026-03-31 to 2026-04-29");
  });
});

describe("a payment in the gap", () => {
  const endedTenthOfAugust = run("2026-06-11", 2);

  test("pays the oldest month first", () => {
    const result = planned(endedTenthOfAugust, 1, "2026-10-20");
    expect(span(result)).toBe("2026-08-11 to 2026-09-10");
    expect(result.startsAfresh).toBe(false);
  });

  test("that buys one of three months of arrears does not reach today", () => {
    const one = planned(endedTenthOfAugust, 1, "2026-10-20");
    expect(one).toMatchObject({ coversToday: false, monthsToCoverToday: 3 });
    const two = planned(endedTenthOfAugust, 2, "2026-10-20");
    expect(two).toMatchObject({ coversToday: false, monthsToCoverToday: 3 });
    const three = planned(endedTenthOfAugust, 3, "2026-10-20");
    expect(three).toMatchObject({ coversToday: true, monthsToCoverToday: 3 });
    expect(span(three)).toBe("2026-08-11 to 2026-11-10");
  });

  test("a gap of three months exactly is arrears, a day more starts afresh (domain.md case 27)", () => {
    expect(lastCoveredDay(endedTenthOfAugust)).toBe("2026-08-10");
    const tenth = planned(endedTenthOfAugust, 1, "2026-11-10");
    expect(tenth).toMatchObject({ startsAfresh: false, monthsToCoverToday: 3, coversToday: false });
    expect(span(tenth)).toBe("2026-08-11 to 2026-09-10");
    const eleventh = planned(endedTenthOfAugust, 1, "2026-11-11");
    expect(eleventh).toMatchObject({ startsAfresh: true, monthsToCoverToday: 1, coversToday: true });
    expect(eleventh.runAfter).toEqual({ anchor: "2026-11-11", sliceCount: 1 });
    expect(eleventh.runBefore).toEqual(endedTenthOfAugust);
    expect(span(eleventh)).toBe("2026-11-11 to 2026-12-10");
  });

  test("counts three slices from the anchor, so that short months take nothing away", () => {
    expect(lastGraceDay(run("2026-11-01", 1))).toBe("2027-02-28");
    expect(lastGraceDay(run("2027-11-01", 1))).toBe("2028-02-29");
    expect(lastGraceDay(run("2027-02-01", 1))).toBe("2027-05-31");
  });

  test("is at most three months short of today, also where the anchor is a month's end", () => {
    const endedThirtiethOfMarch = run("2026-01-31", 2);
    const last = planned(endedThirtiethOfMarch, 2, "2026-06-29");
    expect(last).toMatchObject({ startsAfresh: false, coversToday: false, monthsToCoverToday: 3 });
    expect(planned(endedThirtiethOfMarch, 3, "2026-06-29").coversToday).toBe(true);
    expect(planned(endedThirtiethOfMarch, 1, "2026-06-30").startsAfresh).toBe(true);
  });
});

describe("twelve months ahead", () => {
  test("is as far as cover is sold", () => {
    const elevenPaid = run("2026-11-20", 11);
    expect(span(planned(elevenPaid, 1, "2026-11-20"))).toBe("2027-10-20 to 2027-11-19");
    expect(plan(elevenPaid, 2, "2026-11-20")).toEqual({ kind: "paid-ahead-limit", coveredTo: "2027-10-19" });
    expect(plan(run("2026-11-20", 12), 1, "2026-11-20")).toEqual({
      kind: "paid-ahead-limit",
      coveredTo: "2027-11-19",
    });
  });

  test("moves on with the days: a month later one more month can be bought", () => {
    const yearPaid = run("2026-11-20", 12);
    expect(plan(yearPaid, 1, "2026-12-19").kind).toBe("paid-ahead-limit");
    expect(plan(yearPaid, 1, "2026-12-20").kind).toBe("planned");
  });

  test("who is in arrears may pay them and go on up to twelve months in all", () => {
    const lapsed = run("2026-08-15", 1);
    expect(span(planned(lapsed, 12, "2026-11-20"))).toBe("2026-09-15 to 2027-09-14");
  });

  test("sells eleven on 28 February before a leap year's to a run begun at a month's end: twelve would be a day too long", () => {
    const due = run("2026-12-31", 2);
    expect(lastCoveredDay(due)).toBe("2027-02-27");
    expect(plan(due, 12, "2027-02-28")).toEqual({ kind: "paid-ahead-limit", coveredTo: "2027-02-27" });
    expect(plan(due, 11, "2027-02-28").kind).toBe("planned");
    expect(plan(due, 12, "2027-03-01").kind).toBe("planned");
  });
});

test("a run that begins after today, in a sandbox whose clock was set back, goes on and misses nothing", () => {
  const result = planned(run("2026-12-01", 1), 1, "2026-11-20");
  expect(span(result)).toBe("2027-01-01 to 2027-01-31");
  expect(result).toMatchObject({ coversToday: true, monthsToCoverToday: 0, startsAfresh: false });
});

test("a count of months that nobody parsed is a fault", () => {
  for (const months of [0, -1, 13, 1.5, Number.NaN]) {
    expect(() => plan(null, months, "2026-11-20")).toThrow(RangeError);
  }
});

const anyDay = fc.integer({ min: 0, max: 8_000 }).map((days) => addDays(businessDate("2015-07-01"), days));
/** A run, or none, and a day from its beginning to well after its grace. */
const anyCase = fc
  .tuple(anyDay, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 1_200 }), fc.boolean())
  .map(([anchor, sliceCount, later, neverPaid]) => ({
    before: neverPaid ? null : { anchor, sliceCount },
    today: addDays(anchor, later),
  }));
const anyCount = fc.integer({ min: 1, max: 12 });

describe("whatever the run, the day and the count", () => {
  test("slices are contiguous, their months distinct and consecutive, and they follow what is paid", () => {
    fc.assert(
      fc.property(anyCase, anyCount, ({ before, today }, months) => {
        const result = planMonths({ coverage: { run: before }, months, today });
        if (result.kind !== "planned") return;
        expect(result.slices).toHaveLength(months);
        result.slices.forEach((slice, k) => {
          const earlier = result.slices[k - 1];
          if (earlier === undefined) return;
          expect(slice.from).toBe(addDays(earlier.to, 1));
          expect(monthsBetween(earlier.month, slice.month)).toBe(1);
        });
        const firstDay = result.startsAfresh || before === null ? today : addDays(lastCoveredDay(before), 1);
        expect(result.slices[0]?.from).toBe(firstDay);
        expect(result.slices.at(-1)?.to).toBe(lastCoveredDay(result.runAfter));
        const lastDay = addDays(addMonths(today, 12), -1);
        expect(lastCoveredDay(result.runAfter) <= lastDay).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a fresh start never claims a month of the run before it", () => {
    fc.assert(
      fc.property(anyCase, ({ before, today }) => {
        const result = planMonths({ coverage: { run: before }, months: 1, today });
        if (result.kind !== "planned" || before === null || !result.startsAfresh) return;
        const lastMonth = lastCoveredDay(before).slice(0, 7);
        expect((result.slices[0]?.month ?? "") > lastMonth).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("paying a months and then b months on one day is paying a + b", () => {
    const parts = fc.tuple(anyCount, anyCount).filter(([a, b]) => a + b <= 12);
    fc.assert(
      fc.property(anyCase, parts, ({ before, today }, [a, b]) => {
        const whole = planMonths({ coverage: { run: before }, months: a + b, today });
        if (whole.kind !== "planned") return;
        const first = planMonths({ coverage: { run: before }, months: a, today });
        if (first.kind !== "planned") throw new Error("the whole fits, so its beginning does");
        const second = planMonths({ coverage: { run: first.runAfter }, months: b, today });
        if (second.kind !== "planned") throw new Error("the whole fits, so its end does");
        // A payment that makes good a part of the arrears moves the end of grace on, never back.
        expect([...first.slices, ...second.slices]).toEqual(whole.slices);
        expect(second.runAfter).toEqual(whole.runAfter);
      }),
      { numRuns: 1_000 },
    );
  });

  test("so many months as are missing reach today, one fewer does not", () => {
    fc.assert(
      fc.property(anyCase, anyCount, ({ before, today }, months) => {
        const result = planMonths({ coverage: { run: before }, months, today });
        if (result.kind !== "planned") return;
        expect(result.coversToday).toBe(months >= result.monthsToCoverToday);
        expect(result.coversToday).toBe(lastCoveredDay(result.runAfter) >= today);
        expect(result.monthsToCoverToday).toBeLessThanOrEqual(4);
      }),
      { numRuns: 1_000 },
    );
  });

  test("the state on the day says the same as the plan", () => {
    fc.assert(
      fc.property(anyCase, ({ before, today }) => {
        const state = coverageStateOn({ run: before }, today).kind;
        const result = planMonths({ coverage: { run: before }, months: 1, today });
        if (result.kind !== "planned") {
          expect(state).toBe("active");
          return;
        }
        expect(result.startsAfresh).toBe(state === "never-paid" || state === "ended");
        expect(result.monthsToCoverToday === 0).toBe(state === "active");
      }),
      { numRuns: 1_000 },
    );
  });
});
