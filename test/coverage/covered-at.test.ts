import { expect, test } from "vitest";
import { coveredAt } from "../../shared/coverage/covered-at.ts";
import { at, claimSample, paymentKey } from "./claim-sample.ts";

const claims = {
  [paymentKey("first")]: claimSample("2026-11-20", "2026-12-19", "2026-11-20T09:14:05+07:00"),
  [paymentKey("ahead")]: claimSample("2026-12-20", "2027-01-19", "2026-11-25T16:00:00+07:00"),
};

test("five minutes after the payment the member is covered, however late the activation (domain.md case 26)", () => {
  expect(coveredAt({ claims }, at("2026-11-20T09:14:04+07:00"))).toBe(false);
  expect(coveredAt({ claims }, at("2026-11-20T09:14:05+07:00"))).toBe(true);
  expect(coveredAt({ claims }, at("2026-11-20T09:19:05+07:00"))).toBe(true);
});

test("months paid ahead follow without a break, to the last second of the last day in WIB", () => {
  expect(coveredAt({ claims }, at("2026-12-19T23:59:59+07:00"))).toBe(true);
  expect(coveredAt({ claims }, at("2026-12-20T00:00:00+07:00"))).toBe(true);
  expect(coveredAt({ claims }, at("2027-01-19T23:59:59+07:00"))).toBe(true);
  expect(coveredAt({ claims }, at("2027-01-20T01:30:00+09:00"))).toBe(true);
  expect(coveredAt({ claims }, at("2027-01-20T00:00:00+07:00"))).toBe(false);
});

test("months made good do not show cover for the time before they were paid", () => {
  const late = claimSample("2027-01-20", "2027-02-19", "2027-02-10T12:00:00+07:00");
  const withArrears = { claims: { ...claims, [paymentKey("late")]: late } };
  expect(coveredAt(withArrears, at("2027-02-01T12:00:00+07:00"))).toBe(false);
  expect(coveredAt(withArrears, at("2027-02-10T12:00:00+07:00"))).toBe(true);
});

test("nobody is covered without a claim", () => {
  expect(coveredAt({ claims: {} }, at("2026-11-20T12:00:00+07:00"))).toBe(false);
});
