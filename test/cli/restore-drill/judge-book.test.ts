import { describe, expect, it } from "vitest";
import { judgeBook } from "../../../infra/cli/restore-drill/judge-book.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import { bookOf, OTHER, paid, WORKER } from "./a-book.ts";

const MEMBERS = new Set<string>([WORKER, OTHER]);
const sound = bookOf(paid("A"), paid("B", { memberKey: OTHER }));

describe("a ledger's money", () => {
  it("is sound where each month has one owner, is in force, and every rupiah stands somewhere", () => {
    expect(judgeBook(sound, MEMBERS)).toEqual([]);
  });

  it("is not where two payments own one month", () => {
    const twice = bookOf(paid("A"), paid("B"));
    expect(judgeBook(twice, MEMBERS).join()).toContain("2026-11 JKK: bri#A, bri#B");
  });

  it("is not where something is in force without money, or bought and not in force", () => {
    const [first, ...rest] = sound.slices;
    if (!first) throw new Error("no slice");
    const stray = { ...sound, slices: [{ ...first, paymentKey: "bri#GONE" }, ...rest] };
    expect(judgeBook(stray, MEMBERS)).toEqual([
      "bri#A: 2026-11 JKK tidak berlaku / not in force",
      "bri#GONE: SLICE#2026-11#JKK tanpa uang / without money",
    ]);
  });

  it("is not where a payment waits for its cover", () => {
    const waiting = bookOf({ ...paid("A"), state: "accepted" });
    expect(judgeBook(waiting, MEMBERS)).toContain("bri#A: belum aktif / not active");
  });

  it("is not where a member's rupiah do not add up; members with older history are not asked", () => {
    const richer = sound.coverages.map((each) => ({ ...each, creditRupiah: rupiah(100) }));
    const found = judgeBook({ ...sound, coverages: richer }, new Set<string>([WORKER]));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^Rp\d+ != \d+ \+ 100 \+ 0$/);
  });
});
