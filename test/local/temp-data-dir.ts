import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type DataDir, openDataDir } from "../../infra/local/data-dir.ts";

/** A data folder of its own for the running test; it goes when the test ends. */
export function tempDataDir(): DataDir {
  const path = mkdtempSync(join(tmpdir(), "kanal-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return openDataDir(path);
}
