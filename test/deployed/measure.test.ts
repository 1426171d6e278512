import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { EnvironmentMeasures } from "../../infra/local/aws/execution-environment.ts";
import { scheduledEvent } from "../../infra/local/aws/schedule.ts";
import { readSandboxFile } from "../../infra/local/sandbox/sandbox-file.ts";
import { LOCAL } from "../../infra/local/topology.ts";
import { FUNCTION_MEMORY_MB, FUNCTION_TIMEOUT_SECONDS, type FunctionName } from "../../infra/settings.ts";
import { payAtBank } from "../e2e/journey/bank.ts";
import { payAtShop, reverseAtShop } from "../e2e/journey/shop.ts";
import { sendMessage } from "./send-message.ts";

const PAGE = join(import.meta.dirname, "../../docs/functions.md");
const [BEGIN, END] = ["<!-- measured: npm run functions:measure -->", "<!-- /measured -->"];
/** Of each kind; the sandbox has ten workers who never paid. */
const PAYMENTS = 4;
const RUNS = 10;
const WITHIN_MS = 15_000;

const names = Object.keys(FUNCTION_TIMEOUT_SECONDS) as FunctionName[];
const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
const rounded = (value: number | undefined) => (value === undefined ? "-" : Math.round(value));

function share(values: readonly number[], part: number): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * part) - 1)];
}

function rowOf(name: FunctionName, measures: readonly EnvironmentMeasures[]): string {
  const inits = measures.flatMap(({ initMs }) => initMs ?? []);
  const peaks = measures.flatMap(({ peakBytes }) => (peakBytes === undefined ? [] : peakBytes / 1024 ** 2));
  // The first event of a process meets code that was never run and connections that are not open.
  const first = measures.flatMap(({ eventsMs }) => eventsMs.slice(0, 1));
  const later = measures.flatMap(({ eventsMs }) => eventsMs.slice(1));
  return row([
    ...[`\`${name}\``, FUNCTION_MEMORY_MB[name], rounded(share(peaks, 1)), rounded(share(inits, 0.5))],
    ...[rounded(share(first, 0.5)), later.length, rounded(share(later, 0.5)), rounded(share(later, 0.95))],
  ]);
}

/** Writes the table of docs/functions.md anew, from the deployed bundles; a command and no test. */
test.skipIf(process.env.KANAL_MEASURE !== "1")(
  "what each deployed function takes",
  async () => {
    const { openDeployedWorld } = await import("./world.ts");
    const world = await openDeployedWorld(false);
    try {
      for (let n = 0; n < PAYMENTS; n++) {
        await payAtBank(world.sandbox, `M-B-${n}`, WITHIN_MS);
        await payAtShop(world.sandbox, n % 2 === 0 ? "pos" : "alfamart", `M-S-${n}`, WITHIN_MS);
      }
      await reverseAtShop(world.sandbox, "M-R");
      await askAsOps(world.sandbox.baseUrl, readSandboxFile(world.sandbox.sandboxFile)?.ops[0]?.token ?? "");
      const { sweeper, creditKeeper, auditSealer, watchman } = world.functions;
      for (let n = 0; n < RUNS; n++) {
        for (const run of [sweeper, creditKeeper, auditSealer, watchman])
          await run(scheduledEvent("measure"));
      }
      await sendMessage(world.sandbox, LOCAL.activationQueue, "{}");
      await sendMessage(world.sandbox, LOCAL.settlementQueue, JSON.stringify({ kind: "look-for-late" }));
      await world.sandbox.settled();
      const measured = world.measured();
      const table = [
        row(["Function", "MB given", "MB peak", "init ms", "first event ms", "events", "p50 ms", "p95 ms"]),
        row(["---", "---:", "---:", "---:", "---:", "---:", "---:", "---:"]),
        ...names.filter((name) => measured.has(name)).map((name) => rowOf(name, measured.get(name) ?? [])),
      ].join("\n");
      const page = readFileSync(PAGE, "utf8");
      const [before, rest = ""] = page.split(BEGIN);
      writeFileSync(PAGE, `${before}${BEGIN}\n${table}\n${END}${rest.split(END)[1] ?? ""}`);
      expect(world.faults()).toEqual([]);
    } finally {
      await world.close();
    }
  },
  300_000,
);

async function askAsOps(baseUrl: string, token: string): Promise<void> {
  for (let n = 0; n < RUNS; n++) {
    for (const path of ["/health", "/failures?status=open", "/settlements"]) {
      await fetch(`${baseUrl}/ops/api${path}`, { headers: { authorization: `Bearer ${token}` } });
    }
    await fetch(`${baseUrl}/.well-known/jwks.json`);
  }
}
