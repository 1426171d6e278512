import { describe, expect, it } from "vitest";
import { readStrictJson } from "../../shared/signature/strict-json.ts";

const read = (text: string) => readStrictJson(Buffer.from(text));
const refusedFor = (text: string | Uint8Array) => {
  const result = readStrictJson(typeof text === "string" ? Buffer.from(text) : text);
  return result.kind === "refused" ? result.cause : result;
};

describe("strict JSON", () => {
  it.each([
    `{"a":[1,-0.5,1e3,true,false,null,"x"],"b":{}}`,
    ` \t\r\n{ "a" : [ ] } \n`,
    `"A\\u00e9\\/\\ud83d\\ude00"`,
    `"raw \u2028 and \u007f stay"`,
    `{"__proto__":{"admin":true},"constructor":1}`,
  ])("reads what JSON.parse reads: %s", (text) => {
    const result = read(text);
    expect(result).toEqual({ kind: "json", value: JSON.parse(text) });
  });

  it("gives an object no other prototype, whatever its keys are", () => {
    const result = read(`{"__proto__":{"admin":true}}`);
    const value = result.kind === "json" ? result.value : undefined;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as Record<string, unknown>).admin).toBeUndefined();
  });

  it("snap-bi 8.18: a bare 20-digit number keeps all its digits", () => {
    expect(read(`{"customerNo":12345678901234567890}`)).toEqual({
      kind: "json",
      value: { customerNo: "12345678901234567890" },
    });
  });

  it.each([
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", "9007199254740993"],
    ["-0", -0],
    ["0.1", 0.1],
    ["0.12345678901234567890", "0.12345678901234567890"],
    ["1e400", "1e400"],
    ["1e-400", "1e-400"],
    ["0e999", 0],
  ])("keeps %s exactly", (text, value) => {
    expect(read(text)).toEqual({ kind: "json", value });
  });

  it.each([
    [`{"a":1,"a":1}`],
    [`{"a":1,"b":{"c":1,"c":2}}`],
    [`{"a":1,"\\u0061":2}`],
    [`{"__proto__":1,"__proto__":2}`],
  ])("snap-bi 8.18: refuses a key that stands twice: %s", (text) => {
    expect(refusedFor(text)).toBe("duplicate-key");
  });

  it("snap-bi 8.18: refuses what is deeper than 16 levels", () => {
    expect(read("[".repeat(16) + "]".repeat(16)).kind).toBe("json");
    expect(refusedFor("[".repeat(17) + "]".repeat(17))).toBe("too-deep");
    expect(refusedFor("[".repeat(60_000))).toBe("too-deep");
  });

  it("counts depth, not brackets", () => {
    expect(read(`[${Array(50).fill("[]").join(",")}]`).kind).toBe("json");
  });

  it("refuses more than 64 KiB", () => {
    expect(read(`"${"a".repeat(65_534)}"`).kind).toBe("json");
    expect(refusedFor(`"${"a".repeat(65_535)}"`)).toBe("too-large");
  });

  it.each([
    [Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d), "byte-order-mark"],
    [Uint8Array.of(0x22, 0xff, 0x22), "not-utf8"],
    [Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), "not-utf8"],
    [Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), "not-utf8"],
    [Uint8Array.of(0xfe, 0xff, 0x00, 0x7b), "not-utf8"],
  ])("refuses bytes that are not plain UTF-8: %o", (bytes, cause) => {
    expect(refusedFor(bytes)).toBe(cause);
  });

  it.each([
    "",
    " ",
    "{",
    "{}x",
    "{'a':1}",
    `{"a":1,}`,
    `{"a" 1}`,
    `{a:1}`,
    "[1,]",
    "[1 2]",
    "01",
    "1.",
    ".5",
    "+1",
    "NaN",
    "tru",
    `"a`,
    `"\\x"`,
    `"\\u12g4"`,
    `"\\`,
    `"a\nb"`,
    `"tab\t"`,
    "\u00a0{}",
    "// c\n{}",
  ])("refuses what is not JSON: %j", (text) => {
    expect(refusedFor(text)).toBe("not-json");
  });
});
