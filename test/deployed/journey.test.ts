import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scheduledEvent } from "../../infra/local/aws/schedule.ts";
import { readSandboxFile } from "../../infra/local/sandbox/sandbox-file.ts";
import { LOCAL } from "../../infra/local/topology.ts";
import { FUNCTION_TIMEOUT_SECONDS } from "../../infra/settings.ts";
import { initTrials } from "../bundle/init-trials.ts";
import { payAtBank } from "../e2e/journey/bank.ts";
import { payAtShop, reverseAtShop } from "../e2e/journey/shop.ts";
import { until } from "../e2e/sandbox.ts";
import { initCases } from "./init-cases.ts";
import { allows, needsOf, roleRights } from "./role-rights.ts";
import { sendMessage } from "./send-message.ts";
import type { DeployedWorld } from "./world.ts";

/** The first payment meets functions that have never run: each starts a process and has its keys opened. */
const COLD_MS = 15_000;
const WARM_MS = 10_000;

let world: DeployedWorld;

/** A call of the ops API by somebody with the role. */
async function ops(path: string, role: string, posted?: object) {
  const { baseUrl, sandboxFile } = world.sandbox;
  const token = readSandboxFile(sandboxFile)?.ops.find((person) => person.role === role)?.token;
  const answer = await fetch(`${baseUrl}/ops/api${path}`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(posted && { method: "POST", body: JSON.stringify(posted) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** Twenty seconds of CPU, most of them for the bundles, so it belongs to the full run. */
describe.skipIf(process.env.KANAL_TEST !== "full")(
  "the deployed bundles, in the template's environment",
  () => {
    beforeAll(async () => {
      const { openDeployedWorld } = await import("./world.ts");
      world = await openDeployedWorld(true);
    }, 120_000);
    afterAll(() => world?.close());

    test("a bank pays; the core, a program of its own, is told once by a signed order", async () => {
      await payAtBank(world.sandbox, "D-1", COLD_MS);
      const { effects, badSignatures } = await world.core.record();
      expect([effects.length, badSignatures]).toEqual([1, 0]);
    });

    test("a shop pays, is repeated and looks the worker up; another takes a payment back", async () => {
      await payAtShop(world.sandbox, "pos", "D-2", WARM_MS);
      await reverseAtShop(world.sandbox, "D-3");
    });

    test("ops find the payment, and what was asked before it as the functions printed it", async () => {
      const { status } = await until(
        () => ops("/payments/bri/D-1", "viewer"),
        (answer) => JSON.stringify(answer.body).includes('"operation":"snap.payment"'),
        WARM_MS,
      );
      expect(status).toBe(200);
      const { checks } = (await ops("/health", "operator")).body as {
        checks: readonly { measured: unknown }[];
      };
      expect(checks.map(({ measured }) => typeof measured)).toEqual(checks.map(() => "number"));
    });

    test("a message that nobody can read ends as an open failure; its replay ends too", async () => {
      await sendMessage(world.sandbox, LOCAL.activationQueue, "{}");
      const open = await until(
        () => ops("/failures?cause=message-unreadable", "viewer"),
        ({ body }) => body.total === 1,
        WARM_MS,
      );
      expect(open.body.failures).toMatchObject([{ cause: "message-unreadable" }]);
      const asked = await ops("/replays", "operator", { filter: {}, reason: "whether the runner starts" });
      expect(asked.status).toBe(202);
      await until(
        () => ops(`/replays/${asked.body.replayId}`, "viewer"),
        ({ body }) => body.state === "done",
        WARM_MS,
      );
    });

    test("what runs by the clock runs", async () => {
      const { sweeper, creditKeeper, auditSealer, watchman } = world.functions;
      for (const run of [sweeper, creditKeeper, auditSealer, watchman]) await run(scheduledEvent("a-test"));
      await sendMessage(world.sandbox, LOCAL.settlementQueue, JSON.stringify({ kind: "look-for-late" }));
      await world.sandbox.settled();
    });

    test("every function of the template ran, and none ended or threw", () => {
      expect(world.faults()).toEqual([]);
      expect([...world.configurations.keys()].sort()).toEqual(Object.keys(FUNCTION_TIMEOUT_SECONDS).sort());
      expect([...world.ran()].sort()).toEqual(Object.keys(FUNCTION_TIMEOUT_SECONDS).sort());
    });

    test("no function asked for anything that its role does not give it", () => {
      const rights = roleRights(world.template);
      const needs = [...world.calls()].flatMap(([name, calls]) =>
        calls.flatMap(needsOf).map((need) => ({ name, need })),
      );
      const beyond = needs.filter(({ name, need }) => !allows(rights.get(name) ?? [], need));
      expect([...new Set(beyond.map((each) => JSON.stringify(each)))]).toEqual([]);
      // The public pages ask nobody for anything.
      const asked = new Set(needs.map(({ name }) => name));
      expect(Object.keys(FUNCTION_TIMEOUT_SECONDS).filter((name) => !asked.has(name as never))).toEqual([
        "public-api",
      ]);
      const services = new Set(needs.map(({ need }) => need.action.split(":")[0]));
      expect([...services].sort()).toEqual(["dynamodb", "events", "kms", "s3"]);
    });

    test.each(Object.keys(FUNCTION_TIMEOUT_SECONDS))(
      "%s stops at init without each of its settings, with all of them empty, and with a wrong one",
      async (name) => {
        const configuration = [...world.configurations.values()].find((each) => each.name === name);
        if (!configuration) throw new Error(`the template has no function ${name}`);
        const cases = initCases(configuration, world.endpoints);
        expect(cases.length).toBeGreaterThan(1);
        const file = `${configuration.folder}/index.cjs`;
        const ends = await initTrials({ file, environments: cases.map(({ environment }) => environment) });
        expect(ends).toEqual(cases.map(({ stopsWith }) => expect.stringMatching(stopsWith)));
      },
    );
  },
);
