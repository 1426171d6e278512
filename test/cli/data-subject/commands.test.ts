import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { correct, decide, exportTo, find, list, propose } from "../../../infra/cli/data-subject/commands.ts";
import type { SubjectDesk } from "../../../infra/cli/data-subject/subject-desk.ts";
import { BAYU, RATNA, subjectWorld } from "../../data-subject/subject-world.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { FISHER } from "../../payment/payment-world.ts";

const folder = mkdtempSync(join(tmpdir(), "kanal-subject-"));
let engine: TestLedger;
let world: Awaited<ReturnType<typeof subjectWorld>>;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  world = await subjectWorld(engine);
});

const deskOf = (actor: SubjectDesk["actor"]): SubjectDesk => ({
  ...{ deps: world.deps, actor, why: "surat 12/2026" },
  close: () => undefined,
});

it("shows nobody's NIK or name in the terminal, and puts the document where only its owner reads it, once", async () => {
  await world.register(FISHER);
  await world.paidAndActive(1);
  const said = await find(deskOf(RATNA), FISHER);
  expect(said).toContain("************0001");
  expect(said).not.toMatch(/Budi|9999991503850001/);

  const file = join(folder, "budi.json");
  expect(await exportTo(deskOf(RATNA), FISHER, file)).toContain("lengkap / whole");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, "utf8")).profile.identity.name).toBe("Budi Santoso");
  await expect(exportTo(deskOf(RATNA), FISHER, file)).rejects.toMatchObject({ code: "EEXIST" });
  await expect(exportTo(deskOf(RATNA), FISHER, undefined)).rejects.toThrow("--out");
});

it("takes what is right from a file, and only fields that there are", async () => {
  await world.register(FISHER);
  const detail = join(folder, "detail.txt");
  writeFileSync(detail, "Nama benar: Budi Santosa");
  expect(await correct(deskOf(RATNA), FISHER, { fields: "name,birth-date", detail })).toContain(
    "Dicatat / Kept",
  );
  await expect(correct(deskOf(RATNA), FISHER, { fields: "shoe-size", detail })).rejects.toThrow("--fields");
  expect(await find(deskOf(RATNA), FISHER)).toContain("asked: name, birth-date");
});

it("destroys after two persons, and says until when the law keeps what may not go", async () => {
  await world.register(FISHER);
  await world.paidAndActive(1);
  expect(await propose(deskOf(RATNA), FISHER)).toContain("2037-01-01");
  world.moveTo("2037-02-01T08:00:00+07:00");
  const said = await propose(deskOf(RATNA), FISHER);
  const id = /approve (\S+)/.exec(said)?.[1] ?? "";
  expect(await decide(deskOf(RATNA), id, "approve")).toContain("Who proposed cannot decide");
  expect(await decide(deskOf(BAYU), id, "approve")).toContain("Dimusnahkan / Destroyed: payments 1");
  expect(await list(deskOf(BAYU))).toMatch(new RegExp(`${id} +done`));
  expect(await find(deskOf(BAYU), FISHER)).toBe("Tidak ada data / Nothing is held");
});
