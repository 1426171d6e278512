import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ensureLedgerTable } from "../../../infra/local/engine/ledger-table.ts";
import { appendAudit } from "../../../shared/audit/append-audit.ts";
import { readAuditDay } from "../../../shared/audit/read-audit-day.ts";
import { businessDateOf, type Instant, instant } from "../../../shared/calendar/calendar.ts";
import { BREACH_STEPS, type Breach, breachClock } from "../../../shared/data-subject/breach/breach.ts";
import {
  listBreaches,
  openBreach,
  readBreach,
  tickBreachStep,
} from "../../../shared/data-subject/breach/breach-desk.ts";
import { personsConcerned } from "../../../shared/data-subject/breach/persons-concerned.ts";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";
import { act, noonOf } from "../../audit/trail.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { BAYU, RATNA } from "../subject-world.ts";

const HOUR_MS = 3_600_000;
const NOON = noonOf("2026-11-27");

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

let tables = 0;
let now: Instant;
let deps: Parameters<typeof openBreach>[0];
beforeEach(async () => {
  const table = `breach-${++tables}`;
  await ensureLedgerTable(engine.client, table);
  now = NOON;
  let ids = 0;
  deps = {
    ledger: dynamoLedger(engine.client, table),
    clock: { machineNow: () => now, businessNow: () => now },
    ids: { next: () => `ID${String(++ids).padStart(24, "0")}` },
  };
});

async function opened(discoveredAt = NOON): Promise<Breach> {
  const outcome = await openBreach(deps, RATNA, { kind: "drill", discoveredAt, summary: "latihan triwulan" });
  if (outcome.kind !== "opened") throw new RangeError(outcome.because);
  return outcome.breach;
}

const tick = (breach: Breach, step: keyof typeof BREACH_STEPS, actor = RATNA) =>
  tickBreachStep(deps, actor, breach.breachId, { step, note: "selesai", seenVersion: breach.version });

async function ticked(breach: Breach, step: keyof typeof BREACH_STEPS): Promise<Breach> {
  const outcome = await tick(breach, step);
  if (outcome.kind !== "ticked") throw new RangeError(outcome.kind);
  return outcome.breach;
}

describe("the law's clock", () => {
  it("runs three times 24 hours from the discovery, not from the report", async () => {
    const breach = await opened(instant(NOON - 10 * HOUR_MS));
    expect(breachClock(breach, now)).toMatchObject({ leftMs: 62 * HOUR_MS, state: "running" });
    expect(breachClock(breach, instant(NOON + 62 * HOUR_MS))).toMatchObject({ leftMs: 0, state: "running" });
    expect(breachClock(breach, instant(NOON + 62 * HOUR_MS + 1))).toMatchObject({ state: "overdue" });
  });

  it("stops when authority and persons have both been told, in time or late", async () => {
    let breach = await ticked(await opened(), "notify-authority");
    expect(breachClock(breach, now).state).toBe("running");
    now = instant(NOON + 72 * HOUR_MS);
    breach = await ticked(breach, "notify-persons");
    expect(breachClock(breach, instant(now + HOUR_MS)).state).toBe("notified-in-time");

    now = NOON;
    let late = await ticked(await opened(), "notify-authority");
    now = instant(NOON + 72 * HOUR_MS + 1);
    late = await ticked(late, "notify-persons");
    expect(breachClock(late, now)).toMatchObject({
      state: "notified-late",
      open: Object.keys(BREACH_STEPS).filter((step) => !step.startsWith("notify")),
    });
  });
});

describe("a breach", () => {
  it("is opened and ticked with an audit entry each, by whoever did it", async () => {
    const breach = await opened();
    await ticked(breach, "contain");
    expect(await readBreach(deps, breach.breachId)).toMatchObject({
      version: 2,
      ticks: { contain: { by: "ratna", note: "selesai" } },
    });
    const { entries } = await readAuditDay(deps.ledger, { day: businessDateOf(now), limit: 10 });
    expect(entries.map(({ action }) => action).sort()).toEqual(["breach.open.drill", "breach.tick.contain"]);
    expect(await listBreaches(deps)).toHaveLength(1);
  });

  it("tells whoever works from a stale page how it stands now", async () => {
    const breach = await opened();
    await ticked(breach, "contain");
    expect(await tick(breach, "learn", BAYU)).toMatchObject({ kind: "stale", now: { version: 2 } });
    expect(await tick(breach, "contain", BAYU)).toMatchObject({ kind: "already-ticked" });
    expect(await tick({ ...breach, breachId: "none" }, "learn")).toEqual({ kind: "unknown" });
  });

  it("cannot have been discovered tomorrow", async () => {
    const told = { kind: "incident" as const, discoveredAt: instant(NOON + 1), summary: "x" };
    expect(await openBreach(deps, RATNA, told)).toEqual({ kind: "refused", because: "discovered-in-future" });
  });
});

describe("the persons concerned", () => {
  it("are those whose data somebody saw in clear or took since then, by whom and from where", async () => {
    const seen = (id: string, hours: number, more: Parameters<typeof act>[1]) =>
      appendAudit(deps.ledger, act(id, { at: instant(NOON - hours * HOUR_MS), ...more }));
    await seen("A1", 50, { action: "member.unmask", subject: "MEMBER#before" });
    await seen("A2", 20, { action: "member.unmask", subject: "MEMBER#one", origin: "203.0.113.9" });
    await seen("A3", 19, { action: "data-subject.export", subject: "MEMBER#one" });
    await seen("A4", 18, { action: "payment.unmask", subject: "PAYMENT#bri#1" });
    await seen("A5", 17, { action: "member.unmask", subject: "MEMBER#two", actor: "bayu" });
    await seen("A6", 16, { action: "partner.suspend", subject: "bri" });
    const since = instant(NOON - 24 * HOUR_MS);
    expect(await personsConcerned(deps, RATNA, { since, reason: "latihan" })).toMatchObject({
      count: 3,
      subjects: ["MEMBER#one", "MEMBER#two", "PAYMENT#bri#1"],
      byActor: [
        {
          actor: "ratna",
          acts: { "member.unmask": 1, "data-subject.export": 1, "payment.unmask": 1 },
          origins: ["10.0.0.7", "203.0.113.9"],
        },
        { actor: "bayu", acts: { "member.unmask": 1 } },
      ],
      isCapped: false,
    });
    expect(await personsConcerned(deps, RATNA, { since, actor: "bayu", reason: "latihan" })).toMatchObject({
      count: 1,
      subjects: ["MEMBER#two"],
    });
  });

  it("of more than a quarter are counted for its first 92 days, and the answer says that it is cut", async () => {
    const days = new Set<string>();
    // Fifteen hundred Queries of days that hold nothing.
    const ledger: typeof deps.ledger = {
      ...deps.ledger,
      readPage: async ({ partition }) => {
        days.add(partition.split("#")[1] ?? "");
        return { items: [], next: undefined };
      },
    };
    const since = instant(NOON - 100 * 24 * HOUR_MS);
    expect(await personsConcerned({ ...deps, ledger }, RATNA, { since, reason: "x" })).toMatchObject({
      isCapped: true,
    });
    expect([days.size, [...days][0]]).toEqual([92, "2026-08-19"]);
  });
});
