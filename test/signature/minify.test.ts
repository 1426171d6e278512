import { describe, expect, it } from "vitest";
import { minifyJson } from "../../shared/signature/minify.ts";

const minify = (text: string) => Buffer.from(minifyJson(Buffer.from(text))).toString();

describe("minify", () => {
  it.each([
    ["padding in a value", `{ "partnerServiceId" : "   12345" }`, `{"partnerServiceId":"   12345"}`],
    ["two spaces in a value", `{"n": "A  B"}`, `{"n":"A  B"}`],
    ["spaces in a key", `{ "a b" : 1 }`, `{"a b":1}`],
    ["a raw U+2028", `{"n": "a\u2028b"}`, `{"n":"a\u2028b"}`],
    ["a no-break space outside strings", `{"n":\u00a01}`, `{"n":\u00a01}`],
    ["numbers as written", `[ 1.50, 1E+2, -0 ]`, `[1.50,1E+2,-0]`],
    ["20 digits", `{ "customerNo": 12345678901234567890 }`, `{"customerNo":12345678901234567890}`],
    ["integer-like keys in order", `{"b": 1, "10": 2, "2": 3}`, `{"b":1,"10":2,"2":3}`],
    ["a key that stands twice", `{"a": 1, "a": 2}`, `{"a":1,"a":2}`],
    ["a unicode escape", `{"n": "\\u00e9"}`, `{"n":"\\u00e9"}`],
    ["an escaped slash", `{"n": "a\\/b"}`, `{"n":"a\\/b"}`],
    ["an escaped quote", `{"n": "a \\" , b"}`, `{"n":"a \\" , b"}`],
    ["a backslash at the end of a value", `{"n": "a \\\\" , "m": 1}`, `{"n":"a \\\\","m":1}`],
    ["empty object and array", `{ "a": { }, "b": [ ] }`, `{"a":{},"b":[]}`],
    ["null", `{ "a": null }`, `{"a":null}`],
    ["tab, CR and LF", `{\r\n\t"a":\t1\r\n}`, `{"a":1}`],
    ["an empty body", "", ""],
  ])("keeps %s", (_what, text, minified) => {
    expect(minify(text)).toBe(minified);
  });

  it("hands back the same bytes when there is nothing to remove", () => {
    const bytes = Buffer.from(`{"a":"b c"}`);
    expect(minifyJson(bytes)).toBe(bytes);
  });

  it("takes bytes that are no JSON at all", () => {
    expect(Buffer.from(minifyJson(Uint8Array.of(0x20, 0xff, 0x22, 0x20)))).toEqual(
      Buffer.from([0xff, 0x22, 0x20]),
    );
  });
});
