import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { lambda } from "../../../infra/local/aws/lambda.ts";
import { scheduledEvent } from "../../../infra/local/aws/schedule.ts";
import { failureOf } from "../../../shared/failure/failure.ts";
import { openFailure } from "../../../shared/failure/failure-store.ts";
import type { Nik } from "../../../shared/member/member.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { paymentWorld } from "../../payment/payment-world.ts";
import { printedLines } from "../printed-lines.ts";

const WORKER = "9999991503850001" as Nik;

let engine: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;
let run: () => Promise<unknown>;

beforeAll(async () => {
  engine = await startTestLedger();
  world = await paymentWorld(engine, "2026-11-20T10:00:00+07:00");
  await world.register(WORKER);
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", engine.url);
  vi.stubEnv("KANAL_TABLE_NAME", engine.table);
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "INFO");
  const { createHandler } = await import("../../../functions/watchman/handler.ts");
  const invoke = lambda("watchman", 30_000, createHandler({ clock: world.deps.clock }));
  run = () => invoke(scheduledEvent("watch"));
});
afterAll(() => engine.stop());

const measured = async () => (await printedLines(run)).find(({ message }) => message === "measured");

it("measures a payment that waits, what is open and what is late, and names nobody", async () => {
  expect(await measured()).toMatchObject({
    PendingActivationSeconds: 0,
    OldestFailureSeconds: 0,
    LateSettlements: 0,
  });
  const bought = await world.buy(1, { nik: WORKER });
  expect(bought.kind).toBe("accepted");
  for (const [cause, id] of [
    ["settlement-file-late", "bri#2026-11-19"],
    ["event-not-published", "record-1"],
  ] as const) {
    const subject = { kind: "record", id } as const;
    await openFailure(
      engine.ledger,
      failureOf({ cause, subject, reason: "", openedAt: world.deps.clock.businessNow() }),
    );
  }
  world.moveTo("2026-11-20T10:20:00+07:00");
  const line = await measured();
  expect(line).toMatchObject({
    PendingActivationSeconds: 1_200,
    OldestFailureSeconds: 1_200,
    LateSettlements: 1,
    UnpublishedChanges: 1,
    AuditDaysBehind: expect.any(Number),
    LedgerReadMs: expect.any(Number),
  });
  expect(JSON.stringify(line)).not.toContain(WORKER);
});

it("a table that does not answer is a run that failed, not a number", async () => {
  const { createHandler } = await import("../../../functions/watchman/handler.ts");
  vi.stubEnv("KANAL_TABLE_NAME", "kanal-gone");
  const blind = lambda("watchman", 30_000, createHandler({ clock: world.deps.clock }));
  vi.stubEnv("KANAL_TABLE_NAME", engine.table);
  const lines = await printedLines(() => expect(blind(scheduledEvent("watch"))).rejects.toThrow());
  expect(lines).toContainEqual(expect.objectContaining({ message: "run failed", code: "NOT_MEASURED" }));
});
