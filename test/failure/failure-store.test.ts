import { expect, test } from "vitest";
import { instant } from "../../shared/calendar/calendar.ts";
import { type FailureCause, failureOf } from "../../shared/failure/failure.ts";
import { failureFrom, failureLedgerKey } from "../../shared/failure/failure-item.ts";
import { closeFailure, openFailure } from "../../shared/failure/failure-store.ts";
import { MENDED_BY_ANSWER, MENDED_BY_SUCCESS, mendFailures } from "../../shared/failure/mend-failures.ts";
import { testLedger } from "../engine/test-ledger.ts";
import { openFailures } from "./open-failures.ts";

const NOON = instant(Date.parse("2026-11-20T12:00:00+07:00"));
const LATER = instant(NOON + 60_000);
const clock = { businessNow: () => LATER, machineNow: () => LATER };

const failure = (cause: FailureCause, id = "bri#1") =>
  failureOf({ cause, subject: { kind: "payment", id }, reason: "", openedAt: NOON });

test("a failure that is closed leaves the open list and keeps what it was", async () => {
  const { ledger } = await testLedger();
  const opened = failure("core-unavailable");
  expect(await openFailure(ledger, opened)).toBe("opened");
  expect(await openFailures(ledger)).toEqual([
    { ...opened, status: "open", closedAt: null, version: 1, assignee: null },
  ]);
  expect(await closeFailure(ledger, opened.failureId, LATER)).toBe("closed");
  expect(await openFailures(ledger)).toEqual([]);
  const item = await ledger.read(failureLedgerKey(opened.failureId));
  expect(item && failureFrom(item)).toEqual({
    ...{ ...opened, status: "closed", closedAt: LATER },
    ...{ version: 2, assignee: null },
  });
});

test("closing twice, or what was never opened, changes nothing", async () => {
  const { ledger } = await testLedger();
  const opened = failure("core-unavailable");
  expect(await closeFailure(ledger, opened.failureId, LATER)).toBe("not-open");
  expect(await ledger.read(failureLedgerKey(opened.failureId))).toBeUndefined();
  await openFailure(ledger, opened);
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => closeFailure(ledger, opened.failureId, LATER)),
  );
  expect(answers.filter((answer) => answer === "closed")).toHaveLength(1);
});

test("the same trouble again is the same failure while it is open, and opens it anew when it was closed", async () => {
  const { ledger } = await testLedger();
  const opened = failure("core-unavailable");
  await openFailure(ledger, opened);
  expect(await openFailure(ledger, { ...opened, openedAt: LATER })).toBe("known");
  expect((await openFailures(ledger))[0]?.openedAt).toBe(NOON);
  await closeFailure(ledger, opened.failureId, LATER);
  expect(await openFailure(ledger, { ...opened, openedAt: LATER })).toBe("opened");
  expect(await openFailures(ledger)).toMatchObject([{ openedAt: LATER, closedAt: null }]);
});

test("an answer mends silence, a success mends refusals too, and another payment's failures stay", async () => {
  const { ledger } = await testLedger();
  const deps = { ledger, clock };
  const causes: FailureCause[] = [
    "core-unavailable",
    "activation-exhausted",
    "core-refused",
    "advice-too-late",
  ];
  for (const cause of causes) await openFailure(ledger, failure(cause));
  await openFailure(ledger, failure("core-unavailable", "bri#2"));
  const open = async () =>
    (await openFailures(ledger)).map(({ cause, subject }) => `${subject.id} ${cause}`).sort();

  expect(await mendFailures(deps, "bri#1", MENDED_BY_ANSWER)).toBe(2);
  expect(await open()).toEqual(["bri#1 advice-too-late", "bri#1 core-refused", "bri#2 core-unavailable"]);
  expect(await mendFailures(deps, "bri#1", MENDED_BY_SUCCESS)).toBe(1);
  expect(await open()).toEqual(["bri#1 advice-too-late", "bri#2 core-unavailable"]);
  expect(await mendFailures(deps, "bri#3", MENDED_BY_SUCCESS)).toBe(0);
});
