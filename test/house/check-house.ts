import { importFindings } from "./import-findings.ts";
import { ruleFindings } from "./rule-findings.ts";
import { shapeFindings } from "./shape-findings.ts";
import type { Sources } from "./sources.ts";

/** Everything in the given files that the rules of the house forbid, one readable line each. A pure function: tests hand it files that do not exist. */
export function checkHouse(sources: Sources): readonly string[] {
  return [...importFindings(sources), ...ruleFindings(sources), ...shapeFindings(sources)];
}
