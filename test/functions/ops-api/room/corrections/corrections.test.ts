import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failureIdOf, failureOf } from "../../../../../shared/failure/failure.ts";
import { noteHeldMoney } from "../../../../../shared/failure/note-held-money.ts";
import { rupiah } from "../../../../../shared/money/rupiah.ts";
import { type CorrectionWorld, correctionWorld } from "../../../../correction/correction-world.ts";
import { startTestLedger, type TestLedger } from "../../../../engine/test-ledger.ts";
import { FISHER, TRADER } from "../../../../payment/payment-world.ts";
import { consoleDesk } from "../console-desk.ts";

let table: TestLedger;
let world: CorrectionWorld;
let desk: Awaited<ReturnType<typeof consoleDesk>>;
beforeAll(async () => {
  table = await startTestLedger();
  world = await correctionWorld(table);
  desk = await consoleDesk(table, world.deps.keys);
  desk.world.businessNow = world.deps.clock.businessNow();
});
afterAll(() => table.stop());

const people = async () => ({
  oki: await desk.person("oki", "operator"),
  ayu: await desk.person("ayu", "approver"),
  both: await desk.person("rina", "operator", "approver"),
});
type Person = Awaited<ReturnType<typeof desk.person>>;

/** Money that a bank took without a price, as the gateway leaves it to ops. */
async function heldMoney(reference = world.newReference()) {
  const subject = { kind: "payment", id: world.keyOf(reference) } as const;
  const cause = "unquoted-undecided";
  const now = world.deps.clock.businessNow();
  const told = failureOf({
    cause,
    subject,
    reason: "price-differs",
    openedAt: now,
    amountRupiah: rupiah(10_000),
  });
  const held = {
    ...{ memberKey: world.trader.memberKey, amountRupiah: rupiah(10_000), months: 1 },
    ...{ dueRupiah: rupiah(8_400), otherAmountsRupiah: [] },
  };
  await noteHeldMoney(table.ledger, { ...told, held }, undefined);
  return { reference, failureId: told.failureId };
}

/** What the preview's form carries. */
const sealedFacts = (page: string): string => /name="facts" value="([^"]+)"/.exec(page)?.[1] ?? "";

/** Previews and proposes; answers the proposal's id. */
async function proposed(person: Person, fields: Record<string, string>, reason = "bank confirms") {
  const from = `/corrections/new?${new URLSearchParams(fields)}`;
  const preview = await person.post("/corrections/preview", fields, from);
  const facts = sealedFacts(preview.text);
  const asked = await person.post("/corrections", { facts, reason }, from);
  return { preview, asked, id: asked.location?.split("/").at(-1)?.replace("?did=proposed", "") ?? "" };
}

