import { rmSync } from "node:fs";
import { onTestFinished } from "vitest";
import { type DataDir, openDataDir } from "../../infra/local/data-dir.ts";
import { dataFolder } from "../engine/data-folder.ts";

/** A data folder of its own for the running test; it goes when the test ends. */
export function tempDataDir(): DataDir {
  const path = dataFolder("gateway");
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return openDataDir(path);
}
