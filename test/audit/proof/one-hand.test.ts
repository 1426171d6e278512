import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LedgerItem } from "../../../shared/ledger/write.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { copyTrail, type WrittenTrail, writeTrail } from "./trail-world.ts";

let engine: TestLedger;
let trail: WrittenTrail;
beforeAll(async () => {
  engine = await startTestLedger();
  trail = await writeTrail(engine);
});
afterAll(() => engine.stop());

describe("whatever one hand does to one thing", () => {
  const entries = () => trail.items.filter(({ SK }) => SK.startsWith("ENTRY#"));
  const FIELDS = ["auditId", "at", "actor", "action", "subject", "reason", "origin", "previousHash", "hash"];

  it("to any field of any entry, the day and the shard are named", async () => {
    const changed = fc.tuple(fc.nat(), fc.constantFrom(...FIELDS), fc.string({ minLength: 1 }), fc.nat());
    await fc.assert(
      fc.asyncProperty(changed, async ([which, field, text, number]) => {
        const item = entries()[which % entries().length];
        const value = field === "at" ? number : text;
        fc.pre(item !== undefined && item[field] !== value);
        const copy = copyTrail(trail);
        copy.put({ ...item, [field]: value } as LedgerItem);
        const { findings } = await copy.verify();
        const { day, shard } = item ?? {};
        expect(findings).toContainEqual(expect.objectContaining({ day, shard }));
      }),
      { numRuns: 60 },
    );
  });

  it("by removing any entry or any head that had one, or any root, it shows", async () => {
    const heads = trail.items.filter(({ SK, sequence }) => SK === "HEAD" && sequence !== 0);
    for (const item of [...entries(), ...heads]) {
      const copy = copyTrail(trail);
      copy.remove(item);
      expect((await copy.verify()).findings, `${item.PK} ${item.SK}`).not.toEqual([]);
    }
    for (const name of trail.vault.documents.keys()) {
      const copy = copyTrail(trail);
      copy.vault.documents.delete(name);
      // A tip that is gone says nothing any more; that it cannot go is the lock's work.
      expect((await copy.verify()).findings.length > 0, name).toBe(name.startsWith("roots/"));
    }
  });

  it("to any sign of any signed document, it is forged", async () => {
    const names = [...trail.vault.documents.keys()];
    const where = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(..."ABCXYZabcxyz0189-_."));
    await fc.assert(
      fc.asyncProperty(where, async ([which, at, sign]) => {
        const name = names[which % names.length] ?? "";
        const text = trail.vault.documents.get(name) ?? "";
        // The last sign of a part has bits that mean nothing: another spelling of the same bytes is no forgery.
        const position = at % (text.length - 1);
        fc.pre(text[position] !== sign && text[position + 1] !== "." && text[position] !== ".");
        const copy = copyTrail(trail);
        copy.vault.documents.set(name, text.slice(0, position) + sign + text.slice(position + 1));
        const kinds = (await copy.verify()).findings.map(({ kind }) => kind);
        expect(kinds).toContain(name.startsWith("tips/") ? "tip-forged" : "root-forged");
      }),
      { numRuns: 60 },
    );
  });
});
