import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Checks of cfn-lint whose findings stand, and why. */
export const STANDING: Readonly<Record<string, string>> = {
  W3005:
    "The CDK names a function's role in DependsOn beside the reference to it; said twice it means the same.",
};

/** A template of 900 resources takes it some ten seconds. */
const LINT_MS_MAX = 120_000;
const run = promisify(execFile);

/** Which cfn-lint there is. @returns undefined where there is none: it is Python's, and no part of this project */
export async function lintVersion(): Promise<string | undefined> {
  return run("cfn-lint", ["--version"]).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
}

/** What cfn-lint finds in a template for a region and nobody has answered, one line each. @throws Error when it could not judge */
export async function lintTemplate(
  name: string,
  region: string,
  template: unknown,
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "kanal-lint-"));
  try {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(template, null, 1));
    const standing = ["--ignore-checks", ...Object.keys(STANDING)];
    const args = ["--regions", region, "--format", "parseable", "--template", file, ...standing];
    return linesOf(await outputOf(args)).map((line) => line.replaceAll(file, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** It ends with 0 when it has nothing to say, with 2 to 14 when it has, and with anything else when it could not judge. */
async function outputOf(args: readonly string[]): Promise<string> {
  try {
    return (await run("cfn-lint", args, { timeout: LINT_MS_MAX })).stdout;
  } catch (fault) {
    const { code, stdout } = fault as { readonly code?: unknown; readonly stdout?: string };
    if (typeof code === "number" && code >= 2 && code <= 14 && stdout) return stdout;
    throw new Error("cfn-lint could not judge the template", { cause: fault });
  }
}

const linesOf = (text: string): readonly string[] => text.split("\n").filter((line) => line.trim() !== "");
