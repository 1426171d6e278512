import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDataDir } from "../local/data-dir.ts";
import { sendFunctionLogsTo } from "../local/function-logs.ts";
import { runDrill } from "./restore-drill/run-drill.ts";
import { openStage } from "./restore-drill/stage.ts";
import { toldReport } from "./restore-drill/told.ts";

const USAGE = "npm run drill:restore -- [--sales 36] [--leave-out] [--keep]";
const SALES_MIN = 6;
const SALES_MAX = 600;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Plays docs/runbooks/restore.md on this machine, over a folder of its own: a table that goes back ten minutes, and the way to equal sums. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sales: { type: "string", default: "36" },
      "leave-out": { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
    },
  });
  const sales = Number(values.sales);
  if (!Number.isInteger(sales) || sales < SALES_MIN || sales > SALES_MAX) {
    throw new RangeError(`--sales ${SALES_MIN}..${SALES_MAX}\n${USAGE}`);
  }
  const folder = mkdtempSync(join(tmpdir(), "kanal-restore-"));
  sendFunctionLogsTo(openDataDir(folder).functionLog);
  const stage = openStage(folder);
  try {
    const report = await runDrill(stage, { sales, leaveOut: values["leave-out"] }, say);
    say(toldReport(report));
    if (report.faults.length > 0) process.exitCode = 1;
  } finally {
    await stage.stop();
    if (values.keep) say(folder);
    else rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  const expected = code === "DRILL_STOP" || error instanceof RangeError || code.startsWith("ERR_PARSE_ARGS");
  process.stderr.write(`${expected ? message : (error instanceof Error && error.stack) || message}\n`);
  process.exitCode = 1;
});
