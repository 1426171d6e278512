import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** Two whole drills at once: 25 s of both cores, so only in the full run. */
const IS_FULL = process.env.KANAL_TEST === "full";
const COMMAND = fileURLToPath(new URL("../../../infra/cli/restore-drill.ts", import.meta.url));
const DRILL_MS_MAX = 120_000;

async function drill(...options: readonly string[]) {
  const child = spawn(process.execPath, [COMMAND, "--sales", "6", ...options], {
    env: { ...process.env, POWERTOOLS_LOG_LEVEL: "SILENT" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const killIfLeft = () => void child.kill("SIGKILL");
  process.once("exit", killIfLeft);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed += chunk));
  await once(child, "exit");
  process.off("exit", killIfLeft);
  return { exitCode: child.exitCode, printed, verdict: printed.trimEnd().split("\n").at(-1) ?? "" };
}

it.runIf(IS_FULL)(
  "ten minutes of lost payments come back to equal sums, and one that nobody names any more is noticed",
  { timeout: DRILL_MS_MAX },
  async () => {
    const [whole, leftOut] = await Promise.all([drill(), drill("--leave-out")]);
    expect([whole.exitCode, whole.verdict], whole.printed).toEqual([
      0,
      expect.stringMatching(/^SAMA \/ EQUAL/),
    ]);
    expect([leftOut.exitCode, leftOut.verdict]).toEqual([1, expect.stringMatching(/^BEDA \/ NOT EQUAL/)]);
    const [, left = "-"] = /left out: (\S+)/.exec(leftOut.printed) ?? [];
    expect(leftOut.printed).toContain(`${left}: hanya di bus / known to the bus alone`);
    expect(leftOut.printed).toContain(`${left}: dilindungi tanpa uang / covered by the core without money`);
  },
);
