import { describe, expect, test } from "vitest";
import { addDays, businessDate } from "../../shared/calendar/calendar.ts";
import {
  addWorkingDays,
  HOLIDAYS_KNOWN_TO,
  holidayOn,
  isWorkingDay,
} from "../../shared/calendar/working-day.ts";

const after = (date: string, days: number) => addWorkingDays(businessDate(date), days);

test("Monday to Friday are working days, weekends and holidays are not", () => {
  expect(isWorkingDay(businessDate("2026-11-27"))).toBe(true);
  expect(isWorkingDay(businessDate("2026-11-28"))).toBe(false);
  expect(isWorkingDay(businessDate("2026-11-29"))).toBe(false);
  expect(isWorkingDay(businessDate("2026-12-24"))).toBe(false);
  expect(holidayOn(businessDate("2026-12-24"))).toBe("Cuti bersama Natal");
  expect(holidayOn(businessDate("2026-11-28"))).toBeUndefined();
});

describe("working days after a date", () => {
  test.each([
    ["a Friday's T+1 is Monday", "2026-11-27", 1, "2026-11-30"],
    ["a Thursday's T+1 is Friday", "2026-11-26", 1, "2026-11-27"],
    ["T+0 is the day itself", "2026-11-27", 0, "2026-11-27"],
    ["T+0 of a Saturday is Monday", "2026-11-28", 0, "2026-11-30"],
    ["T+1 of a Saturday is Monday too", "2026-11-28", 1, "2026-11-30"],
    ["T+2 of a Sunday is Tuesday", "2026-11-29", 2, "2026-12-01"],
    ["over Christmas: 24 is leave, 25 a Friday", "2026-12-23", 1, "2026-12-28"],
    ["over the year", "2026-12-31", 1, "2027-01-04"],
    ["over the longest row of 2026, Nyepi to Idul Fitri", "2026-03-17", 1, "2026-03-25"],
  ])("%s", (_, date, days, expected) => {
    expect(after(date, days)).toBe(expected);
  });

  test("are working days, and later with every day more", () => {
    for (let day = businessDate("2026-01-01"); day < "2028-01-01"; day = addDays(day, 1)) {
      const [one, two] = [addWorkingDays(day, 1), addWorkingDays(day, 2)];
      expect([isWorkingDay(one), isWorkingDay(two), one > day, two > one]).toEqual([true, true, true, true]);
    }
  });
});

test("the list of holidays reaches to the end of 2027", () => {
  expect(HOLIDAYS_KNOWN_TO).toBe("2027");
});
