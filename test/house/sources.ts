import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The files of the house: path from the project's root, with `/`, and text. */
export type Sources = ReadonlyMap<string, string>;

/** The trees that are walked. Tests are free to import what they test from anywhere. */
const TREES = ["shared", "functions", "infra"];

/** Reads the TypeScript of the real house. */
export async function readSources(): Promise<Sources> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const sources = new Map<string, string>();
  for (const tree of TREES) {
    const found = await readdir(join(root, tree), { recursive: true });
    for (const path of found.filter((name) => name.endsWith(".ts")).sort()) {
      sources.set(`${tree}/${path}`, await readFile(join(root, tree, path), "utf8"));
    }
  }
  return sources;
}
