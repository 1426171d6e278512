import { createSecretKey, randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MACHINE_CLOCK } from "../../../functions/machine.ts";
import { healthNow } from "../../../functions/ops-api/api/health.ts";
import { SAMPLE_PARTNERS } from "../../../infra/local/sandbox/sample-partners.ts";
import { LAST_SEAL_KEY } from "../../../shared/audit/seal-state.ts";
import { addDays, businessDateOf, instant } from "../../../shared/calendar/calendar.ts";
import { failureOf } from "../../../shared/failure/failure.ts";
import { openFailure } from "../../../shared/failure/failure-store.ts";
import type { HealthFinding } from "../../../shared/health/health-check.ts";
import { putCredential, putPartner } from "../../../shared/partner/partner-store.ts";
import { type OpsBench, openOpsBench } from "./ops-bench.ts";

/** It stands still: how long a read of the ledger takes here says how busy this machine is. */
const NOW = MACHINE_CLOCK.machineNow();

let bench: OpsBench;
beforeAll(async () => {
  bench = await openOpsBench(() => NOW);
  const day = addDays(businessDateOf(bench.machineNow()), -1);
  const item = { ...LAST_SEAL_KEY, schemaVersion: 1, day, rootHash: "-" };
  await bench.ledger.write({ kind: "put", item, guard: "absent" });
});
afterAll(() => bench.stop());

async function health() {
  const authorization = `Bearer ${await bench.token(["viewer"])}`;
  const { statusCode, body } = await bench.get("/ops/api/health", { authorization });
  const told = JSON.parse(body) as { status: string; checks: readonly HealthFinding[] };
  return { statusCode, ...told, of: (name: string) => told.checks.find((check) => check.name === name) };
}

test("all is well: each check says what it measured, its limits and its page", async () => {
  const { statusCode, status, checks } = await health();
  expect([statusCode, status]).toEqual([200, "ok"]);
  expect(checks.map(({ name }) => name)).toEqual([
    ...["ledger-read", "pending-activation", "open-failures", "oldest-failure", "unpublished-changes"],
    ...["settlement-late", "audit-root", "seal-keys"],
  ]);
  for (const check of checks) {
    expect(check).toMatchObject({
      status: "ok",
      measured: expect.any(Number),
      runbook: expect.stringMatching(/^[a-z-]+$/),
    });
    expect(check.badAbove).toBeGreaterThanOrEqual(check.warnAbove);
  }
});

test("people see the same as a page, in their language, with the page to go on by", async () => {
  const cookie = await bench.cookie(["viewer"]);
  const { statusCode, body } = await bench.get("/ops/health", { cookie });
  expect(statusCode).toBe(200);
  for (const words of [
    "Kesehatan gerbang",
    "Kegagalan terbuka tertua",
    "Kunci membuka daftar mitra",
    "audit-unsealed",
  ]) {
    expect(body).toContain(words);
  }
  expect((await bench.get("/ops", { cookie })).body).toContain('href="/ops/health"');
});

test("a change that the bus did not take is bad, and tells by which page to go on", async () => {
  const subject = { kind: "record", id: "1" } as const;
  const openedAt = instant(bench.machineNow() - 2 * 3_600_000);
  await openFailure(bench.ledger, failureOf({ cause: "event-not-published", subject, reason: "", openedAt }));
  const { statusCode, status, of } = await health();
  expect([statusCode, status]).toEqual([503, "bad"]);
  expect(of("unpublished-changes")).toMatchObject({
    status: "bad",
    measured: 1,
    runbook: "unpublished-changes",
  });
  expect(of("oldest-failure")).toMatchObject({ status: "warn", measured: 7_200 });
});

test("a data key that is not the ledger's is found before a partner's request finds it", async () => {
  const [partner] = SAMPLE_PARTNERS;
  if (!partner) throw new Error("the sandbox has no partner");
  await putPartner(bench.ledger, partner);
  const secret = { kind: "hmac-secret", keyId: "k", state: "active", secret: "of the partner" } as const;
  await putCredential(bench.ledger, bench.keys, partner.partnerId, secret);
  const deps = {
    ledger: bench.ledger,
    clock: { businessNow: bench.machineNow, machineNow: bench.machineNow },
  };
  const another = { ...bench.keys, dataKey: createSecretKey(randomBytes(32)) };
  const find = async (keys: typeof another) =>
    (await healthNow({ ...deps, keys })).find(({ name }) => name === "seal-keys");
  expect(await find(bench.keys)).toMatchObject({ status: "ok" });
  expect(await find(another)).toMatchObject({ status: "bad", measured: null });
});
