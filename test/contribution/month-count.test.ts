import { expect, test } from "vitest";
import { parseMonthCount } from "../../shared/contribution/month-count.ts";

test("one to twelve months, as a number or as plain digits", () => {
  for (let months = 1; months <= 12; months += 1) {
    expect(parseMonthCount(months)).toBe(months);
    expect(parseMonthCount(String(months))).toBe(months);
  }
});

test("more than twelve, none, negative, decimals and everything else are refused (domain.md case 46)", () => {
  const refused: unknown[] = [13, 0, -1, 1.5, 12.000001, Number.NaN, Number.POSITIVE_INFINITY, 1e21, 3n];
  refused.push(
    "13",
    "0",
    "-1",
    "+1",
    "1.5",
    "1.0",
    "01",
    "012",
    " 3",
    "3 ",
    "3\n",
    "1e1",
    "0x3",
    "",
    "٣",
    "III",
  );
  refused.push(null, undefined, true, [3], { months: 3 });
  for (const value of refused) expect(parseMonthCount(value), String(value)).toBeUndefined();
});