describe("money that a partner holds", () => {
  it("is proposed from its failure with a preview, approved by a second person, and then is a payment", async () => {
    const { oki, ayu } = await people();
    const { failureId, reference } = await heldMoney();
    const begin = await oki.get(`/corrections/new?failure=${failureId}`);
    expect(begin.words).toMatch(/Amount Rp10\.000 Months asked for 1/);
    expect(begin.text).not.toContain('name="nik"');
    const { preview, asked, id } = await proposed(oki, {
      failure: failureId,
      kind: "forced-booking",
      months: "1",
    });
    expect(preview.words).toMatch(/Worker S\*\*\* A\*\*\*\*\* \*{12}0002 Amount Rp10\.000/);
    expect(preview.words).toMatch(/Left as credit Rp1\.600/);
    expect(preview.words).toMatch(/November 2026 2026-11-20 - 2026-12-19 Rp8\.400/);
    expect([asked.status, asked.location]).toEqual([303, `/ops/corrections/${id}?did=proposed`]);

    expect((await ayu.get("/corrections")).words).toMatch(/Book the months waits for a second person/);
    const approved = await ayu.post(
      `/corrections/${id}/approve`,
      { seenVersion: "1", reason: "seen" },
      `/corrections/${id}`,
    );
    expect(approved.location).toBe(`/ops/corrections/${id}?did=approved`);
    expect((await world.payment(world.keyOf(reference)))?.state).toBe("accepted");
    expect((await world.failure("unquoted-undecided", world.keyOf(reference)))?.status).toBe("closed");
    expect((await ayu.get(`/corrections/${id}`)).words).toMatch(/approved .*Decided by ayu .*seen/);
    expect((await oki.get(`/failures/${failureId}`)).words).toMatch(/ayu settled it by a correction/);
    const told = (await desk.audited()).filter((entry) => entry.includes(id));
    expect(told.map((entry) => entry.split(" ").slice(0, 2).join(" ")).sort()).toEqual([
      "ayu correction.approve",
      "oki correction.propose",
    ]);
  });

  it("is not approved by whoever proposed it: 403, plain words, an entry, and it still waits", async () => {
    const { both } = await people();
    const { failureId, reference } = await heldMoney();
    const { id } = await proposed(both, { failure: failureId, kind: "credit" });
    const page = await both.get(`/corrections/${id}`);
    expect(page.words).toContain("This is your own proposal: somebody else approves it.");
    expect(page.text).not.toContain("/approve");
    const own = await both.post(
      `/corrections/${id}/approve`,
      { seenVersion: "1", reason: "me too" },
      `/corrections/${id}`,
    );
    expect([own.status, own.words.includes("somebody else has to approve it")]).toEqual([403, true]);
    expect(await desk.audited()).toContain(`rina ops.refused decide-correction ${id}: own proposal`);
    expect(await world.payment(world.keyOf(reference))).toBeUndefined();
    const back = await both.post(
      `/corrections/${id}/reject`,
      { seenVersion: "1", reason: "mistake" },
      `/corrections/${id}`,
    );
    expect(back.location).toBe(`/ops/corrections/${id}?did=rejected`);
  });

  it("is decided once: a page from before is told what was decided and by whom", async () => {
    const { oki, ayu } = await people();
    const { failureId } = await heldMoney();
    const { id } = await proposed(oki, { failure: failureId, kind: "credit" });
    await ayu.post(
      `/corrections/${id}/reject`,
      { seenVersion: "1", reason: "wrong bank" },
      `/corrections/${id}`,
    );
    const ben = await desk.person("ben", "approver");
    const late = await ben.post(
      `/corrections/${id}/approve`,
      { seenVersion: "1", reason: "fine" },
      `/corrections/${id}`,
    );
    expect(late.status).toBe(409);
    expect(late.words).toMatch(/As it is now .*rejected .*Decided by ayu .*wrong bank/);
  });

  it("is proposed as it is stored: facts that were typed over, or another's, are taken from nobody", async () => {
    const { oki, both } = await people();
    const { failureId, reference } = await heldMoney();
    const fields = { failure: failureId, kind: "credit" };
    const { text } = await oki.post("/corrections/preview", fields, `/corrections/new?failure=${failureId}`);
    expect(text).not.toContain(world.trader.memberKey);
    const facts = sealedFacts(text);
    const forged = JSON.stringify({
      ...{ kind: "credit", partnerId: "bri", reference, memberKey: world.fisher.memberKey },
      ...{ amountRupiah: 9_000_000, paidAt: world.deps.clock.businessNow(), source: "settlement" },
    });
    const changed = `${facts.slice(0, 20)}${facts[20] === "A" ? "B" : "A"}${facts.slice(21)}`;
    for (const each of [forged, changed, ""]) {
      expect((await oki.post("/corrections", { facts: each, reason: "file" })).status).toBe(404);
    }
    expect((await both.post("/corrections", { facts, reason: "file" })).status).toBe(404);
    expect((await oki.post("/corrections", { facts, reason: "file" })).status).toBe(303);
  });

  it("waits as one proposal: a second one is led to the first", async () => {
    const { oki } = await people();
    const { failureId } = await heldMoney();
    const { id } = await proposed(oki, { failure: failureId, kind: "credit" });
    const second = await proposed(oki, { failure: failureId, kind: "credit" });
    expect(second.asked.status).toBe(409);
    expect(second.asked.text).toContain(`/ops/corrections/${id}`);
  });
});

