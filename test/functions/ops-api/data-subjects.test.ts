import { afterAll, beforeAll, expect, test } from "vitest";
import { businessDate } from "../../../shared/calendar/calendar.ts";
import { memberKeyOf } from "../../../shared/member/member-key.ts";
import { putMember } from "../../../shared/member/member-store.ts";
import { parseNik } from "../../../shared/member/nik.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import { entriesLately } from "../../audit/entries-lately.ts";
import { formTokenIn, type OpsBench, openOpsBench, posting } from "./ops-bench.ts";

const NIK = parseNik("3201010101900001");
if (!NIK) throw new Error("not a NIK");
const NAME = "Wati Nurhayati";
const IDENTITY = {
  ...{ nik: NIK, kpj: "26123456789", name: NAME },
  ...{ birthDate: businessDate("1990-01-01"), declaredMonthlyIncome: rupiah(1_000_000) },
};

let bench: OpsBench;
beforeAll(async () => {
  bench = await openOpsBench();
  await putMember(bench.ledger, bench.keys, {
    memberKey: memberKeyOf(bench.keys.nikHashKey, NIK),
    ...{ version: 1, segment: "BPU", standing: "registered", programmes: ["JKK", "JKM"] },
    ...{ sector: "OTHER", bpuCategory: "PEKERJA_MANDIRI", identity: IDENTITY },
  });
});
afterAll(() => bench?.stop());

async function post(cookie: string, path: string, fields: Record<string, string>) {
  const formToken = formTokenIn(await bench.get("/ops", { cookie }));
  const body = new URLSearchParams({ ...fields, formToken }).toString();
  return bench.send("POST", `/ops${path}`, { headers: posting(cookie), body });
}

const audited = async () => {
  const entries = await entriesLately(bench.ledger, bench.machineNow());
  return entries.map(({ actor, action }) => `${actor} ${action}`);
};

const carriedIn = (body: string) => /name="carried" value="([^"]+)"/.exec(body)?.[1] ?? "";

test("a person is found by a whole NIK with a reason, masked, and the number goes on sealed", async () => {
  const cookie = await bench.cookie(["operator"], "ops-budi");
  const found = await post(cookie, "/data-subjects/find", { nik: "3201 0101 0190 0001", reason: "he asked" });
  expect(found.body).toContain("************0001");
  for (const secret of [NIK, NAME, memberKeyOf(bench.keys.nikHashKey, NIK)]) {
    expect(found.body).not.toContain(secret);
  }
  expect(await audited()).toContain("ops-budi data-subject.find");
  const carried = carriedIn(found.body);
  const copy = await post(cookie, "/data-subjects/export", { carried, reason: "he asked" });
  expect(copy.headers?.["content-disposition"]).toMatch(/^attachment; filename="data-subject-[\d-]+\.json"$/);
  expect(JSON.parse(copy.body).profile.identity.name).toBe(NAME);
  expect(await audited()).toContain("ops-budi data-subject.export");
  const other = await bench.cookie(["operator"], "ops-other");
  const stolen = await post(other, "/data-subjects/export", { carried, reason: "mine" });
  expect([stolen.statusCode, stolen.body.includes(NAME)]).toEqual([200, false]);
});

test.each([
  [{ nik: "320101010190000", reason: "x" }, "NIK harus 16 angka"],
  [{ nik: NIK, reason: "  " }, "Alasan wajib diisi"],
  [{ nik: "3201010101900002", reason: "x" }, "Tidak ada data dengan NIK itu"],
])("%j finds nobody and says why", async (fields, said) => {
  const cookie = await bench.cookie(["operator"]);
  expect((await post(cookie, "/data-subjects/find", fields)).body).toContain(said);
});

test("who proposed a destruction cannot approve it; another can, and then nothing is held", async () => {
  const both = await bench.cookie(["operator", "approver"], "ops-agus");
  const asked = { nik: NIK, reason: "retention is over" };
  const proposed = await post(both, "/data-subjects/destruction", asked);
  const path = String(proposed.headers?.location).replace(/^\/ops|\?.*$/g, "");
  const decision = { verdict: "approve", reason: "checked", seenVersion: "1" };
  const own = await post(both, `${path}/decide`, decision);
  expect([own.statusCode, own.body.includes("Pengusul tidak boleh memutuskan")]).toEqual([422, true]);
  const second = await bench.cookie(["approver"], "ops-dewi");
  const stale = await post(second, `${path}/decide`, { ...decision, seenVersion: "7" });
  expect(stale.statusCode).toBe(409);
  expect((await post(second, `${path}/decide`, decision)).statusCode).toBe(303);
  const operator = await bench.cookie(["operator"]);
  const after = await post(operator, "/data-subjects/find", { nik: NIK, reason: "is he gone" });
  expect(after.body).toContain("Tidak ada data dengan NIK itu");
});

test("a drill: the clock runs from the discovery, steps are ticked by name, and a late tick is told", async () => {
  const cookie = await bench.cookie(["operator"], "ops-budi");
  const wib = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 16);
  const discoveredAt = wib(bench.machineNow() - 2 * 3_600_000);
  const opened = await post(cookie, "/breaches", {
    kind: "drill",
    discoveredAt,
    summary: "a laptop was lost",
  });
  const path = String(opened.headers?.location).replace("/ops", "");
  const page = await bench.get(`/ops${path}`, { cookie });
  expect(page.body).toMatch(/2 hr 2[12] j/);
  const tick = { step: "contain", note: "keys revoked", seenVersion: "1" };
  expect((await post(cookie, `${path}/tick`, tick)).statusCode).toBe(303);
  expect((await post(cookie, `${path}/tick`, { ...tick, step: "learn" })).statusCode).toBe(409);
  const persons = await post(cookie, `${path}/persons`, { since: discoveredAt, reason: "drill" });
  expect(persons.body).toContain("ops-budi");
  expect(persons.body).not.toContain(NIK);
  const future = await post(cookie, "/breaches", {
    kind: "drill",
    discoveredAt: "2999-01-01T00:00",
    summary: "x",
  });
  expect(future.body).toContain("tidak bisa di masa depan");
});
