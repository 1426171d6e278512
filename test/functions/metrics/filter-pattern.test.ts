import { expect, test } from "vitest";
import { matches } from "./filter-pattern.ts";

const LINE = {
  message: "request",
  responseCode: "4017300",
  durationMs: 7,
  conflict: ["amount"],
  fault: { code: "E1" },
};

test.each([
  ['{ $.message = "request" }', true],
  ['{ $.message = "reques" }', false],
  ['{ $.responseCode = "401*" }', true],
  ['{ $.responseCode = "*73*" }', true],
  ['{ $.responseCode = "5*" }', false],
  ['{ $.conflict[0] = "*" && $.fault.code = "E1" }', true],
  ['{ $.conflict[1] = "*" }', false],
  ["{ $.durationMs >= 7 }", true],
  ["{ $.durationMs >= 8 }", false],
  ["{ $.message >= 0 }", false],
  ["{ $.partnerId NOT EXISTS }", true],
  ["{ $.message NOT EXISTS }", false],
])("%s is %s", (pattern, is) => {
  expect(matches(pattern, LINE)).toBe(is);
});

test("what it does not understand it does not take for true", () => {
  expect(() => matches('{ $.message != "request" }', LINE)).toThrow("not a condition");
  expect(() => matches("message", LINE)).toThrow("not a pattern");
});
