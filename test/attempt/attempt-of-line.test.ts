import { expect, it } from "vitest";
import { verdictOf, wordOf } from "../../shared/attempt/attempt.ts";
import { attemptOfLine } from "../../shared/attempt/attempt-of-line.ts";
import { instant } from "../../shared/calendar/calendar.ts";

const LINE = {
  ...{ level: "INFO", message: "request", service: "partner-api", timestamp: "2026-11-20T03:00:00.000Z" },
  ...{ operation: "snap.payment", requestId: "R1", responseCode: "4042519", durationMs: 7, bodySha256: "ab" },
};
const read = (line: object) => attemptOfLine(JSON.stringify(line), (at) => instant(at + 1_000));
const attemptOf = (line: object) => {
  const reading = read(line);
  if (reading.kind !== "attempt") throw new Error(reading.kind);
  return reading.attempt;
};

it("takes from a line what it knows, moved into business time, and nothing else", () => {
  const more = {
    partnerId: "bri",
    keyId: "k1",
    channel: "BRILINK",
    reference: "REF-1",
    outcome: "quote-expired",
  };
  expect(attemptOf({ ...LINE, ...more, nik: "9999991503850001", name: "Budi" })).toEqual({
    ...{ requestId: "R1", at: Date.parse("2026-11-20T03:00:01.000Z"), partnerId: "bri", channel: "BRILINK" },
    loggedAt: Date.parse("2026-11-20T03:00:00Z"),
    ...{ isSigned: true, operation: "snap.payment", responseCode: "4042519", outcome: "quote-expired" },
    ...{ reference: "REF-1", externalId: null, conflict: [], fault: null, durationMs: 7, bodySha256: "ab" },
  });
});

it("a request of nobody whom we know, and one that no key fitted", () => {
  expect(attemptOf(LINE)).toMatchObject({ partnerId: "unknown", isSigned: false });
  expect(attemptOf({ ...LINE, partnerId: "bri" })).toMatchObject({ partnerId: "bri", isSigned: false });
});

it("leaves out an id in which somebody's number could stand, even if a function did not", () => {
  const withNumber = { ...LINE, reference: "TRX9999991503850001", externalId: "09999991503850001" };
  expect(attemptOf(withNumber)).toMatchObject({ reference: null, externalId: null });
  expect(attemptOf({ ...LINE, reference: "2026112000000000" }).reference).toBe("2026112000000000");
});

it.each([
  ["START RequestId: 1 Version: $LATEST", "other"],
  ["", "other"],
  ["{", "other"],
  ['{"level":"INFO","message":"ran","records":1}', "other"],
  ['"request"', "other"],
  [JSON.stringify({ ...LINE, requestId: undefined }), "unreadable"],
  [JSON.stringify({ ...LINE, responseCode: "?" }), "unreadable"],
  [JSON.stringify({ ...LINE, timestamp: "yesterday" }), "unreadable"],
  [JSON.stringify({ ...LINE, reference: "x".repeat(129) }), "unreadable"],
  [JSON.stringify({ ...LINE, outcome: { $ne: null } }), "unreadable"],
])("%s is %s", (line, kind) => {
  expect(attemptOfLine(line, (at) => at)).toEqual({ kind });
});

it.each([
  ["2002500", "accepted", "ok", "accepted"],
  ["201", "accepted", "ok", "accepted"],
  ["409 reference-reused", "conflict", "refused", "conflict"],
  ["401 signature-invalid", null, "refused", "401-signature-invalid"],
  ["5042500", null, "failed", "5042500"],
])("%s %s counts as %s, %s", (responseCode, outcome, verdict, word) => {
  expect([verdictOf({ responseCode }), wordOf({ responseCode, outcome })]).toEqual([verdict, word]);
});
