import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAuditDay } from "../../shared/audit/read-audit-day.ts";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { assignFailure, dismissFailure, noteOnFailure } from "../../shared/failure/act-on-failure.ts";
import { closeFailure, openFailure } from "../../shared/failure/failure-store.ts";
import { failureStory, failuresOfPayment } from "../../shared/failure/failure-story.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { ANI, BUDI, NOON, opsDesk } from "./ops-desk.ts";

let engine: TestLedger;
let desk: ReturnType<typeof opsDesk>;
beforeAll(async () => {
  engine = await startTestLedger();
  desk = opsDesk(engine);
});
afterAll(() => engine.stop());

const audited = async (subject: string) => {
  const day = businessDate("2026-11-20");
  const { entries } = await readAuditDay(engine.ledger, { day, limit: 200 });
  return entries.filter((entry) => entry.subject === subject);
};

describe("somebody who acts on a failure", () => {
  it("leaves the change, a note and an audit entry, who, why and from where", async () => {
    const { failureId } = await desk.open("core-refused", "bri#act-1");
    const at = desk.after(60_000);
    const outcome = await assignFailure(desk.deps, ANI, failureId, { seenVersion: 1, assignee: "budi" });
    expect(outcome).toMatchObject({ kind: "changed", now: { assignee: "budi", version: 2 } });
    desk.after(60_000);
    await noteOnFailure(desk.deps, BUDI, failureId, { seenVersion: 2, reason: "Asked the branch office." });
    const story = await failureStory(engine.ledger, failureId);
    expect(story).toMatchObject({
      failure: { assignee: "budi", version: 3, status: "open", partnerId: "bri", amountRupiah: 8_400 },
      history: [
        { kind: "opened", at: NOON },
        { kind: "assigned", at, by: "ani", assignee: "budi" },
        { kind: "noted", by: "budi", text: "Asked the branch office." },
      ],
    });
    expect(await audited(failureId)).toMatchObject([
      { actor: "budi", action: "failure.note", reason: "Asked the branch office.", origin: "10.0.0.8" },
      { actor: "ani", action: "failure.assign" },
    ]);
  });

  it("on an old page is told how it stands, and nothing changes", async () => {
    const { failureId } = await desk.open("core-refused", "bri#act-2");
    await assignFailure(desk.deps, ANI, failureId, { seenVersion: 1, assignee: "ani" });
    const late = await assignFailure(desk.deps, BUDI, failureId, { seenVersion: 1, assignee: "budi" });
    expect(late).toMatchObject({ kind: "stale", now: { assignee: "ani", version: 2 } });
    expect(await audited(failureId)).toHaveLength(1);
    expect((await failureStory(engine.ledger, failureId))?.history).toHaveLength(2);
  });

  it("at the same moment as four others is let through alone", async () => {
    const { failureId } = await desk.open("core-refused", "bri#act-3");
    const tries = Array.from({ length: 5 }, (_, n) =>
      assignFailure(desk.deps, ANI, failureId, { seenVersion: 1, assignee: `person-${n}` }),
    );
    const kinds = (await Promise.all(tries)).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(["changed", "stale", "stale", "stale", "stale"]);
    expect(await audited(failureId)).toHaveLength(1);
  });

  it("after the trouble was over by itself is told so", async () => {
    const { failureId } = await desk.open("message-unreadable", "bri#act-4");
    await closeFailure(engine.ledger, failureId, desk.after(1));
    const late = await dismissFailure(desk.deps, ANI, failureId, { seenVersion: 1, reason: "A test." });
    expect(late).toMatchObject({ kind: "stale", now: { status: "closed", version: 2 } });
  });

  it("cannot dismiss what money waits behind, nor anything without a reason, nor what nobody knows", async () => {
    const { failureId } = await desk.open("core-refused", "bri#act-5");
    const because = (reason: string) => dismissFailure(desk.deps, ANI, failureId, { seenVersion: 1, reason });
    expect(await because("Enough of it.")).toEqual({ kind: "not-possible", because: "money-waits" });
    expect(await because(" \n ")).toEqual({ kind: "not-possible", because: "text-missing" });
    const nobody = await noteOnFailure(desk.deps, ANI, "nobody", { seenVersion: 1, reason: "x" });
    expect(nobody).toEqual({ kind: "unknown" });
    expect(await audited(failureId)).toEqual([]);
  });
});

describe("the history of a failure", () => {
  it("keeps every opening, closing and dismissal, and a reopened one is open under its old number", async () => {
    const failure = await desk.open("message-unreadable", "bri#story");
    const { failureId } = failure;
    const opened = failure.openedAt;
    const dismissed = desk.after(1_000);
    await dismissFailure(desk.deps, ANI, failureId, {
      seenVersion: 1,
      reason: "Sent by a test of the core.",
    });
    const again = desk.after(1_000);
    await openFailure(engine.ledger, { ...failure, openedAt: again });
    const over = desk.after(1_000);
    await closeFailure(engine.ledger, failureId, over);
    const last = desk.after(1_000);
    await openFailure(engine.ledger, { ...failure, openedAt: last, reason: "third" });
    const story = await failureStory(engine.ledger, failureId);
    expect(story?.failure).toMatchObject({ status: "open", version: 5, reason: "third" });
    expect(story?.history.map(({ kind, at }) => [kind, at])).toEqual([
      ["opened", opened],
      ["dismissed", dismissed],
      ["closed", dismissed],
      ["opened", again],
      ["closed", over],
      ["opened", last],
    ]);
    expect(await failuresOfPayment(engine.ledger, "bri#story")).toMatchObject([{ failureId, version: 5 }]);
  });

  it("holds no number that is long enough to be a NIK, and no more than a note's length", async () => {
    const { failureId } = await desk.open("core-refused", "bri#nik");
    const reason = `NIK 3171 2345-6789 0123\u0007 rang\n${"x".repeat(600)}`;
    await noteOnFailure(desk.deps, ANI, failureId, { seenVersion: 1, reason });
    const [, note] = (await failureStory(engine.ledger, failureId))?.history ?? [];
    const text = note?.kind === "noted" ? note.text : "";
    expect(text.startsWith("NIK ************0123 rang xxx")).toBe(true);
    expect(text).toHaveLength(500);
    expect((await audited(failureId))[0]?.reason).toBe(text);
  });
});
