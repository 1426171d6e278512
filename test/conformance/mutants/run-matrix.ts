import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Mutant } from "./mutant.ts";
import { MUTANTS } from "./mutants.ts";

/** How a case ended against one gateway. */
export interface Verdict {
  readonly id: string;
  readonly partnerId: string;
  readonly outcome: "passed" | "failed" | "skipped";
}

/** What the kit said of a gateway with one fault. */
export interface MatrixRow {
  readonly mutant: Mutant;
  readonly verdicts: readonly Verdict[];
}

export interface Matrix {
  /** The gateway without a fault, judged by the same process in the same way. */
  readonly control: readonly Verdict[];
  readonly rows: readonly MatrixRow[];
}

const JUDGE = join(import.meta.dirname, "judge-mutant.ts");
/** One more than the development machine has cores: a third of each run is waiting for cover to begin and for the database. */
const AT_ONCE = 3;
/** Ten times what a fault takes beside two others; with less, a machine that had much else to do was taken for one that hangs. */
const PATIENCE_MS = 300_000;

const run = promisify(execFile);

/**
 * Judges every mutant, each in a process of its own over a copy of one seeded data folder: no fault is judged by what another left behind.
 * @param onRow told of each mutant as it is done, in any order
 */
export async function runMatrix(onRow: (row: MatrixRow) => void): Promise<Matrix> {
  const folder = mkdtempSync(join(tmpdir(), "kanal-mutants-"));
  const template = join(folder, "template");
  try {
    await judge(template, template, "none");
    const control = await verdictsOf(template, folder, "none");
    const rows = new Map<number, MatrixRow>();
    const waiting = [...MUTANTS.keys()];
    const worker = async () => {
      for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
        const mutant = MUTANTS[number];
        if (!mutant) continue;
        const row = { mutant, verdicts: await verdictsOf(template, folder, String(number)) };
        rows.set(number, row);
        onRow(row);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return { control, rows: [...MUTANTS.keys()].flatMap((number) => rows.get(number) ?? []) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function verdictsOf(template: string, folder: string, number: string): Promise<readonly Verdict[]> {
  const resultFile = join(folder, `${number}.json`);
  await judge(template, join(folder, `mutant-${number}`), number, resultFile);
  return JSON.parse(readFileSync(resultFile, "utf8")) as Verdict[];
}

async function judge(template: string, dataDir: string, number: string, resultFile = ""): Promise<void> {
  await run(process.execPath, [JUDGE, template, dataDir, number, resultFile], {
    timeout: PATIENCE_MS,
    env: { ...process.env, NODE_OPTIONS: "" },
  });
}
