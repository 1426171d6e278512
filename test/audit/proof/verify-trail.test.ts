import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { appendAudit } from "../../../shared/audit/append-audit.ts";
import { CHAIN_SHARDS, chainedHash } from "../../../shared/audit/chain.ts";
import { chainPartition, decodeEntry, entrySortKey } from "../../../shared/audit/chain-item.ts";
import { rootHash, rootName } from "../../../shared/audit/root.ts";
import { LAST_SEAL_KEY } from "../../../shared/audit/seal-state.ts";
import { openDocument, signDocument } from "../../../shared/audit/signed-document.ts";
import { businessDate, instant } from "../../../shared/calendar/calendar.ts";
import type { LedgerItem } from "../../../shared/ledger/write.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { newAuditKey } from "../audit-key.ts";
import { act, idsOfShard, noonOf } from "../trail.ts";
import {
  copyTrail,
  PER_DAY,
  RUNNING,
  SEALED,
  SHARD,
  verify,
  type WrittenTrail,
  writeTrail,
} from "./trail-world.ts";

let engine: TestLedger;
let trail: WrittenTrail;
beforeAll(async () => {
  engine = await startTestLedger();
  trail = await writeTrail(engine);
});
afterAll(() => engine.stop());

let world: ReturnType<typeof copyTrail>;
beforeEach(() => {
  world = copyTrail(trail);
});

/** Writes an entry anew with its own hash made right, as somebody does who has read this program. */
function rehashed(item: LedgerItem, change: Record<string, unknown>) {
  const stored = decodeEntry({ ...item, ...change });
  if (stored.kind !== "chained") throw new RangeError("not chained");
  return { ...item, ...change, hash: chainedHash(stored.entry) };
}

const of = (sequence: number, day = SEALED) => ({ day, shard: SHARD, sequence });

describe("a clean trail", () => {
  it("passes, and says how much was proved", async () => {
    expect(await verify({ ...trail, ledger: engine.ledger })).toEqual({
      first: "2026-11-24",
      days: 5,
      entries: 4 * 7,
      unchained: 0,
      roots: 4,
      tips: 4,
      lastSealed: "2026-11-27",
      findings: [],
    });
  });

  it("passes while people act on it", async () => {
    const acting = Promise.all(
      idsOfShard("09", 12, "LIVE").map((id) => appendAudit(engine.ledger, act(id, { at: noonOf(RUNNING) }))),
    );
    const { findings } = await verify({ ...trail, ledger: engine.ledger });
    await acting;
    expect(findings).toEqual([]);
  });
});

describe("an entry", () => {
  it("that was altered is named", async () => {
    world.put({ ...(await world.read(3)), reason: "nothing to see" });
    expect((await world.verify()).findings).toEqual([{ kind: "entry-altered", ...of(3) }]);
  });

  it("that was altered and hashed anew is named by the entry that was linked to it", async () => {
    world.put(rehashed(await world.read(3), { actor: "somebody else" }));
    expect((await world.verify()).findings).toEqual([{ kind: "entry-replaced", ...of(3) }]);
  });

  it("that was altered, with every later link and the head written anew, contradicts tip and root", async () => {
    let previousHash = "";
    for (let sequence = 3; sequence <= PER_DAY; sequence++) {
      const item = await world.read(sequence);
      const anew = rehashed(item, sequence === 3 ? { actor: "somebody else" } : { previousHash });
      world.put(anew);
      previousHash = String(anew.hash);
    }
    world.put({ ...(await world.head()), hash: previousHash });
    expect((await world.verify()).findings).toEqual([
      { kind: "chain-rewritten", ...of(PER_DAY), witness: "tip" },
    ]);
    world.removeTips();
    expect((await world.verify()).findings).toEqual([
      { kind: "chain-rewritten", ...of(PER_DAY), witness: "root" },
    ]);
  });

  it("that was exchanged with another is named, both of them, in either way of doing it", async () => {
    const [two, four] = [await world.read(2), await world.read(4)];
    world.put({ ...four, SK: two.SK });
    world.put({ ...two, SK: four.SK });
    expect((await world.verify()).findings).toEqual([
      { kind: "entry-moved", ...of(2), from: `${SEALED}/${SHARD}/4` },
      { kind: "entry-moved", ...of(4), from: `${SEALED}/${SHARD}/2` },
    ]);
    const places = ({ sequence, previousHash, hash, SK }: LedgerItem) => ({
      sequence,
      previousHash,
      hash,
      SK,
    });
    world.put({ ...four, ...places(two) });
    world.put({ ...two, ...places(four) });
    expect((await world.verify()).findings).toEqual([
      { kind: "entry-altered", ...of(2) },
      { kind: "entry-altered", ...of(4) },
    ]);
  });

  it("that was taken out of the middle is named", async () => {
    world.remove(world.at(2));
    expect((await world.verify()).findings).toEqual([{ kind: "entry-missing", ...of(2), through: 2 }]);
  });

  it("that was put behind a sealed day is named, though its links are right", async () => {
    const last = await world.read(PER_DAY);
    const added = rehashed(last, { auditId: "LATE", sequence: 6, previousHash: last.hash });
    world.put({ ...added, SK: entrySortKey(6) });
    world.put({ ...(await world.head()), sequence: 6, hash: added.hash });
    expect((await world.verify()).findings).toEqual([{ kind: "added-after-seal", ...of(6), through: 6 }]);
  });
});

