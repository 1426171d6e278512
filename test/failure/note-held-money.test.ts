import { expect, test } from "vitest";
import { instant } from "../../shared/calendar/calendar.ts";
import { failureOf, type HeldMoney } from "../../shared/failure/failure.ts";
import { failureFrom, failureLedgerKey } from "../../shared/failure/failure-item.ts";
import { closeFailure } from "../../shared/failure/failure-store.ts";
import { noteHeldMoney } from "../../shared/failure/note-held-money.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { testLedger } from "../engine/test-ledger.ts";
import { openFailures } from "./open-failures.ts";

const NOON = instant(Date.parse("2026-11-20T12:00:00+07:00"));
const LATER = instant(NOON + 60_000);

const told = (amount: number, openedAt = NOON, reason = "price-differs") => {
  const held: HeldMoney = {
    memberKey: null,
    amountRupiah: rupiah(amount),
    months: 1,
    dueRupiah: rupiah(8_400),
    otherAmountsRupiah: [],
  };
  const subject = { kind: "payment", id: "agg#1" } as const;
  return { ...failureOf({ cause: "unquoted-undecided", subject, reason, openedAt }), held };
};

async function standing(ledger: Ledger) {
  const item = await ledger.read(failureLedgerKey(told(1).failureId));
  return item && failureFrom(item);
}

test("money that is noted again is one failure: the first amount stays, others are added, the reason is the latest", async () => {
  const { ledger } = await testLedger();
  expect(await noteHeldMoney(ledger, told(9_000), undefined)).toBe("noted");
  expect(await noteHeldMoney(ledger, told(9_000, LATER), await standing(ledger))).toBe("known");
  expect(await noteHeldMoney(ledger, told(8_000, LATER, "paid-ahead-limit"), await standing(ledger))).toBe(
    "noted",
  );
  expect(await openFailures(ledger)).toMatchObject([
    {
      openedAt: NOON,
      reason: "paid-ahead-limit",
      held: { amountRupiah: 9_000, otherAmountsRupiah: [8_000] },
    },
  ]);
});

test("the other amounts are bounded", async () => {
  const { ledger } = await testLedger();
  for (let amount = 1; amount <= 13; amount++) {
    await noteHeldMoney(ledger, told(amount), await standing(ledger));
  }
  expect((await standing(ledger))?.held?.otherAmountsRupiah).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test("a failure that was closed opens anew, with what is said now", async () => {
  const { ledger } = await testLedger();
  await noteHeldMoney(ledger, told(9_000), undefined);
  await closeFailure(ledger, told(1).failureId, LATER);
  expect(await noteHeldMoney(ledger, told(7_000, LATER), await standing(ledger))).toBe("noted");
  expect(await openFailures(ledger)).toMatchObject([
    { openedAt: LATER, closedAt: null, held: { amountRupiah: 7_000, otherAmountsRupiah: [] } },
  ]);
});

test("four who note at once, each another amount, from an old look, lose none", async () => {
  const { ledger } = await testLedger();
  const amounts = [1, 2, 3, 4];
  await Promise.all(amounts.map((amount) => noteHeldMoney(ledger, told(amount), undefined)));
  const held = (await standing(ledger))?.held;
  expect([held?.amountRupiah, ...(held?.otherAmountsRupiah ?? [])].sort()).toEqual(amounts);
});
