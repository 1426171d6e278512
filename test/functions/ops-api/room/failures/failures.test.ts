import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { instant } from "../../../../../shared/calendar/calendar.ts";
import { type FailureCause, failureOf } from "../../../../../shared/failure/failure.ts";
import { closeFailure, openFailure } from "../../../../../shared/failure/failure-store.ts";
import { rupiah } from "../../../../../shared/money/rupiah.ts";
import { startTestLedger, type TestLedger } from "../../../../engine/test-ledger.ts";
import { openFailures } from "../../../../failure/open-failures.ts";
import { consoleDesk, NOON } from "../console-desk.ts";

let table: TestLedger;
let desk: Awaited<ReturnType<typeof consoleDesk>>;
beforeAll(async () => {
  table = await startTestLedger();
  desk = await consoleDesk(table);
});
afterAll(() => table.stop());
beforeEach(async () => {
  for (const { failureId } of await openFailures(table.ledger))
    await closeFailure(table.ledger, failureId, NOON);
});

let count = 0;
async function open(cause: FailureCause, more: { reason?: string; reference?: string; agoMs?: number } = {}) {
  const { reason = "", reference = `REF-${++count}`, agoMs = 60_000 } = more;
  const failure = failureOf({
    ...{ cause, reason, subject: { kind: "payment", id: `bri#${reference}` } },
    openedAt: instant(NOON - agoMs),
    amountRupiah: rupiah(8_400),
  });
  await openFailure(table.ledger, failure);
  return failure.failureId;
}

describe("the list of open failures", () => {
  it("says that nothing is open where nothing is", async () => {
    const { status, words } = await (await desk.person("vera", "viewer")).get("/failures");
    expect(status).toBe(200);
    expect(words).toContain("Nothing is open. All money is where it belongs.");
  });

  it("has the oldest on top, counts by cause with the rupiah, and narrows to one cause", async () => {
    await open("core-unavailable", { agoMs: 5_000 });
    await open("core-unavailable", { agoMs: 3_600_000, reference: "OLDEST" });
    await open("core-refused", { agoMs: 9_000 });
    const operator = await desk.person("oki", "operator");
    const all = await operator.get("/failures");
    expect(all.words).toMatch(/Open 3 Money that waits Rp25\.200 Oldest 1 h 0 min/);
    expect(all.words).toMatch(/The core does not answer 2 Rp16\.800 Replay these 2/);
    expect(all.words).toMatch(/Everything open 3 .*OLDEST/);
    const narrowed = await operator.get("/failures?cause=core-refused&partner=bri");
    expect(narrowed.words).toMatch(/Refused by the core 1 /);
    expect(narrowed.words).not.toContain("OLDEST");
    expect((await operator.get("/failures", "id")).words).toContain("Sistem inti tidak menjawab 2 Rp16.800");
  });

  it("offers no replay to who may not, and no act where the cause needs a correction", async () => {
    const failureId = await open("reversal-needs-review");
    await open("core-unavailable");
    const viewer = await desk.person("vera", "viewer");
    expect((await viewer.get("/failures")).text).not.toContain("/ops/replays/new");
    const page = await (await desk.person("oki", "operator")).get(`/failures/${failureId}`);
    expect(page.text).toContain(`/ops/corrections/new?failure=${failureId}`);
    expect(page.text).not.toContain("/ops/replays/new?failure=");
  });

  it("shows fifty a page and leads to the next", async () => {
    await Promise.all(Array.from({ length: 53 }, (_, at) => open("core-unavailable", { agoMs: 1_000 + at })));
    const operator = await desk.person("oki", "operator");
    const first = await operator.get("/failures");
    expect(first.words).toContain("Replay these 53");
    expect(first.text.match(/type="checkbox"/g)).toHaveLength(50);
    const next = /href="\/ops(\/failures\?after=[^"]+)"/.exec(first.text)?.[1] ?? "";
    expect((await operator.get(next)).text.match(/type="checkbox"/g)).toHaveLength(3);
  });
});

