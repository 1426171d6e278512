import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant } from "../../shared/calendar/calendar.ts";
import { failureOf } from "../../shared/failure/failure.ts";
import { openFailureItem } from "../../shared/failure/failure-item.ts";
import { closeFailure } from "../../shared/failure/failure-store.ts";
import { failureStory } from "../../shared/failure/failure-story.ts";
import { listOpenFailures } from "../../shared/failure/list-open-failures.ts";
import type { FailureFilter } from "../../shared/failure/walk-open-failures.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { NOON, opsDesk } from "./ops-desk.ts";

let engine: TestLedger;
const COUNT = 40;

beforeAll(async () => {
  engine = await startTestLedger();
  const { open } = opsDesk(engine);
  // Opened in no order; two a second, so that ties are there too.
  const order = Array.from({ length: COUNT }, (_, n) => (n * 17) % COUNT);
  for (const n of order) {
    const cause = n % 4 === 0 ? "core-refused" : "core-unavailable";
    await open(
      cause,
      `${n % 2 === 0 ? "bri" : "bni"}#${n}`,
      8_400,
      instant(NOON + Math.floor(n / 2) * 1_000),
    );
  }
});
afterAll(() => engine.stop());

async function allPages(filter: FailureFilter, limit: number) {
  const rows = [];
  let cursor: string | undefined;
  for (let page = 0; page < 50; page++) {
    const list = await listOpenFailures(engine.ledger, { ...filter, limit, cursor });
    rows.push(...list.failures);
    cursor = list.next;
    if (cursor === undefined) return rows;
  }
  throw new Error("no end of pages");
}

test("pages show every open failure once, the oldest first, with what a list shows", async () => {
  const { failures, total, isCapped, next } = await listOpenFailures(engine.ledger, { limit: 7 });
  expect([failures.length, total, isCapped, next !== undefined]).toEqual([7, COUNT, false, true]);
  expect(failures[0]).toMatchObject({
    ...{ cause: expect.any(String), reason: "", openedAt: NOON, partnerId: expect.stringMatching(/^b/) },
    ...{ amountRupiah: 8_400, assignee: null, version: 1, subject: { kind: "payment" } },
  });
  const rows = await allPages({}, 7);
  expect(new Set(rows.map(({ failureId }) => failureId)).size).toBe(COUNT);
  const times = rows.map(({ openedAt }) => openedAt);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test("a filter lists what matches and nothing else", async () => {
  expect(await allPages({ cause: "core-refused" }, 3)).toHaveLength(10);
  const bni = await allPages({ partnerId: "bni" }, 9);
  expect([bni.length, new Set(bni.map(({ partnerId }) => partnerId))]).toEqual([20, new Set(["bni"])]);
  expect(await allPages({ openedBefore: instant(NOON + 5_000) }, 4)).toHaveLength(10);
  expect(await allPages({ cause: "advice-too-late" }, 4)).toEqual([]);
});

test("a cursor that is none begins at the beginning", async () => {
  const { failures } = await listOpenFailures(engine.ledger, { limit: 1, cursor: "%%%" });
  expect(failures[0]?.openedAt).toBe(NOON);
});

test("a failure written before versions were counted is listed and told, and closes as before", async () => {
  const subject = { kind: "payment", id: "pos#old" } as const;
  const failure = failureOf({
    cause: "core-refused",
    subject,
    reason: "closed",
    openedAt: instant(NOON - 1),
  });
  const { version: _, assignee: __, amountRupiah: ___, partnerId: ____, ...old } = openFailureItem(failure);
  await engine.client.send(
    new PutItemCommand({ TableName: engine.table, Item: marshall({ ...old, schemaVersion: 1 }) }),
  );
  const { failures } = await listOpenFailures(engine.ledger, { limit: 1 });
  expect(failures).toMatchObject([
    { failureId: failure.failureId, partnerId: "pos", version: 1, assignee: null },
  ]);
  await closeFailure(engine.ledger, failure.failureId, NOON);
  expect((await failureStory(engine.ledger, failure.failureId))?.failure).toMatchObject({
    ...{ status: "closed", closedAt: NOON, version: 2 },
  });
});
