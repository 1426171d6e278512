import { expect, test } from "vitest";
import { programmesToBuy } from "../../shared/contribution/programmes-to-buy.ts";

test("a worker buys what he is registered for, in printing order", () => {
  expect(programmesToBuy(["JKM", "JKK"], "PEKERJA_MANDIRI")).toEqual({
    kind: "buy",
    programmes: ["JKK", "JKM"],
  });
  expect(programmesToBuy(["JHT", "JKM", "JKK"], "PEKERJA_DI_LUAR_HUBUNGAN_KERJA")).toEqual({
    kind: "buy",
    programmes: ["JKK", "JKM", "JHT"],
  });
});

test("an employer without JHT gets JHT added (domain.md case 43)", () => {
  expect(programmesToBuy(["JKK", "JKM"], "PEMBERI_KERJA")).toEqual({
    kind: "buy",
    programmes: ["JKK", "JKM", "JHT"],
  });
});

test("JHT alone, where somebody else pays JKK and JKM, is refused (domain.md case 28)", () => {
  const refused = { kind: "refused", reason: "jht-alone" };
  expect(programmesToBuy(["JHT"], "PEKERJA_MANDIRI")).toEqual(refused);
  expect(programmesToBuy(["JHT"], "PEMBERI_KERJA")).toEqual(refused);
});

test("JKK and JKM are never sold one without the other", () => {
  for (const half of [[], ["JKK"], ["JKM"]] as const) {
    expect(programmesToBuy(half, "PEKERJA_MANDIRI")).toEqual({ kind: "buy", programmes: ["JKK", "JKM"] });
  }
});
