import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { decideCorrection } from "../../shared/correction/decide-correction.ts";
import { proposeCorrection, refreshCorrection } from "../../shared/correction/propose-correction.ts";
import {
  correctionsOfPayment,
  listCorrections,
  readCorrection,
} from "../../shared/correction/read-corrections.ts";
import { failureIdOf, failureOf } from "../../shared/failure/failure.ts";
import { openFailure } from "../../shared/failure/failure-store.ts";
import { failureStory } from "../../shared/failure/failure-story.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import { entriesLately } from "../audit/entries-lately.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BRI, FISHER } from "../payment/payment-world.ts";
import { AGUS, balanceOf, type CorrectionWorld, correctionWorld, SARI, TONO } from "./correction-world.ts";

let engine: TestLedger;
let world: CorrectionWorld;

beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await correctionWorld(engine);
});

const approve = { verdict: "approve", reason: "checked", seenVersion: 1 } as const;
const collected = () => world.collected({ reference: world.newReference() });

describe("a change of money", () => {
  it("is not approved by who proposed it, who may take it back", async () => {
    const { correctionId } = await world.proposed(collected());
    expect(await world.decide(correctionId, 1, SARI)).toEqual({ kind: "same-person" });
    expect(await balanceOf(world, FISHER)).toBe(0);
    expect(await world.decide(correctionId, 1, SARI, "reject")).toMatchObject({ kind: "rejected" });
    expect(await world.decide(correctionId)).toMatchObject({ kind: "stale", now: { state: "rejected" } });
  });

  it("is approved neither by who proposed it nor by who previewed it anew, but by a third person", async () => {
    const { correctionId } = await world.proposed(collected());
    await world.buy(1);
    const again = await refreshCorrection(world.deps, AGUS, correctionId, { seenVersion: 1 });
    expect(again).toMatchObject({ correction: { proposedBy: "agus", makers: ["sari", "agus"] } });
    for (const maker of [SARI, AGUS]) {
      expect(await world.decide(correctionId, 2, maker)).toEqual({ kind: "same-person" });
    }
    // Also where a program forgot who they were: the write's own guard knows.
    const ledger: Ledger = {
      ...engine.ledger,
      async read(key) {
        const item = await engine.ledger.read(key);
        return item?.makers ? { ...item, makers: ["agus"] } : item;
      },
    };
    const forgetful = decideCorrection({ ...world.deps, ledger }, SARI, correctionId, {
      ...approve,
      seenVersion: 2,
    });
    await expect(forgetful).rejects.toThrow("PAYMENT_KEEPS_MOVING");
    expect(await balanceOf(world, FISHER)).toBe(8_400);
    expect(await world.decide(correctionId, 2, TONO)).toMatchObject({ kind: "approved" });
  });

  it("needs a reason from both, in which no number survives", async () => {
    const facts = collected();
    expect(await proposeCorrection(world.deps, SARI, facts, " \n ")).toEqual({
      kind: "refused",
      because: "reason-missing",
    });
    const typed = await proposeCorrection(world.deps, SARI, facts, `for ${FISHER}, told by the bank`);
    if (typed.kind !== "proposed") throw new Error(typed.because);
    expect(typed.correction.reason).not.toContain(FISHER);
    const { correctionId } = typed.correction;
    expect(await decideCorrection(world.deps, AGUS, correctionId, { ...approve, reason: "" })).toEqual({
      kind: "reason-missing",
    });
  });

  it("is decided on the version that the page showed", async () => {
    const { correctionId } = await world.proposed(collected());
    expect(await world.decide(correctionId, 2)).toMatchObject({ kind: "stale", now: { version: 1 } });
    expect(await world.decide("NO-SUCH-CORRECTION")).toEqual({ kind: "unknown" });
    const again = await refreshCorrection(world.deps, AGUS, correctionId, { seenVersion: 1 });
    expect(again).toMatchObject({ kind: "proposed", correction: { version: 1, proposedBy: "sari" } });
  });

  it("approved by ten at once happens once", async () => {
    const { correctionId } = await world.proposed(collected());
    const people = Array.from({ length: 10 }, (_, number) => ({
      subject: `checker-${number}`,
      origin: "127.0.0.1",
    }));
    const outcomes = await Promise.all(
      people.map((one) => decideCorrection(world.deps, one, correctionId, approve)),
    );
    expect(outcomes.filter(({ kind }) => kind === "approved")).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === "stale")).toHaveLength(9);
    expect(await balanceOf(world, FISHER)).toBe(8_400);
  });

  it("approved while the partner sends the very payment ends in one of the two", async () => {
    const asked = await world.inquire({ inquiryId: world.newReference() });
    if (asked.kind !== "quoted") throw new Error(asked.reason);
    const reference = asked.quote.inquiryId;
    const { correctionId } = await world.proposed(world.collected({ reference }));
    const [sent, decided] = await Promise.all([world.send(reference), world.decide(correctionId)]);
    expect(sent.kind).toBe("accepted");
    expect(["approved", "not-possible"]).toContain(decided.kind);
    expect(sent.kind === "accepted" && sent.replayed).toBe(decided.kind === "approved");
    expect(await balanceOf(world, FISHER)).toBe(8_400);
  });

  it("is proposed once at a time for a payment", async () => {
    const facts = collected();
    const { correctionId } = await world.proposed(facts);
    const second = await proposeCorrection(world.deps, AGUS, facts, "I saw it too");
    expect(second).toEqual({ kind: "refused", because: "already-proposed", correctionId });
  });

  it("leaves proposal and decision in the audit trail, with who and why", async () => {
    const { correction } = await world.corrected(collected());
    const entries = await entriesLately(engine.ledger, world.deps.clock.machineNow());
    const own = entries.filter(({ subject }) => subject.includes(correction.correctionId));
    expect(own.map(({ action, actor, reason }) => [action, actor, reason]).toSorted()).toEqual([
      ["correction.approve", "agus", "checked with the bank"],
      ["correction.propose", "sari", "the settlement file has it"],
    ]);
  });

  it("is listed while it waits, among those decided afterwards, and on the page of its payment", async () => {
    const facts = collected();
    const { correctionId } = await world.proposed(facts);
    const ids = async (state: "proposed" | "decided") =>
      (await listCorrections(engine.ledger, { state, limit: 100 })).corrections.map(
        (one) => one.correctionId,
      );
    expect(await ids("proposed")).toContain(correctionId);
    await world.decide(correctionId);
    expect(await ids("proposed")).not.toContain(correctionId);
    expect((await ids("decided"))[0]).toBe(correctionId);
    const [shown] = await correctionsOfPayment(engine.ledger, world.keyOf(facts.reference));
    expect(shown).toMatchObject({ correctionId, state: "approved", decision: { by: "agus" } });
  });

  it("tells the failure that it mends who corrected it", async () => {
    const asked = await world.inquire({ inquiryId: world.newReference() });
    if (asked.kind !== "quoted") throw new Error(asked.reason);
    const reference = asked.quote.inquiryId;
    world.moveTo("2026-11-24T10:00:00+07:00");
    await world.send(reference, { advice: true });
    const { correction } = await world.corrected({ ...world.collected({ reference }), source: "failure" });
    const failureId = failureIdOf("advice-too-late", { kind: "payment", id: world.keyOf(reference) });
    const story = await failureStory(engine.ledger, failureId);
    expect(story?.history).toContainEqual(
      expect.objectContaining({ kind: "corrected", by: "agus", text: correction.correctionId }),
    );
  });

  it("ends a failure too that the partner's own telling opened while it was approved", async () => {
    const facts = collected();
    const { correctionId } = await world.proposed(facts);
    const told = failureOf({
      ...{ cause: "unquoted-undecided", reason: "amount-differs", openedAt: world.deps.clock.businessNow() },
      subject: { kind: "payment", id: world.keyOf(facts.reference) },
    });
    const ledger: Ledger = {
      ...engine.ledger,
      async transact(writes) {
        await openFailure(engine.ledger, told);
        return engine.ledger.transact(writes);
      },
    };
    const outcome = await decideCorrection({ ...world.deps, ledger }, AGUS, correctionId, approve);
    expect(outcome.kind).toBe("approved");
    expect((await world.failure("unquoted-undecided", world.keyOf(facts.reference)))?.status).toBe("closed");
  });
});