describe("a payment", () => {
  it("moves to the worker who was meant, whose NIK stands in no address and on no page", async () => {
    const { oki, ayu } = await people();
    const reference = world.newReference();
    await world.send(reference, {
      unquoted: { months: 1 },
      nik: FISHER,
      amountRupiah: rupiah(8_400),
    });
    const of = { partner: "bri", reference };
    const wrong = await proposed(oki, { ...of, kind: "wrong-nik", nik: "123" });
    expect([wrong.preview.status, wrong.preview.words.includes("A NIK is 16 digits")]).toEqual([422, true]);
    const { preview, id } = await proposed(oki, { ...of, kind: "wrong-nik", nik: TRADER });
    expect(preview.words).toMatch(/What is taken out .*What is booked/);
    expect(preview.text).not.toContain(TRADER);
    const page = await ayu.get(`/corrections/${id}`);
    expect(page.text).not.toContain(TRADER);
    await ayu.post(`/corrections/${id}/approve`, { seenVersion: "1", reason: "ok" }, `/corrections/${id}`);
    expect((await world.payment(world.keyOf(reference)))?.state).toBe("reversed");
  });

  it("that nobody knows, or that is not with us, offers no correction", async () => {
    const { oki } = await people();
    expect((await oki.get("/corrections/new?partner=bri&reference=NOBODY")).status).toBe(404);
    const id = failureIdOf("core-refused", { kind: "payment", id: "bri#NOBODY" });
    expect((await oki.get(`/corrections/new?failure=${id}`)).status).toBe(404);
  });
});

it("shows an empty list, refuses a viewer with an entry, and answers programs the same", async () => {
  const viewer = await desk.person("vera", "viewer");
  expect((await viewer.get("/corrections")).status).toBe(200);
  expect((await viewer.get("/corrections/new?partner=bri&reference=X")).status).toBe(403);
  expect(await desk.audited()).toContain("vera ops.refused propose-correction: has viewer; needs operator");
  const { oki, both, ayu } = await people();
  const { failureId } = await heldMoney();
  const { id } = await proposed(both, { failure: failureId, kind: "credit" });
  const verdict = { verdict: "approve", reason: "fine", seenVersion: 1 };
  expect((await oki.call("POST", `/corrections/${id}/decision`, verdict)).status).toBe(403);
  expect((await both.call("POST", `/corrections/${id}/decision`, verdict)).status).toBe(403);
  expect((await ayu.call("POST", `/corrections/${id}/decision`, verdict)).body.state).toBe("approved");
  const again = await ayu.call("POST", `/corrections/${id}/decision`, verdict);
  expect([again.status, again.body.now.state]).toEqual([409, "approved"]);
  expect((await viewer.call("GET", "/corrections?state=decided")).body.corrections[0]).toMatchObject({
    correctionId: id,
    kind: "credit",
  });
});

describe("for programs", () => {
  it("a proposal answers with its preview, and two people's tokens book the money", async () => {
    const { oki, ayu } = await people();
    const { failureId, reference } = await heldMoney();
    const fields = { failure: failureId, kind: "forced-booking", months: "1" };
    expect((await oki.call("POST", "/corrections", fields)).status).toBe(422);
    const proposal = await oki.call("POST", "/corrections", { ...fields, reason: "restored ledger" });
    expect([proposal.status, proposal.body.books]).toMatchObject([201, { amountRupiah: 10_000 }]);
    expect(JSON.stringify(proposal.body)).not.toContain(world.trader.memberKey);
    const { correctionId, version } = proposal.body;
    const again = await oki.call("POST", "/corrections", { ...fields, reason: "restored ledger" });
    expect([again.status, again.body]).toMatchObject([409, { because: "already-proposed", correctionId }]);
    const verdict = { verdict: "approve", reason: "seen", seenVersion: version };
    expect((await ayu.call("POST", `/corrections/${correctionId}/decision`, verdict)).status).toBe(200);
    expect(await world.payment(world.keyOf(reference))).toMatchObject({
      state: "accepted",
      amountRupiah: 10_000,
    });
  });

  it("a proposal about nothing, or with a field that nobody said, is none", async () => {
    const { oki } = await people();
    const { failureId } = await heldMoney();
    const reason = "restored ledger";
    expect((await oki.call("POST", "/corrections", { difference: "nothing", reason })).status).toBe(404);
    expect((await oki.call("POST", "/corrections", { months: 1 })).status).toBe(400);
    const monthless = { failure: failureId, kind: "forced-booking", reason };
    expect((await oki.call("POST", "/corrections", monthless)).body).toMatchObject({ field: "months" });
  });
});
