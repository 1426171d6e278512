import { afterAll, beforeAll, expect, it } from "vitest";
import { readAuditDay } from "../../shared/audit/read-audit-day.ts";
import { businessDateOf } from "../../shared/calendar/calendar.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import { MemberKey } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { unmaskMember } from "../../shared/timeline/unmask-member.ts";
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
    const { entries: all } = await readAuditDay(engine.ledger, {
      ...{ day: businessDateOf(deps.clock.machineNow()), limit: 100 },
    });
    return all.filter(({ action, subject }) => action === "member-unmasked" && subject === memberKey);
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
  expect(entry).toMatchObject({ actor: "rina", origin: "198.51.100.7", subject: memberKey });
  expect(entry?.reason).toBe("Worker ************0001 called about a slip");
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
