import { expect, it } from "vitest";
import { businessDate, contributionMonth } from "../../shared/calendar/calendar.ts";
import { monthInWords, shortDateInIndonesian } from "../../shared/calendar/month-name.ts";

it("names months in both languages", () => {
  expect(monthInWords(contributionMonth("2026-08"))).toEqual({
    indonesia: "Agustus 2026",
    english: "August 2026",
  });
  expect(monthInWords(contributionMonth("2027-01"))).toEqual({
    indonesia: "Januari 2027",
    english: "January 2027",
  });
  expect(monthInWords(contributionMonth("2026-12")).indonesia).toBe("Desember 2026");
});

it("writes a short date as a slip has room for it", () => {
  expect(shortDateInIndonesian(businessDate("2026-05-07"))).toBe("7 Mei 2026");
  expect(shortDateInIndonesian(businessDate("2026-10-31"))).toBe("31 Okt 2026");
});
