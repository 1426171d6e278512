import { expect, it } from "vitest";
import { heldRows, unequal } from "../../../infra/cli/restore-drill/compare-sums.ts";
import { sumsOf } from "../../../infra/cli/restore-drill/sums.ts";
import { bookOf, OTHER, paid } from "./a-book.ts";

const before = bookOf(paid("A"), paid("B", { memberKey: OTHER, partner: "pos" }));

it("sums are equal in whatever order a ledger was built", () => {
  const after = bookOf(paid("B", { memberKey: OTHER, partner: "pos" }), paid("A"));
  expect(unequal(sumsOf(before), sumsOf(after))).toEqual([]);
});

it("a lost payment shows as its partner's money and as each of its months", () => {
  const lines = unequal(sumsOf(before), sumsOf(bookOf(paid("A"))));
  expect(lines[0]).toMatch(/^pos: 1 \/ Rp\d+ -> 0 \/ Rp0$/);
  expect(
    lines.filter((line) => line.includes("tanpa pemilik / without owner, pos#B")).length,
  ).toBeGreaterThan(0);
});

it("a month that another payment owns now, or that nobody had, shows although the rupiah are equal", () => {
  const other = unequal(
    sumsOf(before),
    sumsOf(bookOf(paid("A2"), paid("B", { memberKey: OTHER, partner: "pos" }))),
  );
  expect(other.join()).toContain("bri#A -> bri#A2");
  const moved = bookOf(paid("A", { month: "2026-12" }), paid("B", { memberKey: OTHER, partner: "pos" }));
  expect(unequal(sumsOf(before), sumsOf(moved)).join()).toContain("2026-12 JKK: baru / new, bri#A");
});

it("what was reversed is held by nobody", () => {
  const [first, ...rest] = before.payments;
  if (first?.state !== "active") throw new Error("not a payment");
  const at = first.receivedAt;
  const reversal = { reversedAt: at, receivedAt: at, reason: "" };
  const book = {
    ...before,
    payments: [{ ...first, state: "reversed" as const, reversal, revokedAt: at }, ...rest],
  };
  const sums = sumsOf(book);
  expect([sums.held.get("bri"), sums.returned.get("bri")?.count]).toEqual([undefined, 1]);
  expect(heldRows([sums.held, sumsOf(before).held]).map(({ partnerId }) => partnerId)).toEqual([
    "bri",
    "pos",
  ]);
});
