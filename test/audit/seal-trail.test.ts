import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ensureLedgerTable } from "../../infra/local/engine/ledger-table.ts";
import { appendAudit } from "../../shared/audit/append-audit.ts";
import { rootHash, rootName } from "../../shared/audit/root.ts";
import { LAST_SEAL_KEY } from "../../shared/audit/seal-state.ts";
import { type SealDeps, sealTip, sealTrail } from "../../shared/audit/seal-trail.ts";
import { openDocument } from "../../shared/audit/signed-document.ts";
import { businessDate, type Instant, instant, parseInstant } from "../../shared/calendar/calendar.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { newAuditKey } from "./audit-key.ts";
import { memoryVault } from "./memory-vault.ts";
import { act, noonOf } from "./trail.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

let tables = 0;
let now: Instant;
let deps: SealDeps & { vault: ReturnType<typeof memoryVault>; ledger: Ledger };
beforeEach(async () => {
  const table = `seal-${++tables}`;
  await ensureLedgerTable(engine.client, table);
  now = at("2026-11-27T13:00:00+07:00");
  deps = {
    ...(await newAuditKey()),
    ledger: dynamoLedger(engine.client, table),
    vault: memoryVault(),
    clock: { machineNow: () => now },
  };
});

function at(text: string): Instant {
  const found = parseInstant(text);
  if (found === undefined) throw new RangeError(text);
  return found;
}

const LIMITS = { daysMax: 31, hasTime: () => true };

async function rootOf(day: string) {
  const opened = await openDocument(
    deps.publicKeys,
    "root",
    deps.vault.documents.get(rootName(businessDate(day))) ?? "",
  );
  if (opened.kind !== "genuine") throw new RangeError(`${day} is ${opened.kind}`);
  return opened;
}

describe("the sealer", () => {
  it("begins with yesterday, an empty day too, and gives every later day its root linked to the one before", async () => {
    expect(await sealTrail(deps, LIMITS)).toEqual({ sealed: ["2026-11-26"], left: undefined });
    for (let number = 0; number < 5; number++) await appendAudit(deps.ledger, act(`A${number}`));
    now = at("2026-11-30T13:00:00+07:00");
    expect((await sealTrail(deps, LIMITS)).sealed).toEqual(["2026-11-27", "2026-11-28", "2026-11-29"]);
    const [first, second, third] = [
      await rootOf("2026-11-26"),
      await rootOf("2026-11-27"),
      await rootOf("2026-11-28"),
    ];
    expect(first.document).toMatchObject({ previousDay: null, previousRootHash: null });
    expect(second.document.shards.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    expect(second.document).toMatchObject({ previousRootHash: rootHash(first.bytes) });
    expect(third.document).toMatchObject({
      previousDay: "2026-11-27",
      previousRootHash: rootHash(second.bytes),
    });
  });

  it("leaves a day open until five minutes after its midnight in Jakarta", async () => {
    await sealTrail(deps, LIMITS);
    now = at("2026-11-28T00:04:59+07:00");
    expect((await sealTrail(deps, LIMITS)).sealed).toEqual([]);
    now = at("2026-11-28T00:05:00+07:00");
    expect((await sealTrail(deps, LIMITS)).sealed).toEqual(["2026-11-27"]);
  });

  it("seals a long silence in bounded steps and says where the next one goes on", async () => {
    await sealTrail(deps, LIMITS);
    now = at("2026-12-10T13:00:00+07:00");
    expect(await sealTrail(deps, { ...LIMITS, daysMax: 2 })).toEqual({
      sealed: ["2026-11-27", "2026-11-28"],
      left: "2026-11-29",
    });
    expect(await sealTrail(deps, { ...LIMITS, hasTime: () => false })).toEqual({
      sealed: [],
      left: "2026-11-29",
    });
    expect((await sealTrail(deps, LIMITS)).sealed).toHaveLength(11);
  });

  it("that died between the root and its note of it goes on from the root that lies there", async () => {
    await sealTrail(deps, LIMITS);
    now = at("2026-11-28T13:00:00+07:00");
    const dying = { ...deps, ledger: { ...deps.ledger, write: failOn(LAST_SEAL_KEY.PK, deps.ledger) } };
    await expect(sealTrail(dying, LIMITS)).rejects.toThrow("died");
    const lying = await rootOf("2026-11-27");
    now = instant(now + 60_000);
    expect((await sealTrail(deps, LIMITS)).sealed).toEqual(["2026-11-27"]);
    expect((await rootOf("2026-11-27")).bytes).toEqual(lying.bytes);
    expect(await deps.ledger.read(LAST_SEAL_KEY)).toMatchObject({ rootHash: rootHash(lying.bytes) });
  });

  it("stops with a fault at a root that does not tell of this trail", async () => {
    await sealTrail(deps, LIMITS);
    now = at("2026-11-28T13:00:00+07:00");
    const other = await newAuditKey();
    const elsewhere = { ...deps, ...other };
    await expect(
      sealTrail(
        { ...elsewhere, ledger: { ...deps.ledger, write: failOn(LAST_SEAL_KEY.PK, deps.ledger) } },
        LIMITS,
      ),
    ).rejects.toThrow("died");
    await expect(sealTrail(deps, LIMITS)).rejects.toMatchObject({ code: "AUDIT_ROOT_DIFFERS" });
  });

  it("takes entries that arrive after the close into the next open day, so that a root stays true", async () => {
    await sealTrail(deps, LIMITS);
    now = at("2026-11-29T13:00:00+07:00");
    await sealTrail(deps, LIMITS);
    await appendAudit(deps.ledger, act("LATE", { at: noonOf("2026-11-27") }));
    now = at("2026-11-30T13:00:00+07:00");
    await sealTrail(deps, LIMITS);
    const counted = async (day: string) =>
      (await rootOf(day)).document.shards.reduce((sum, { count }) => sum + count, 0);
    expect([await counted("2026-11-27"), await counted("2026-11-28"), await counted("2026-11-29")]).toEqual([
      0, 0, 1,
    ]);
  });

  it("signs the running day's tip when entries came since the last one, and not otherwise", async () => {
    const tips = () => [...deps.vault.documents.keys()].filter((name) => name.startsWith("tips/"));
    await appendAudit(deps.ledger, act("A1"));
    const told = await sealTip(deps, undefined);
    now = instant(now + 3_600_000);
    const again = await sealTip(deps, told);
    expect(tips()).toEqual(["tips/2026-11-27/2026-11-27-1300.jws"]);
    await appendAudit(deps.ledger, act("A2"));
    await sealTip(deps, again);
    expect(tips()).toHaveLength(2);
    const [, second = ""] = tips();
    expect(await openDocument(deps.publicKeys, "tip", deps.vault.documents.get(second) ?? "")).toMatchObject({
      kind: "genuine",
      document: { day: "2026-11-27", at: now },
    });
    expect(await openDocument(deps.publicKeys, "root", deps.vault.documents.get(second) ?? "")).toEqual({
      kind: "forged",
    });
  });
});

/** A store whose process dies at the first write to one partition. */
function failOn(partition: string, ledger: Ledger): Ledger["write"] {
  return (write) => {
    if ("item" in write && write.item.PK === partition) return Promise.reject(new Error("died"));
    return ledger.write(write);
  };
}
