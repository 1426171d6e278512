import { expect, test } from "vitest";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { claimsToArchive } from "../../shared/coverage/claims-to-archive.ts";
import { claimSample, paymentKey } from "./claim-sample.ts";

const claims = {
  [paymentKey("recent")]: claimSample("2026-10-20", "2026-11-19"),
  [paymentKey("younger")]: claimSample("2025-10-21", "2025-11-20"),
  [paymentKey("older")]: claimSample("2025-09-21", "2025-10-20"),
};

test("a claim is kept for twelve months after its last day, that day included", () => {
  expect(claimsToArchive({ claims }, businessDate("2026-11-20"))).toEqual([paymentKey("older")]);
  expect(claimsToArchive({ claims }, businessDate("2026-10-20"))).toEqual([]);
});

test("the oldest goes first", () => {
  const both = [paymentKey("older"), paymentKey("younger")];
  expect(claimsToArchive({ claims }, businessDate("2026-11-21"))).toEqual(both);
});

test("a member without claims has nothing to archive", () => {
  expect(claimsToArchive({ claims: {} }, businessDate("2026-11-21"))).toEqual([]);
});

test("a claim that ended on 29 February is kept to 28 February", () => {
  const leap = { [paymentKey("leap")]: claimSample("2028-02-01", "2028-02-29") };
  expect(claimsToArchive({ claims: leap }, businessDate("2029-02-28"))).toEqual([]);
  expect(claimsToArchive({ claims: leap }, businessDate("2029-03-01"))).toEqual([paymentKey("leap")]);
});
