import { createSecretKey, randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { readCoverage } from "../../shared/coverage/coverage-store.ts";
import { takeInMember } from "../../shared/feed/take-in-member.ts";
import type { Nik } from "../../shared/member/member.ts";
import { memberOf, memberProfileKey } from "../../shared/member/member-item.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { paymentWorld } from "../payment/payment-world.ts";
import { BUDI, coreVoice } from "./core-voice.ts";

const nik = BUDI.nik as Nik;
let engine: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;
let core: ReturnType<typeof coreVoice>;

beforeEach(async () => {
  engine = await startTestLedger();
  onTestFinished(engine.stop);
  world = await paymentWorld(engine);
  core = coreVoice(world.deps.keys);
});

const hear = async (description: unknown) =>
  takeInMember(engine.ledger, core.feedKeys, await core.says(description));
const memberKey = () => memberKeyOf(world.deps.keys.nikHashKey, nik);
async function stored() {
  const item = await engine.ledger.read(memberProfileKey(memberKey()));
  return item && memberOf(world.deps.keys, item);
}

describe("what the core says of a member", () => {
  it("makes him payable, with his name and number sealed", async () => {
    expect(await hear(BUDI)).toBe("written");
    const asked = await world.inquire({ nik });
    expect(asked).toMatchObject({ kind: "quoted", quote: { maskedName: "B*** S******" } });
    const item = JSON.stringify(await engine.ledger.read(memberProfileKey(memberKey())));
    for (const personal of [BUDI.nik, BUDI.kpj, "BUDI", "1985"]) expect(item).not.toContain(personal);
  });

  it("counts by version, not by arrival: repeated and older ones change nothing", async () => {
    await hear({ ...BUDI, version: 3, sector: "TRANSPORT" });
    expect(await hear({ ...BUDI, version: 3, sector: "TRANSPORT" })).toBe("older");
    expect(await hear({ ...BUDI, version: 2, standing: "deceased" })).toBe("older");
    expect(await stored()).toMatchObject({ version: 3, sector: "TRANSPORT", standing: "registered" });
  });

  it("merges two numbers (KPJ) of one NIK: the newest holds and the older one is kept, in any order", async () => {
    await hear({ ...BUDI, version: 2, kpj: "10000000002" });
    expect(await hear({ ...BUDI, version: 1, kpj: "10000000001" })).toBe("written");
    expect(await stored()).toMatchObject({
      version: 2,
      identity: { kpj: "10000000002", formerKpjs: ["10000000001"] },
    });
  });

  it("several versions at once: the last one stands", async () => {
    const versions = Array.from({ length: 4 }, (_, n) => ({
      ...BUDI,
      version: n + 1,
      declaredMonthlyIncome: 1_000_000 * (n + 1),
    }));
    await Promise.all(versions.map(hear));
    expect(await stored()).toMatchObject({
      version: 4,
      identity: { declaredMonthlyIncome: rupiah(4_000_000) },
    });
  });

  it("never touches what he has paid for", async () => {
    await hear(BUDI);
    const bought = await world.buy(2, { nik });
    expect(bought.kind).toBe("accepted");
    const before = await readCoverage(engine.ledger, memberKey());
    await hear({ ...BUDI, version: 2, programmes: ["JKK", "JKM", "JHT"], standing: "deceased" });
    expect(await readCoverage(engine.ledger, memberKey())).toEqual(before);
  });
});

describe("domain cases", () => {
  it("17: an income that changes between inquiry and payment leaves the quoted price", async () => {
    await hear({ ...BUDI, programmes: ["JKK", "JKM", "JHT"] });
    const asked = await world.inquire({ nik });
    if (asked.kind !== "quoted") throw new Error(asked.kind);
    await hear({ ...BUDI, version: 2, programmes: ["JKK", "JKM", "JHT"], declaredMonthlyIncome: 5_000_000 });
    const { inquiryId, totalRupiah } = asked.quote;
    expect(await world.pay({ nik, inquiryId, amountRupiah: totalRupiah })).toMatchObject({
      kind: "accepted",
      payment: { amountRupiah: totalRupiah },
    });
    const next = await world.inquire({ nik });
    expect(next.kind === "quoted" && next.quote.totalRupiah > totalRupiah).toBe(true);
  });

  it("24: a member who has died cannot be paid for, and the refusal does not say why", async () => {
    await hear(BUDI);
    await hear({ ...BUDI, version: 2, standing: "deceased" });
    expect(await world.inquire({ nik })).toEqual({ kind: "refused", reason: "member-unavailable" });
  });

  it("24: a quote given before is still honoured: the till has the money, and the claim sorts it out", async () => {
    await hear(BUDI);
    const asked = await world.inquire({ nik });
    if (asked.kind !== "quoted") throw new Error(asked.kind);
    await hear({ ...BUDI, version: 2, standing: "deceased" });
    const { inquiryId, totalRupiah } = asked.quote;
    expect((await world.pay({ nik, inquiryId, amountRupiah: totalRupiah })).kind).toBe("accepted");
  });

  it.each(["PU", "PMI", "JAKON"])("39: the segment %s is not paid here", async (segment) => {
    await hear({ ...BUDI, segment });
    expect(await world.inquire({ nik })).toEqual({ kind: "refused", reason: "wrong-segment" });
  });
});

describe("a message that does not open", () => {
  const unreadable = { code: "DESCRIPTION_UNREADABLE" };
  const take = (message: string) => takeInMember(engine.ledger, core.feedKeys, message);

  it("is refused: another key, another form, no JSON", async () => {
    const stranger = await core.says(BUDI, createSecretKey(randomBytes(32)));
    await expect(take(stranger)).rejects.toMatchObject(unreadable);
    await expect(take("{")).rejects.toMatchObject(unreadable);
    await expect(take("null")).rejects.toMatchObject(unreadable);
    await expect(
      take((await core.says(BUDI)).replace("MemberChanged.v1", "MemberChanged.v2")),
    ).rejects.toMatchObject(unreadable);
  });

  it.each([
    { nik: "123" },
    { version: 0 },
    { version: 1.5 },
    { declaredMonthlyIncome: -1 },
    { standing: "missing" },
    { birthDate: "1985-02-30" },
    { kpj: "9999991503850001" },
    { name: "" },
  ])("is refused when sealed but not a description: %j", async (change) => {
    await expect(hear({ ...BUDI, ...change })).rejects.toMatchObject(unreadable);
    expect(await stored()).toBeUndefined();
  });

  it("quotes nothing of it in its fault", async () => {
    const fault = await hear({ ...BUDI, nik: "BUDI", version: 0 }).catch((error: unknown) => error);
    expect(String(fault) + JSON.stringify(fault)).not.toContain("BUDI");
  });
});
