import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { decideCorrection } from "../../shared/correction/decide-correction.ts";
import { proposeCorrection } from "../../shared/correction/propose-correction.ts";
import { readCorrection } from "../../shared/correction/read-corrections.ts";
import { destroyDataSubject } from "../../shared/data-subject/destroy-data-subject.ts";
import {
  listDestructions,
  proposeDestruction,
  readDestruction,
} from "../../shared/data-subject/propose-destruction.ts";
import { requestDataCorrection } from "../../shared/data-subject/request-data-correction.ts";
import type { LedgerWrite } from "../../shared/ledger/write.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { putPartner } from "../../shared/partner/partner-store.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BRI, FISHER, TRADER } from "../payment/payment-world.ts";
import { BAYU, RATNA, subjectWorld } from "./subject-world.ts";

let engine: TestLedger;
let world: Awaited<ReturnType<typeof subjectWorld>>;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await subjectWorld(engine);
  await world.register(FISHER);
});

const asked = { nik: FISHER, reason: "masa simpan berakhir" };
const AFTER_RETENTION = "2037-01-01T08:00:00+07:00";

async function proposed(deps = world.deps) {
  const outcome = await proposeDestruction(deps, RATNA, asked);
  if (outcome.kind !== "proposed") throw new RangeError(JSON.stringify(outcome));
  return outcome.destruction;
}
const approval = (seenVersion = 1) => ({ verdict: "approve" as const, reason: "diperiksa", seenVersion });

describe("what the law wants kept", () => {
  it("stays until ten years after the end of the payment's year, to the day", async () => {
    await world.paidAndActive(2);
    expect(await proposeDestruction(world.deps, RATNA, asked)).toEqual({
      kind: "retained",
      mayFrom: "2037-01-01",
    });
    world.moveTo("2036-12-31T23:59:59+07:00");
    expect(await proposeDestruction(world.deps, RATNA, asked)).toMatchObject({ kind: "retained" });
    world.moveTo(AFTER_RETENTION);
    expect(await proposeDestruction(world.deps, RATNA, asked)).toMatchObject({
      kind: "proposed",
      destruction: { counts: { payments: 1, records: 5, profiles: 1, registrations: 0 } },
    });
  });

  it("is a registration for five years", async () => {
    await world.registerAtBank();
    expect(await proposeDestruction(world.deps, RATNA, asked)).toEqual({
      kind: "retained",
      mayFrom: "2031-11-21",
    });
  });
});

describe("what is unfinished", () => {
  it("is a payment whose cover has not begun, at any age", async () => {
    await world.paid(1);
    world.moveTo(AFTER_RETENTION);
    expect(await proposeDestruction(world.deps, RATNA, asked)).toEqual({
      kind: "not-possible",
      because: "payment-pending",
    });
  });

  it("is a request that the core has not answered", async () => {
    await requestDataCorrection(world.deps, RATNA, { ...asked, fields: ["name"], detail: "x" });
    expect(await proposeDestruction(world.deps, RATNA, asked)).toEqual({
      kind: "not-possible",
      because: "correction-asked",
    });
  });
});