describe("a tail that was cut", () => {
  it("of a sealed day is named by its root, though the head was moved back with it", async () => {
    await cutBehind(3, SEALED);
    expect((await world.verify()).findings).toEqual([
      { kind: "tail-cut", ...of(4), through: PER_DAY, witness: "root" },
    ]);
  });

  it("of the running day is named by the tip of the hour", async () => {
    await cutBehind(3, RUNNING);
    expect((await world.verify()).findings).toEqual([
      { kind: "tail-cut", ...of(4, RUNNING), through: PER_DAY, witness: "tip" },
    ]);
  });

  it("since the last tip is named by the head, if that was left alone", async () => {
    // The head's move of an entry whose item is gone.
    world.put({ ...(await world.head(RUNNING)), sequence: 6, hash: "of the sixth" });
    expect((await world.verify()).findings).toEqual([
      { kind: "tail-cut", ...of(6, RUNNING), through: 6, witness: "head" },
    ]);
  });

  async function cutBehind(sequence: number, day: typeof SEALED) {
    const last = await world.read(sequence, day);
    for (let cut = sequence + 1; cut <= PER_DAY; cut++) world.remove(world.at(cut, day));
    world.put({ ...(await world.head(day)), sequence, hash: last.hash });
  }
});

describe("a day that was dropped", () => {
  function dropDay() {
    for (const shard of CHAIN_SHARDS) {
      for (const item of world.ledger.partition(chainPartition({ day: SEALED, shard }))) world.remove(item);
    }
  }

  it("is named by its root with the number of entries that it had", async () => {
    dropDay();
    expect((await world.verify()).findings).toEqual([
      { kind: "day-dropped", day: SEALED, count: 7, witness: "root" },
    ]);
  });

  it("together with its root is named twice: by the tips, and by who was linked to the root", async () => {
    dropDay();
    world.vault.documents.delete(rootName(SEALED));
    expect((await world.verify()).findings).toEqual([
      { kind: "root-missing", day: SEALED },
      { kind: "day-dropped", day: SEALED, count: 7, witness: "tip" },
    ]);
    await world.seal("2026-11-29");
    world.removeTips();
    expect((await world.verify({ today: "2026-11-29" })).findings).toEqual([
      { kind: "root-missing", day: SEALED },
    ]);
  });

  it("at the very end, with root and the ledger's note of it, still shows in the closed heads and in the silence", async () => {
    world.vault.documents.delete(rootName(SEALED));
    world.put({
      ...LAST_SEAL_KEY,
      schemaVersion: 1,
      day: "2026-11-26",
      rootHash: await hashOf("2026-11-26"),
    });
    expect((await world.verify()).findings).toEqual([
      { kind: "not-sealed", day: SEALED },
      { kind: "root-missing", day: SEALED },
    ]);
    expect((await world.verify({ alwaysOn: false })).findings).toEqual([
      { kind: "root-missing", day: SEALED },
    ]);
  });
});

describe("a root", () => {
  it("that another key signed is forged", async () => {
    const opened = await openDocument(world.publicKeys, "root", rootText());
    if (opened.kind !== "genuine") throw new RangeError(opened.kind);
    const { key } = await newAuditKey();
    world.vault.documents.set(rootName(SEALED), await signDocument(key, "root", opened.document));
    expect((await world.verify()).findings).toEqual([{ kind: "root-forged", day: SEALED }]);
  });

  it("whose text was changed is forged", async () => {
    const [header = "", payload = "", signature = ""] = rootText().split(".");
    const said = Buffer.from(payload, "base64url").toString().replace('"count":5', '"count":4');
    const changed = [header, Buffer.from(said).toString("base64url"), signature].join(".");
    expect(said).toContain('"count":4');
    world.vault.documents.set(rootName(SEALED), changed);
    expect((await world.verify()).findings).toEqual([{ kind: "root-forged", day: SEALED }]);
  });

  it("of another day, a tip in a root's place, or nonsense is forged", async () => {
    const other = world.vault.documents.get(rootName(businessDate("2026-11-26"))) ?? "";
    const tip = [...world.vault.documents].find(([name]) => name.startsWith(`tips/${SEALED}`))?.[1] ?? "";
    for (const text of [other, tip, "nonsense", ""]) {
      world.vault.documents.set(rootName(SEALED), text);
      expect((await world.verify()).findings).toContainEqual({ kind: "root-forged", day: SEALED });
    }
  });

  it("that we signed ourselves, and yet not the one that the next was linked to, is named", async () => {
    const day = businessDate("2026-11-26");
    const opened = await openDocument(
      world.publicKeys,
      "root",
      world.vault.documents.get(rootName(day)) ?? "",
    );
    if (opened.kind !== "genuine") throw new RangeError(opened.kind);
    const { document } = opened;
    const again = { ...document, sealedAt: instant(document.sealedAt + 1) };
    world.vault.documents.set(rootName(day), await signDocument(world.key, "root", again));
    expect((await world.verify()).findings).toEqual([{ kind: "root-unlinked", day }]);
  });

  it("that lay first is named when the beginning of the trail was removed", async () => {
    world.vault.documents.delete(rootName(businessDate("2026-11-24")));
    expect((await world.verify()).findings).toEqual([{ kind: "root-missing", day: "2026-11-24" }]);
  });

  const rootText = () => world.vault.documents.get(rootName(SEALED)) ?? "";
});

async function hashOf(day: string): Promise<string> {
  const text = world.vault.documents.get(rootName(businessDate(day))) ?? "";
  const opened = await openDocument(world.publicKeys, "root", text);
  if (opened.kind !== "genuine") throw new RangeError(opened.kind);
  return rootHash(opened.bytes);
}
