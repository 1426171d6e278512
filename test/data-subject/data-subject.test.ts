import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attemptItem } from "../../shared/attempt/attempt-item.ts";
import { instant } from "../../shared/calendar/calendar.ts";
import { exportDataSubject } from "../../shared/data-subject/export-data-subject.ts";
import { findDataSubject } from "../../shared/data-subject/find-data-subject.ts";
import {
  readDataCorrections,
  requestDataCorrection,
} from "../../shared/data-subject/request-data-correction.ts";
import { putMember } from "../../shared/member/member-store.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { FISHER, TRADER } from "../payment/payment-world.ts";
import { RATNA, subjectWorld } from "./subject-world.ts";

let engine: TestLedger;
let world: Awaited<ReturnType<typeof subjectWorld>>;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await subjectWorld(engine);
});

const asked = { nik: FISHER, reason: "surat 12/2026" };

describe("finding a person", () => {
  it("takes the whole NIK and shows masked data and counts, and the trail says who looked and why", async () => {
    await world.register(FISHER);
    await world.paid(2);
    expect(await findDataSubject(world.deps, RATNA, asked)).toMatchObject({
      kind: "found",
      maskedNik: "************0001",
      maskedName: "B*** S******",
      standing: "registered",
      payments: 1,
      openFailures: 0,
    });
    const [entry] = await world.audited("data-subject.find");
    expect(entry).toMatchObject({
      actor: "ratna",
      reason: "surat 12/2026",
      subject: `MEMBER#${world.memberKey}`,
    });
    expect(JSON.stringify(entry)).not.toContain(FISHER);
  });

  it("is entered in the trail though nothing is held", async () => {
    expect(await findDataSubject(world.deps, RATNA, { ...asked, nik: TRADER })).toEqual({ kind: "not-held" });
    expect((await world.audited("data-subject.find"))[0]).toMatchObject({ actor: "ratna" });
  });

  it("needs a reason, and a NIK that somebody types into it does not reach the trail", async () => {
    expect(await findDataSubject(world.deps, RATNA, { ...asked, reason: " " })).toEqual({
      kind: "refused",
      because: "reason-missing",
    });
    await findDataSubject(world.deps, RATNA, { ...asked, reason: `milik ${FISHER}` });
    expect((await world.audited("data-subject.find"))[0]?.reason).toBe("milik ************0001");
  });
});

/** A request that was refused for its signature. */
const ATTEMPT = {
  ...{
    requestId: "R1",
    at: instant(1_795_000_000_000),
    loggedAt: instant(1_795_000_000_000),
    channel: "BRILINK",
  },
  ...{ isSigned: false, operation: "snap.payment", responseCode: "4012500", outcome: null, externalId: null },
  ...{ conflict: [], fault: null, durationMs: 3, bodySha256: "x" },
};

describe("an export", () => {
  it("holds everything in clear, is whole, and is entered in the trail", async () => {
    await world.register(FISHER);
    await world.registerAtBank();
    const payment = await world.paidAndActive(2);
    const attempt = attemptItem({ ...ATTEMPT, partnerId: payment.partnerId, reference: payment.reference });
    await world.deps.ledger.write({ kind: "put", item: attempt, guard: "absent" });
    const exported = await exportDataSubject(world.deps, RATNA, asked);
    if (exported.kind !== "exported") throw new RangeError(exported.kind);
    const { document } = exported;
    expect(document).toMatchObject({
      format: "kanal-data-subject/1",
      isWhole: true,
      profile: { identity: { nik: FISHER, name: "Budi Santoso", birthDate: "1985-03-15" } },
      registration: { standing: { state: "registered" }, form: { address: "Jalan Pantai 7" } },
      coverage: { claims: { [payment.paymentKey]: { count: 2 } } },
      payments: [{ reference: payment.reference, state: "active", months: [{}, {}] }],
      attempts: [{ reference: payment.reference }],
    });
    const slices = document.records.filter((record) => JSON.stringify(record).includes("SLICE#"));
    expect(slices).toHaveLength(4);
    expect(JSON.stringify(document)).not.toMatch(/"s1\./);
    expect((await world.audited("data-subject.export"))[0]).toMatchObject({
      subject: `MEMBER#${world.memberKey}`,
    });
  });

  it("of somebody of whom nothing is held is no document", async () => {
    expect(await exportDataSubject(world.deps, RATNA, { ...asked, nik: TRADER })).toEqual({
      kind: "not-held",
    });
  });
});

describe("a request to put data right", () => {
  const request = { ...asked, fields: ["name"] as const, detail: "Nama benar: Budi Santosa" };

  it("is kept sealed and audited, and the core's next description is its answer", async () => {
    const member = await world.register(FISHER);
    expect(await requestDataCorrection(world.deps, RATNA, request)).toMatchObject({ kind: "requested" });
    expect(JSON.stringify(await world.partition())).not.toContain("Santosa");
    expect(await readDataCorrections(world.deps, world.memberKey)).toMatchObject([
      { state: "asked", fields: ["name"], detail: "Nama benar: Budi Santosa", askedBy: "ratna" },
    ]);
    const identity = { ...member.identity, name: "Budi Santosa" };
    await putMember(world.deps.ledger, world.deps.keys, { ...member, version: 2, identity });
    expect(await readDataCorrections(world.deps, world.memberKey)).toMatchObject([{ state: "answered" }]);
    expect(await world.audited("data-subject.correct")).toHaveLength(1);
  });

  it("does not stand where an inquiry reads", async () => {
    await world.register(FISHER);
    await requestDataCorrection(world.deps, RATNA, request);
    const [item] = (await world.partition()).filter(({ SK }) => SK.startsWith("RECTIFICATION"));
    expect(item && (item.SK < "COVERAGE" || item.SK > "PROFILE")).toBe(true);
  });

  it("that names nothing, or nobody whom we hold, is refused", async () => {
    expect(await requestDataCorrection(world.deps, RATNA, { ...request, fields: [] })).toMatchObject({
      because: "nothing-named",
    });
    expect(await requestDataCorrection(world.deps, RATNA, request)).toMatchObject({ because: "not-held" });
  });
});
