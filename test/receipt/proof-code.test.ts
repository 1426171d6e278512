import { describe, expect, it } from "vitest";
import { proofCodeOf, readProofCode } from "../../shared/receipt/proof-code.ts";

const REFERENCES = Array.from({ length: 2_000 }, (_, index) => `JVJMCR90R4HYA4CJPH4PBG${index}`);
const ALPHABET = "23456789CDFHJKMNPQRTVWX";

describe("a proof code", () => {
  it("is the same for ever", () => {
    expect(proofCodeOf("01KANAL0000000000000000000")).toBe("KT9C-DJ27-J");
  });

  it("has no character that is read for another, and no vowel", () => {
    for (const reference of REFERENCES) {
      expect(proofCodeOf(reference)).toMatch(
        /^[2-9CDFHJKMNPQRTVWX]{4}-[2-9CDFHJKMNPQRTVWX]{4}-[2-9CDFHJKMNPQRTVWX]$/,
      );
    }
  });

  it("is another for every one of two thousand payments", () => {
    expect(new Set(REFERENCES.map(proofCodeOf)).size).toBe(REFERENCES.length);
  });

  it("uses every character in every place", () => {
    for (let place = 0; place < 8; place++) {
      const seen = new Set(REFERENCES.map((reference) => proofCodeOf(reference).replaceAll("-", "")[place]));
      expect(seen.size).toBe(ALPHABET.length);
    }
  });
});

describe("a code that somebody types", () => {
  const code = proofCodeOf("01KANAL0000000000000000000");

  it("is read in any case, with any spaces and dashes", () => {
    for (const typed of [
      code.toLowerCase(),
      code.replaceAll("-", ""),
      code.replaceAll("-", " – "),
      ` ${code} `,
    ])
      expect(readProofCode(typed)).toBe(code);
  });

  it("is read with look-alikes of its characters", () => {
    const alike: Record<string, string> = { "8": "B", "6": "g", "5": "S", "2": "z", Q: "O", V: "u" };
    const read = REFERENCES.slice(0, 200).map((reference) => {
      const original = proofCodeOf(reference);
      return [original, readProofCode([...original].map((one) => alike[one] ?? one).join(""))];
    });
    for (const [original, back] of read) expect(back).toBe(original);
    expect(read.filter(([original]) => /[8652QV]/.test(String(original))).length).toBeGreaterThan(150);
  });

  it("is not taken with any one character wrong, nor with two neighbours swapped", () => {
    const text = code.replaceAll("-", "");
    for (let place = 0; place < text.length; place++) {
      for (const other of ALPHABET) {
        if (other === text[place]) continue;
        expect(readProofCode(text.slice(0, place) + other + text.slice(place + 1))).toBeUndefined();
      }
    }
    for (const reference of REFERENCES.slice(0, 100)) {
      const other = proofCodeOf(reference).replaceAll("-", "");
      for (let place = 0; place < 8; place++) {
        const [one, two] = [other[place], other[place + 1]];
        if (one === two) continue;
        const swapped = other.slice(0, place) + two + one + other.slice(place + 2);
        expect(readProofCode(swapped)).toBeUndefined();
      }
    }
  });

  it("is not taken when it is no code at all", () => {
    for (const typed of ["", "K7RT", "1111-1111-1", "K7RT-4QX9-CC", "AAAA-EEEE-I", "十十十十十十十十十"])
      expect(readProofCode(typed)).toBeUndefined();
  });
});
