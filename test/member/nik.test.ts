import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseNik } from "../../shared/member/nik.ts";

/** A man's NIK, born 17 August 1985, with parts replaced. */
function nik({ place = "317405", day = "17", month = "08", year = "85", serial = "0001" } = {}): string {
  return place + day + month + year + serial;
}

const two = (value: number) => String(value).padStart(2, "0");
const DAYS = { "01": 31, "02": 29, "03": 31, "04": 30, "05": 31, "06": 30, "07": 31, "08": 31, "09": 30 };
const MOST_DAYS = { ...DAYS, "10": 31, "11": 30, "12": 31 };

describe("a NIK is taken", () => {
  test("with a man's day and with a woman's, 40 more (domain.md case 41)", () => {
    expect(parseNik(nik())).toBe("3174051708850001");
    expect(parseNik(nik({ day: "57" }))).toBe("3174055708850001");
  });

  test("on every day that a month has in a leap year, for men and women, and on no other", () => {
    for (const [month, most] of Object.entries(MOST_DAYS)) {
      for (let day = 0; day <= 99; day += 1) {
        const exists = (day >= 1 && day <= most) || (day >= 41 && day <= 40 + most);
        expect(parseNik(nik({ day: two(day), month })) !== undefined, `${two(day)}.${month}`).toBe(exists);
      }
    }
  });

  test("with 29 February of any year, since the century is not known", () => {
    expect(parseNik(nik({ day: "29", month: "02", year: "00" }))).toBeDefined();
    expect(parseNik(nik({ day: "69", month: "02", year: "85" }))).toBeDefined();
  });

  test("whatever its place, year and serial, registered here or not (domain.md case 40)", () => {
    const part = (length: number) => fc.integer({ min: 0, max: 10 ** length - 1 });
    fc.assert(
      fc.property(part(6), part(2), fc.integer({ min: 1, max: 9_999 }), (place, year, serial) => {
        const text = nik({
          place: String(place).padStart(6, "0"),
          year: two(year),
          serial: String(serial).padStart(4, "0"),
        });
        expect(parseNik(text)).toBe(text);
      }),
    );
  });
});

describe("a NIK is refused before any lookup (domain.md case 41)", () => {
  const refused: [string, string][] = [
    ["15 digits", nik().slice(1)],
    ["17 digits", `${nik()}0`],
    ["letters", `${nik().slice(0, 15)}A`],
    ["a space inside", `${nik().slice(0, 8)} ${nik().slice(9)}`],
    ["spaces around", ` ${nik()} `],
    ["a line break behind", `${nik()}\n`],
    ["groups with points", "3174.0517.0885.0001"],
    ["a sign", `-${nik().slice(1)}`],
    ["Arabic digits", "٣١٧٤٠٥١٧٠٨٨٥٠٠٠١"],
    ["nothing", ""],
    ["day 0", nik({ day: "00" })],
    ["day 32", nik({ day: "32" })],
    ["day 40", nik({ day: "40" })],
    ["day 72", nik({ day: "72" })],
    ["month 0", nik({ month: "00" })],
    ["month 13", nik({ month: "13" })],
    ["30 February", nik({ day: "30", month: "02" })],
    ["a woman's 31 April", nik({ day: "71", month: "04" })],
    ["serial 0", nik({ serial: "0000" })],
  ];
  for (const [name, text] of refused) {
    test(name, () => {
      expect(parseNik(text)).toBeUndefined();
    });
  }
});
