import { expect, test } from "vitest";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { coverageStateOn } from "../../shared/coverage/coverage-state.ts";

const run = { anchor: businessDate("2026-06-11"), sliceCount: 2 };
const on = (day: string) => coverageStateOn({ run }, businessDate(day));

test("a member without a run never paid", () => {
  expect(coverageStateOn({ run: null }, businessDate("2026-11-20"))).toEqual({ kind: "never-paid" });
});

test("active on every covered day, the first and the last included", () => {
  expect(on("2026-06-11")).toEqual({ kind: "active", coveredTo: "2026-08-10" });
  expect(on("2026-08-10")).toEqual({ kind: "active", coveredTo: "2026-08-10" });
});

test("in grace from the day after for three months, then ended (domain.md case 27)", () => {
  const grace = { kind: "grace", coveredTo: "2026-08-10", until: "2026-11-10" };
  expect(on("2026-08-11")).toEqual(grace);
  expect(on("2026-11-10")).toEqual(grace);
  expect(on("2026-11-11")).toEqual({ kind: "ended", coveredTo: "2026-08-10" });
});
