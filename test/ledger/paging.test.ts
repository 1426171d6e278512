import { expect, test } from "vitest";
import type { LedgerCursor, LedgerPage } from "../../shared/ledger/ledger.ts";
import { testLedger } from "../engine/test-ledger.ts";

const ITEMS = 250;
const name = (n: number) => `N${String(n).padStart(4, "0")}`;

async function filled() {
  const { ledger } = await testLedger();
  const put = async (n: number) => {
    const item = { PK: `PAYMENT#p#${n}`, SK: "PAYMENT", schemaVersion: 1 };
    const index = { partnerDayPK: "DAY#p#2026-11-27#00", partnerDaySK: name(n) };
    const listed = { PK: "LIST", SK: name(n), schemaVersion: 1 };
    await ledger.transact([
      { kind: "put", item: { ...item, ...index }, guard: "absent" },
      { kind: "put", item: listed, guard: "absent" },
    ]);
  };
  await Promise.all(Array.from({ length: ITEMS }, (_, n) => put(n)));
  return ledger;
}

/** Follows the pages to their end. */
async function all(read: (after: LedgerCursor | undefined) => Promise<LedgerPage>) {
  const sizes: number[] = [];
  const keys: string[] = [];
  let page = await read(undefined);
  for (;;) {
    sizes.push(page.items.length);
    keys.push(...page.items.map(({ PK, SK }) => (PK === "LIST" ? SK : PK)));
    if (!page.next) return { sizes, keys };
    page = await read(page.next);
  }
}

test("pages of a partition and of an index come in order, whole, and end; many keys are read in hundreds", async () => {
  const ledger = await filled();
  const range = { partition: "LIST", from: "N", to: "O", limit: 100 };
  const listed = await all((after) => ledger.readPage({ ...range, after }));
  expect(listed.sizes).toEqual([100, 100, 50]);
  expect(listed.keys).toEqual(Array.from({ length: ITEMS }, (_, n) => name(n)));

  const day = {
    index: "partner-day",
    partition: "DAY#p#2026-11-27#00",
    limit: 90,
    newestFirst: false,
  } as const;
  const whole = await all((after) => ledger.readIndexPage({ ...day, after }));
  expect(whole.keys).toEqual(Array.from({ length: ITEMS }, (_, n) => `PAYMENT#p#${n}`));
  const early = await all((after) => ledger.readIndexPage({ ...day, after, upTo: name(99) }));
  expect(early.sizes).toEqual([90, 10]);

  const keys = Array.from({ length: ITEMS + 1 }, (_, n) => ({ PK: `PAYMENT#p#${n}`, SK: "PAYMENT" }));
  const read = await ledger.readTogether(keys);
  expect(read.map((item) => item?.PK)).toEqual([...keys.slice(0, ITEMS).map(({ PK }) => PK), undefined]);
});

test("a cursor that nobody made is a fault with a name, and reads nothing", async () => {
  const { ledger } = await testLedger();
  for (const forged of ["x", Buffer.from('{"PK":1}').toString("base64url")]) {
    const page = { partition: "LIST", from: "N", to: "O", limit: 10, after: forged as LedgerCursor };
    await expect(ledger.readPage(page)).rejects.toMatchObject({ code: "LEDGER_CURSOR_UNREADABLE" });
  }
});