describe("one failure", () => {
  it("is told in plain words of both languages, with everything that people did about it", async () => {
    const failureId = await open("core-refused", { reason: "MEMBER_BLOCKED" });
    await open("core-refused", { reference: "SIBLING" });
    const operator = await desk.person("oki", "operator");
    const acted = [
      await operator.post(`/failures/${failureId}/assign`, { seenVersion: "1", assignee: "oki" }),
      await operator.post(`/failures/${failureId}/note`, { seenVersion: "2", reason: "bank asked <twice>" }),
    ];
    expect(acted.map(({ status, location }) => [status, location])).toEqual([
      [303, `/ops/failures/${failureId}?did=assigned`],
      [303, `/ops/failures/${failureId}?did=noted`],
    ]);
    const { words, text } = await operator.get(`/failures/${failureId}`);
    expect(words).toContain("The membership system refused to activate the cover.");
    expect(words).toContain("MEMBER_BLOCKED");
    expect(words).toMatch(/oki assigned to oki/);
    expect(text).toContain("bank asked &lt;twice&gt;");
    expect(words).toContain("SIBLING");
    expect((await operator.get(`/failures/${failureId}`, "id")).words).toContain(
      "Sistem kepesertaan menolak",
    );
    expect(await desk.audited()).toEqual(
      expect.arrayContaining([
        `oki failure.note ${failureId}: bank asked <twice>`,
        `oki failure.assign ${failureId}: `,
      ]),
    );
  });

  it("tells who acts on an old page what has changed and by whom, and writes nothing", async () => {
    const failureId = await open("event-not-published");
    const [oki, omar] = [await desk.person("oki", "operator"), await desk.person("omar", "operator")];
    await oki.post(`/failures/${failureId}/dismiss`, { seenVersion: "1", reason: "seen by hand" });
    const late = await omar.post(`/failures/${failureId}/assign`, { seenVersion: "1", assignee: "omar" });
    expect(late.status).toBe(409);
    expect(late.words).toMatch(/It has changed .*closed.* oki dismissed it seen by hand/);
    const told = (await desk.audited()).filter((entry) => entry.includes(failureId));
    expect(told).toEqual([`oki failure.dismiss ${failureId}: seen by hand`]);
  });

  it("is not dismissed without a reason, nor where money waits", async () => {
    const failureId = await open("core-unavailable");
    const operator = await desk.person("oki", "operator");
    const silent = await operator.post(`/failures/${failureId}/note`, { seenVersion: "1", reason: "  " });
    expect([silent.status, silent.words.includes("Write the reason first")]).toEqual([422, true]);
    const waits = await operator.post(`/failures/${failureId}/dismiss`, {
      seenVersion: "1",
      reason: "tired",
    });
    expect([waits.status, waits.words.includes("Money waits here")]).toEqual([422, true]);
  });

  it("is no viewer's to act on: 403, an entry in the audit trail, and nothing else", async () => {
    const failureId = await open("core-unavailable");
    const viewer = await desk.person("vera", "viewer");
    const refused = await viewer.post(`/failures/${failureId}/note`, { seenVersion: "1", reason: "hello" });
    expect(refused.status).toBe(403);
    expect(await desk.audited()).toContain("vera ops.refused work-on-failure: has viewer; needs operator");
    expect((await viewer.get("/failures/AAAAAAAAAAAAAAAAAAAAAA")).status).toBe(404);
  });
});

describe("the API", () => {
  it("lists, shows and acts like the pages", async () => {
    const failureId = await open("core-refused", { reason: "MEMBER_BLOCKED" });
    const operator = await desk.person("oki", "operator");
    const { body } = await operator.call("GET", "/failures?status=open&cause=core-refused");
    expect(body).toMatchObject({ total: 1, failures: [{ failureId, reason: "MEMBER_BLOCKED", version: 1 }] });
    const act = { seenVersion: 1, reason: "looked at" };
    expect((await operator.call("POST", `/failures/${failureId}/note`, act)).body.version).toBe(2);
    const stale = await operator.call("POST", `/failures/${failureId}/note`, act);
    expect([stale.status, stale.body.now.version]).toEqual([409, 2]);
    expect((await operator.call("GET", `/failures/${failureId}`)).body.history).toHaveLength(2);
    expect((await operator.call("GET", "/failures?cause=none-of-ours")).status).toBe(400);
    const viewer = await desk.person("vera", "viewer");
    expect((await viewer.call("POST", `/failures/${failureId}/note`, act)).status).toBe(403);
  });
});
