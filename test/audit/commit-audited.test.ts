import { afterAll, beforeAll, expect, it } from "vitest";
import { appendAudit } from "../../shared/audit/append-audit.ts";
import { emptyChain } from "../../shared/audit/chain.ts";
import { chainPartition, headItem } from "../../shared/audit/chain-item.ts";
import { commitAudited } from "../../shared/audit/commit-audited.ts";
import { LAST_SEAL_KEY } from "../../shared/audit/seal-state.ts";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { LedgerFault } from "../../shared/ledger/fault.ts";
import type { LedgerWrite } from "../../shared/ledger/write.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { act, idsOfShard, noonOf } from "./trail.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const day = businessDate("2026-11-27");
const entriesOf = (chain: { day: typeof day; shard: string }) =>
  engine.ledger.readRange({ partition: chainPartition(chain), from: "ENTRY", to: "ENTRY~" });

const putOnce = (name: string): LedgerWrite => ({
  kind: "put",
  item: { PK: `THING#${name}`, SK: "X", schemaVersion: 1 },
  guard: "absent",
});

it("an act and its entry are one transaction: neither is there when the act's guard fails", async () => {
  const [first, second] = idsOfShard("03", 2, "GUARD");
  expect(await commitAudited(engine.ledger, act(first ?? ""), [putOnce("a")])).toEqual({ kind: "committed" });
  const refused = await commitAudited(engine.ledger, act(second ?? ""), [putOnce("new"), putOnce("a")]);
  expect(refused).toMatchObject({ kind: "guarded", failed: [{ index: 1, item: { PK: "THING#a" } }] });
  expect(await engine.ledger.read({ PK: "THING#new", SK: "X" })).toBeUndefined();
  expect(await entriesOf({ day, shard: "03" })).toMatchObject([{ auditId: first, sequence: 1 }]);
});

it("the first entry is linked to its own day and shard, each next one to the one before", async () => {
  for (const id of idsOfShard("04", 3)) await appendAudit(engine.ledger, act(id));
  const [one, two, three] = await entriesOf({ day, shard: "04" });
  expect(one?.previousHash).toBe(emptyChain({ day, shard: "04" }).hash);
  expect(two?.previousHash).toBe(one?.hash);
  expect(three?.previousHash).toBe(two?.hash);
  expect(await engine.ledger.read({ PK: chainPartition({ day, shard: "04" }), SK: "HEAD" })).toMatchObject({
    sequence: 3,
    hash: three?.hash,
  });
});

it("the same act again is entered once, and still counts as committed", async () => {
  const [id = ""] = idsOfShard("05", 1);
  expect(await commitAudited(engine.ledger, act(id), [putOnce("twice")])).toEqual({ kind: "committed" });
  expect(await commitAudited(engine.ledger, act(id), [putOnce("twice")])).toEqual({ kind: "committed" });
  expect(await entriesOf({ day, shard: "05" })).toHaveLength(1);
});

it("keeps no number of a person that somebody typed into his reason, whatever act it is", async () => {
  const [id = ""] = idsOfShard("05", 1, "NIK");
  await appendAudit(engine.ledger, act(id, { reason: "keluhan 3171 0123 4567 0001" }));
  const [entry] = (await entriesOf({ day, shard: "05" })).filter(({ auditId }) => auditId === id);
  expect(entry?.reason).toBe("keluhan ************0001");
});

it("another act under the id of an earlier one is a fault, not a silent success", async () => {
  const [id = ""] = idsOfShard("06", 1);
  await appendAudit(engine.ledger, act(id));
  await expect(appendAudit(engine.ledger, act(id, { reason: "other" }))).rejects.toMatchObject({
    code: "AUDIT_ID_TAKEN",
  });
});

it("six people who act at once on one chain all get their entry, without a gap", async () => {
  const ids = idsOfShard("07", 6);
  await Promise.all(ids.map((id) => commitAudited(engine.ledger, act(id), [putOnce(id)])));
  const entries = await entriesOf({ day, shard: "07" });
  expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(new Set(entries.map(({ auditId }) => auditId))).toEqual(new Set(ids));
});

it("an entry that comes when its day is closed goes behind the last sealed day and keeps its own instant", async () => {
  const closed = { day: businessDate("2026-11-20"), shard: "08" };
  await engine.ledger.write({
    kind: "put",
    item: headItem(closed, emptyChain(closed), true),
    guard: "absent",
  });
  const sealed = { ...LAST_SEAL_KEY, schemaVersion: 1, day: "2026-11-21", rootHash: "r" };
  await engine.ledger.write({ kind: "put", item: sealed, guard: "absent" });
  const [id = ""] = idsOfShard("08", 1, "LATE");
  await appendAudit(engine.ledger, act(id, { at: noonOf("2026-11-20") }));
  expect(await entriesOf(closed)).toEqual([]);
  expect(await entriesOf({ day: businessDate("2026-11-22"), shard: "08" })).toMatchObject([
    { auditId: id, sequence: 1, at: noonOf("2026-11-20") },
  ]);
});

it("a store that refuses for contention is asked again; one that never lets go is a fault", async () => {
  const [id = ""] = idsOfShard("09", 1);
  let refusals = 2;
  const moody = {
    read: engine.ledger.read,
    transact: (writes: readonly LedgerWrite[]) =>
      refusals-- > 0
        ? Promise.reject(new LedgerFault("LEDGER_CONTENDED", "busy"))
        : engine.ledger.transact(writes),
  };
  expect(await commitAudited(moody, act(id), [])).toEqual({ kind: "committed" });
  refusals = Number.POSITIVE_INFINITY;
  await expect(commitAudited(moody, act("never"), [])).rejects.toMatchObject({
    code: "AUDIT_HEAD_CONTENDED",
  });
});
