import { describe, expect, it } from "vitest";
import {
  readSfDictionary,
  type SfInnerList,
  writeInnerList,
} from "../../shared/signature/structured-fields.ts";

const listIn = (text: string) => readSfDictionary(text)?.get("a") as SfInnerList;

describe("structured fields (RFC 8941)", () => {
  it.each([
    ['a=("@method" "@path");created=1;keyid="k"', '("@method" "@path");created=1;keyid="k"'],
    ['a=(  "x"   "y"  ); created=01', '("x" "y");created=1'],
    ['a=("@path";req "b";req=?1);f=?0', '("@path";req "b";req);f=?0'],
    ["a=();t=tok/en;b=:AQI=:", "();t=tok/en;b=:AQI=:"],
    ['a=("q\\"\\\\")', '("q\\"\\\\")'],
  ])("%s is written as %s", (text, canonical) => {
    expect(writeInnerList(listIn(text))).toBe(canonical);
  });

  it("keeps the order of members and takes blanks around commas", () => {
    expect([...(readSfDictionary(" b=1 ,\ta=:AQI=: , c ") ?? new Map()).keys()]).toEqual(["b", "a", "c"]);
  });

  it.each([
    ["a=1, a=2", "a name twice"],
    ['a=("x");created=1;created=2', "a parameter twice"],
    ["a=1,", "a comma at the end"],
    ["", "nothing"],
    ["A=1", "a capital in a name"],
    ['a="open', "an open string"],
    ['a=("x""y")', "items without a space"],
    ['a=("x"', "an open list"],
    ["a=:AQJ=:", "unused bits that are not zero"],
    ["a=:AQI:", "base64 without its padding"],
    ["a=1.5", "a decimal"],
    ["a=1234567890123456", "an integer of 16 digits"],
    ["a=1 b=2", "no comma"],
    ['a="\u00e9"', "a letter outside ASCII"],
    ['a="\\n"', "an unknown escape"],
  ])("refuses %j: %s", (text) => {
    expect(readSfDictionary(text)).toBeUndefined();
  });
});