describe("a process that ends between any two calls of an approval", () => {
  /** A ledger whose process is gone before, or after, its call number `place`. */
  function dying(
    real: Ledger,
    place: number,
    when: "before" | "after",
  ): { ledger: Ledger; calls: () => number } {
    let calls = 0;
    const gone = new Error("the process has ended");
    const through =
      <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        const here = calls++;
        if (here > place || (here === place && when === "before")) throw gone;
        const result = await call(...args);
        if (here === place) throw gone;
        return result;
      };
    const ledger: Ledger = {
      ...real,
      read: through(real.read),
      readTogether: through(real.readTogether),
      readRange: through(real.readRange),
      write: through(real.write),
      transact: through(real.transact),
    };
    return { ledger, calls: () => calls };
  }

  it.each(["before", "after"] as const)(
    "%s the call leaves all of it or nothing, and the next approval settles it",
    async (when) => {
      const until = await callsOfOne();
      for (let place = 0; place < until; place++) {
        const payment = await world.buy(1);
        if (payment.kind !== "accepted") throw new Error(payment.kind);
        const toMember = world.trader.memberKey;
        const { correctionId } = await world.proposed({
          kind: "wrong-nik",
          paymentKey: payment.payment.paymentKey,
          toMember,
        });
        const { ledger } = dying(engine.ledger, place, when);
        await expect(
          decideCorrection({ ...world.deps, ledger }, AGUS, correctionId, approve),
        ).rejects.toThrow("ended");
        const state = (await readCorrection(engine.ledger, correctionId))?.state;
        expect(await balanceOf(world, FISHER)).toBe(state === "approved" ? 0 : 8_400);
        expect((await world.decide(correctionId)).kind).toBe(state === "approved" ? "stale" : "approved");
        expect(await balanceOf(world, FISHER)).toBe(0);
      }
    },
  );

  async function callsOfOne(): Promise<number> {
    const other = await correctionWorld(engine);
    const payment = await other.buy(1, { partner: BRI });
    if (payment.kind !== "accepted") throw new Error(payment.kind);
    const { paymentKey } = payment.payment;
    const { correctionId } = await other.proposed({
      kind: "wrong-nik",
      paymentKey,
      toMember: other.trader.memberKey,
    });
    const watched = dying(engine.ledger, Number.MAX_SAFE_INTEGER, "before");
    const outcome = await decideCorrection(
      { ...other.deps, ledger: watched.ledger },
      AGUS,
      correctionId,
      approve,
    );
    expect(outcome.kind).toBe("approved");
    expect(watched.calls()).toBeGreaterThan(5);
    return watched.calls();
  }
});