describe("a destruction", () => {
  it("needs two persons, takes the person out everywhere and leaves the money and its reference", async () => {
    await world.registerAtBank();
    const payment = await world.paidAndActive(2);
    world.moveTo(AFTER_RETENTION);
    const { destructionId } = await proposed();
    expect(await destroyDataSubject(world.deps, RATNA, destructionId, approval())).toEqual({
      kind: "same-person",
    });
    expect(await destroyDataSubject(world.deps, BAYU, destructionId, approval(0))).toMatchObject({
      kind: "stale",
    });
    expect(await destroyDataSubject(world.deps, BAYU, destructionId, approval())).toEqual({
      kind: "destroyed",
      counts: { payments: 1, failures: 0, corrections: 0, records: 5, registrations: 1, profiles: 1 },
    });

    expect(await world.partition()).toEqual([]);
    const { Items = [] } = await engine.client.send(new ScanCommand({ TableName: engine.table }));
    const left = Items.map((item) => unmarshall(item)).filter((item) =>
      JSON.stringify(item).includes(world.memberKey),
    );
    // Quotes end by themselves after 35 days, as do the counters of questions.
    expect(left.filter(({ PK, expiresAt }) => !/^(AUDIT)#/.test(PK) && !expiresAt)).toEqual([]);

    const [stored] = Items.map((item) => unmarshall(item)).filter(
      ({ PK }) => PK === `PAYMENT#${payment.paymentKey}`,
    );
    expect(stored).toMatchObject({
      state: "active",
      amountRupiah: payment.amountRupiah,
      reference: payment.reference,
      months: [{}, {}],
      maskedName: "",
      maskedNik: "",
    });
    expect(stored).not.toHaveProperty("memberPaymentsPK");
    const again = await world.pay({
      partner: BRI,
      inquiryId: payment.inquiryId,
      amountRupiah: rupiah(16_800),
    });
    expect(again.kind).toBe("conflict");
  });

  it("takes the person out of a correction too, and leaves the other one of it in it", async () => {
    await putPartner(world.deps.ledger, BRI);
    const paid = await world.paidAndActive(1);
    const trader = await world.register(TRADER, {}, { nik: TRADER, name: "Siti Aminah" });
    const facts = { kind: "wrong-nik", paymentKey: paid.paymentKey, toMember: trader.memberKey } as const;
    const proposal = await proposeCorrection(world.deps, RATNA, facts, "salah ketik");
    if (proposal.kind !== "proposed") throw new RangeError(JSON.stringify(proposal));
    const { correctionId } = proposal.correction;
    world.moveTo("2026-11-21T10:00:00+07:00");
    expect(await proposeDestruction(world.deps, RATNA, asked)).toEqual({
      kind: "not-possible",
      because: "correction-open",
    });
    await decideCorrection(world.deps, BAYU, correctionId, {
      ...{ verdict: "approve", reason: "benar", seenVersion: 1 },
    });
    world.moveTo(AFTER_RETENTION);
    const { destructionId } = await proposed();
    await destroyDataSubject(world.deps, BAYU, destructionId, approval());
    const left = await readCorrection(world.deps.ledger, correctionId);
    expect(JSON.stringify(left)).not.toContain(world.memberKey);
    expect(left).toMatchObject({
      state: "approved",
      facts: { toMember: trader.memberKey },
      preview: {
        frees: { maskedName: "", amountRupiah: paid.amountRupiah },
        books: { maskedName: "S*** A*****" },
      },
    });
  });

  it("is told in the audit trail by both persons and in counts, and no longer says whose data it was", async () => {
    await world.registerAtBank();
    world.moveTo(AFTER_RETENTION);
    const { destructionId } = await proposed();
    await destroyDataSubject(world.deps, BAYU, destructionId, approval());
    const told = async (step: string) => {
      const entries = await world.audited(`data-subject.destroy.${step}`);
      return entries.find(({ subject }) => subject === `DESTRUCTION#${destructionId}`);
    };
    expect(await told("propose")).toMatchObject({ actor: "ratna", reason: "masa simpan berakhir" });
    expect(await told("approve")).toMatchObject({ actor: "bayu", reason: "diperiksa" });
    expect(await told("done")).toMatchObject({
      reason: "payments 0, failures 0, corrections 0, records 0, registrations 1, profiles 1",
    });
    expect(await readDestruction(world.deps, destructionId)).toMatchObject({
      state: "done",
      memberKey: null,
    });
    expect((await listDestructions(world.deps))[0]).toMatchObject({ destructionId });
    expect(await destroyDataSubject(world.deps, BAYU, destructionId, approval(3))).toMatchObject({
      kind: "stale",
    });
  });

  it("that is rejected destroys nothing", async () => {
    world.moveTo(AFTER_RETENTION);
    const { destructionId } = await proposed();
    const rejection = { ...approval(), verdict: "reject" as const };
    expect(await destroyDataSubject(world.deps, BAYU, destructionId, rejection)).toEqual({
      kind: "rejected",
    });
    expect(await world.partition()).toHaveLength(1);
    expect(await destroyDataSubject(world.deps, BAYU, destructionId, approval(2))).toMatchObject({
      kind: "stale",
    });
  });

  it("is judged again when it is approved: who paid meanwhile is kept", async () => {
    const { destructionId } = await proposed();
    await world.paidAndActive(1);
    expect(await destroyDataSubject(world.deps, BAYU, destructionId, approval())).toEqual({
      kind: "retained",
      mayFrom: "2037-01-01",
    });
  });

  it("that died on the way is carried on by the next call, whoever makes it", async () => {
    await world.paidAndActive(2);
    await world.paidAndActive(3);
    world.moveTo(AFTER_RETENTION);
    const { destructionId } = await proposed();
    for (const dieAt of [2, 3]) {
      let calls = 0;
      const transact = (writes: readonly LedgerWrite[]) =>
        ++calls === dieAt ? Promise.reject(new Error("died")) : world.deps.ledger.transact(writes);
      const dying = { ...world.deps, ledger: { ...world.deps.ledger, transact } };
      await expect(destroyDataSubject(dying, BAYU, destructionId, approval())).rejects.toThrow("died");
      expect(await readDestruction(world.deps, destructionId)).toMatchObject({ state: "approved" });
    }
    expect(await destroyDataSubject(world.deps, RATNA, destructionId, approval())).toMatchObject({
      kind: "destroyed",
      counts: { payments: 2 },
    });
    expect(await world.partition()).toEqual([]);
  });
});
