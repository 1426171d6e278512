import { afterAll, beforeAll, expect, it } from "vitest";
import { appendAudit } from "../../shared/audit/append-audit.ts";
import { readAuditDay } from "../../shared/audit/read-audit-day.ts";
import { businessDate, instant } from "../../shared/calendar/calendar.ts";
import { shardOf } from "../../shared/ledger/key.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { act, noonOf } from "./trail.ts";

let engine: TestLedger;
const day = businessDate("2026-11-27");
const COUNT = 25;
const idOf = (number: number) => `ENTRY-${String(number).padStart(3, "0")}`;

beforeAll(async () => {
  engine = await startTestLedger();
  for (let number = 0; number < COUNT; number++) {
    await appendAudit(engine.ledger, act(idOf(number), { at: instant(noonOf(day) + number * 1000) }));
  }
});
afterAll(() => engine.stop());

async function everyPage(limit: number, shard?: string) {
  const pages: string[][] = [];
  let before: string | undefined;
  do {
    const page = await readAuditDay(engine.ledger, { day, limit, before, shard });
    pages.push(page.entries.map(({ auditId }) => auditId));
    before = page.next;
  } while (before !== undefined && pages.length < 100);
  return pages;
}

const newestFirst = Array.from({ length: COUNT }, (_, number) => idOf(number)).reverse();

it("gives a day newest first over all shards, in pages without a gap or a repeat", async () => {
  for (const limit of [1, 7, 25, 26]) {
    const pages = await everyPage(limit);
    expect(pages.flat()).toEqual(newestFirst);
    expect(pages.length).toBe(Math.ceil(COUNT / limit));
  }
});

it("gives one shard alone when asked", async () => {
  const shard = shardOf(idOf(0));
  expect((await everyPage(3, shard)).flat()).toEqual(newestFirst.filter((id) => shardOf(id) === shard));
});

it("reads an invented cursor as the first page, and an empty day as one empty page", async () => {
  const { entries } = await readAuditDay(engine.ledger, { day, limit: 2, before: "!!" });
  expect(entries.map(({ auditId }) => auditId)).toEqual(newestFirst.slice(0, 2));
  const quiet = await readAuditDay(engine.ledger, { day: businessDate("2026-01-01"), limit: 5 });
  expect(quiet).toEqual({ entries: [], next: undefined });
});

it("still reads an entry that an older program wrote, behind those of the chain", async () => {
  const old = act("OLD", { at: instant(noonOf(day) - 1000) });
  const PK = `AUDIT#${day}#${shardOf("OLD")}`;
  const item = { PK, SK: `2026-11-27T11:59:59.000+07:00#OLD`, schemaVersion: 1, ...old };
  await engine.ledger.write({ kind: "put", item, guard: "absent" });
  expect((await everyPage(7)).flat()).toEqual([...newestFirst, "OLD"]);
});
