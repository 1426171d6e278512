import fc from "fast-check";
import { expect, it } from "vitest";
import { minifyJson } from "../../shared/signature/minify.ts";
import { type JsonValue, readStrictJson } from "../../shared/signature/strict-json.ts";

/** Goal: the scanner agrees with JSON.parse on all valid JSON and throws on nothing. Method: random documents, written loosely, and random damage. */

const limits = { maxBytes: 1 << 20, maxDepth: 64 };
const read = (text: string) => readStrictJson(Buffer.from(text), limits);

/** JSON.parse's own value, or its source text where ours kept the text because a double changes it. */
function expected(text: string, ours: JsonValue): unknown {
  const kept = new Set<string>();
  const collect = (value: JsonValue): void => {
    if (typeof value === "string") kept.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  collect(ours);
  return JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" && kept.has(context?.source ?? "") ? context?.source : value,
  );
}

it("agrees with JSON.parse on any valid document, however it is spaced", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), fc.constantFrom(0, 1, "\t", " \n"), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const result = read(text);
      if (result.kind !== "json") throw new Error(`${result.cause}: ${text}`);
      expect(result.value).toEqual(expected(text, result.value));
    }),
    { numRuns: 2_000 },
  );
});

it("keeps every number: as the same number, or as its own text", () => {
  const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,24})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/);
  fc.assert(
    fc.property(digits, (text) => {
      const result = read(text);
      if (result.kind !== "json") throw new Error(text);
      const kept = result.value === text || Object.is(result.value, Number(text));
      expect(kept, text).toBe(true);
      const fifteenDigits = text.replace(/[eE].*$|[-.]/g, "").length <= 15 && !/[eE]/.test(text);
      expect(typeof result.value === "number" || !fifteenDigits, text).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

it("never throws, and takes nothing that JSON.parse does not take", () => {
  const damaged = fc
    .tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.string({ maxLength: 3 }))
    .map(
      ([text, at, piece]) =>
        text.slice(0, at % (text.length + 1)) + piece + text.slice(at % (text.length + 2)),
    );
  fc.assert(
    fc.property(fc.oneof(damaged, fc.string({ unit: "binary" })), (text) => {
      const result = read(text);
      if (result.kind === "json") expect(() => JSON.parse(text)).not.toThrow();
    }),
    { numRuns: 4_000 },
  );
});

it("never throws on random bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(readStrictJson(bytes).kind).toMatch(/^(json|refused)$/);
      expect(minifyJson(bytes).length).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 4_000 },
  );
});

it("minified JSON is the same document without a single insignificant space", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(1, "\t", " \n\r"), (value, space) => {
      const compact = JSON.stringify(value);
      const minified = minifyJson(Buffer.from(JSON.stringify(value, null, space)));
      expect(Buffer.from(minified).toString()).toBe(compact);
    }),
    { numRuns: 2_000 },
  );
});
