import { expect, test } from "vitest";
import { itemBytes, numberBytes } from "../../../infra/cli/capacity/rules/item-size.ts";

test("names and strings count their UTF-8 bytes", () => {
  expect(itemBytes({ PK: { S: "abc" }, SK: { S: "é" } })).toBe(2 + 3 + 2 + 2);
});

test("a number counts a byte for two significant digits and one more", () => {
  expect(numberBytes("27")).toBe(2);
  expect(numberBytes("-27")).toBe(3);
  expect(numberBytes("461")).toBe(3);
  expect(numberBytes("8400")).toBe(2);
  expect(numberBytes("0.0012")).toBe(2);
  expect(numberBytes("0")).toBe(1);
});

test("binary, truth and nothing", () => {
  expect(itemBytes({ b: { B: Buffer.from("12345").toString("base64") } })).toBe(1 + 5);
  expect(itemBytes({ t: { BOOL: true }, n: { NULL: true } })).toBe(4);
});

test("a list or map costs three bytes and one for each element", () => {
  expect(itemBytes({ l: { L: [{ S: "ab" }, { N: "1" }] } })).toBe(1 + 3 + (2 + 1) + (2 + 1));
  expect(itemBytes({ m: { M: { k: { S: "v" } } } })).toBe(1 + 3 + (1 + 1) + 1);
  expect(itemBytes({ e: { M: {} } })).toBe(1 + 3);
});

test("sets count what they hold", () => {
  expect(itemBytes({ s: { SS: ["ab", "c"] }, n: { NS: ["10", "11"] } })).toBe(1 + 3 + 1 + (2 + 2));
});
