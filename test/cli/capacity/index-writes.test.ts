import { expect, test } from "vitest";
import { indexWrites } from "../../../infra/cli/capacity/rules/index-writes.ts";
import type { WireItem } from "../../../infra/cli/capacity/rules/item-size.ts";

const KEY = { PK: { S: "PAYMENT#a#1" }, SK: { S: "PAYMENT" } };
const ACCEPTED: WireItem = {
  ...KEY,
  state: { S: "accepted" },
  maskedName: { S: "N*" },
  partnerDayPK: { S: "DAY#a#2026-11-20#03" },
  partnerDaySK: { S: "t" },
  pendingActivationPK: { S: "PENDING#2026-11-20T03#03" },
  pendingActivationSK: { S: "a#1" },
};
const { pendingActivationPK: _, pendingActivationSK: __, ...NOT_PENDING } = ACCEPTED;
const ACTIVE: WireItem = { ...NOT_PENDING, state: { S: "active" } };
const named = (before: WireItem | undefined, after: WireItem | undefined) =>
  Object.fromEntries(indexWrites(before, after).map(({ index, units }) => [index, units]));

test("a new item is put into every index whose key it has", () => {
  expect(named(undefined, ACCEPTED)).toEqual({ "partner-day": 1, "pending-activation": 1 });
});

test("a change of what is copied is written, a key that is gone is removed", () => {
  expect(named(ACCEPTED, ACTIVE)).toEqual({ "partner-day": 1, "pending-activation": 1 });
  const gone = indexWrites(ACCEPTED, ACTIVE).find(({ index }) => index === "pending-activation");
  expect(gone).toMatchObject({ bytes: 0, partitions: ["PENDING#2026-11-20T03#03"] });
});

test("a change of what no index holds costs no index anything", () => {
  expect(named(ACTIVE, { ...ACTIVE, maskedName: { S: "another" } })).toEqual({});
});

test("an index key that changes is two writes on two keys", () => {
  const run = (end: string): WireItem => ({ ...KEY, coverageEndPK: { S: end }, coverageEndSK: { S: "m" } });
  const [move] = indexWrites(run("END#1"), run("END#2"));
  expect(move).toMatchObject({ index: "coverage-end", units: 2, partitions: ["END#1", "END#2"] });
});

test("large copies count their kilobytes", () => {
  const large = { ...ACCEPTED, reference: { S: "r".repeat(1_100) } };
  expect(named(undefined, large)).toMatchObject({ "partner-day": 2, "pending-activation": 1 });
});
