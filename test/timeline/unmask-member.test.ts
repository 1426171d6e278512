import { afterAll, beforeAll, expect, it } from "vitest";
import { personsConcerned } from "../../shared/data-subject/breach/persons-concerned.ts";
import { findDataSubject } from "../../shared/data-subject/find-data-subject.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import { MemberKey } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { unmaskMember } from "../../shared/timeline/unmask-member.ts";
import { entriesLately } from "../audit/entries-lately.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { FISHER, paymentWorld } from "../payment/payment-world.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const RINA = { subject: "rina", origin: "198.51.100.7" };

async function office() {
  const { deps, register } = await paymentWorld(engine);
  await register(FISHER);
  const memberKey = memberKeyOf(deps.keys.nikHashKey, FISHER);
  const entries = async () => {
    const all = await entriesLately(engine.ledger, deps.clock.machineNow());
    return all.filter(
      ({ action, subject }) => action === "member.unmask" && subject === `MEMBER#${memberKey}`,
    );
  };
  return { deps, memberKey, entries };
}

it("opens NIK and name for a reason, and the trail says who saw them and why, without them", async () => {
  const { deps, memberKey, entries } = await office();
  const reason = `Worker ${FISHER} called about a slip`;
  expect(await unmaskMember(deps, RINA, memberKey, reason)).toEqual({
    ...{ kind: "unmasked", nik: FISHER, name: "Budi Santoso" },
  });
  const [entry] = await entries();
  expect(entry).toMatchObject({ actor: "rina", origin: "198.51.100.7", subject: `MEMBER#${memberKey}` });
  expect(entry?.reason).toBe("Worker ************0001 called about a slip");
});

it("counts among the persons concerned by a breach, who are one person also where they were looked up", async () => {
  const { deps, memberKey } = await office();
  const actor = { subject: "taken-over", origin: "203.0.113.9" };
  const since = deps.clock.machineNow();
  await findDataSubject(deps, actor, { nik: FISHER, reason: "letter 12" });
  await unmaskMember(deps, actor, memberKey, "call");
  const stretch = { since, until: deps.clock.machineNow(), actor: actor.subject, reason: "breach" };
  expect(await personsConcerned(deps, RINA, stretch)).toMatchObject({
    count: 1,
    byActor: [{ actor: "taken-over", acts: { "member.unmask": 1, "data-subject.find": 1 } }],
  });
});

it("shows nothing where the entry could not be written", async () => {
  const { deps, memberKey } = await office();
  let opened = 0;
  const ledger: Ledger = {
    ...deps.ledger,
    transact: () => Promise.reject(new Error("the trail does not answer")),
    read(key) {
      if (key.SK === "PROFILE") opened += 1;
      return deps.ledger.read(key);
    },
  };
  await expect(unmaskMember({ ...deps, ledger }, RINA, memberKey, "call")).rejects.toThrow("does not answer");
  expect(opened).toBe(0);
});

it("asks for a reason, and enters a look at nobody as well", async () => {
  const { deps, memberKey, entries } = await office();
  expect(await unmaskMember(deps, RINA, memberKey, " \n ")).toEqual({ kind: "reason-missing" });
  expect(await entries()).toEqual([]);
  const nobody = MemberKey.parse("A".repeat(43));
  expect(await unmaskMember(deps, RINA, nobody, "call")).toEqual({ kind: "unknown" });
});
