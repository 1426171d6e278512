import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskName, maskNik } from "../../shared/member/mask.ts";
import { parseNik } from "../../shared/member/nik.ts";

describe("a masked name", () => {
  test("keeps the first letter of each word and the words' lengths", () => {
    expect(maskName("SITI RAHAYU")).toBe("S*** R*****");
    expect(maskName("Suharto")).toBe("S******");
  });

  test("keeps a single letter as it is", () => {
    expect(maskName("M YUSUF A")).toBe("M Y**** A");
  });

  test("takes any white space between words for one space", () => {
    expect(maskName("  SITI \t RAHAYU\n")).toBe("S*** R*****");
    expect(maskName("SITI\u00a0RAHAYU")).toBe("S*** R*****");
  });

  test("shows four words and twelve letters of a word", () => {
    expect(maskName("A B C D E F")).toBe("A B C D");
    expect(maskName("X".repeat(40))).toBe(`X${"*".repeat(11)}`);
  });

  test("counts a letter with an accent as one, however it was typed", () => {
    expect(maskName("E\u0301DI JOSE\u0301")).toBe("\u00c9** J***");
  });

  test("of no name is empty", () => {
    expect(maskName("")).toBe("");
    expect(maskName("   ")).toBe("");
  });

  test("shows nothing behind a first letter, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (name) => {
        const masked = maskName(name);
        expect([...masked].length).toBeLessThanOrEqual(4 * 12 + 3);
        for (const word of masked.split(" "))
          expect([...word].slice(1).every((letter) => letter === "*")).toBe(true);
      }),
    );
  });
});

test("a masked NIK shows its last four digits", () => {
  const nik = parseNik("3174051708851234");
  if (nik === undefined) throw new Error("not a NIK");
  expect(maskNik(nik)).toBe("************1234");
});
