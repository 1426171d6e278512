import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A bundle, and the environments that its start is tried in. */
export interface InitTrials {
  readonly file: string;
  readonly environments: readonly Readonly<Record<string, string>>[];
}

const PROGRAM = fileURLToPath(new URL("init-trials-program.ts", import.meta.url));
const run = promisify(execFile);

/** How each start ended: what stopped it, or "started". One process for all, since a process is most of what a start costs. */
export async function initTrials(trials: InitTrials): Promise<readonly string[]> {
  const { stdout } = await run(process.execPath, [PROGRAM, JSON.stringify(trials)], { env: {} });
  return JSON.parse(stdout) as readonly string[];
}

/** The environment once without each of these settings. */
export const withoutEach = (
  environment: Readonly<Record<string, string>>,
  names: readonly string[],
): readonly Readonly<Record<string, string>>[] =>
  names.map((missing) =>
    Object.fromEntries(Object.entries(environment).filter(([name]) => name !== missing)),
  );
