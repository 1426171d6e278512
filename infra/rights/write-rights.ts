import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { stageTemplate } from "../stage-template.ts";
import { stageOf } from "../stages/stages.ts";
import { readRights } from "./read-rights.ts";
import { rightsChanges } from "./rights-changes.ts";
import { rightsPage } from "./rights-page.ts";

/** `npm run rights`: says how the template's rights differ from docs/rights.md; with `-- --write` it writes them there. */
const PAGE = new URL("../../docs/rights.md", import.meta.url);

const args = process.argv.slice(2);
const unknown = args.find((arg) => arg !== "--write");
if (unknown !== undefined) {
  console.error(`Unknown argument ${unknown}. There is one: npm run rights -- --write`);
  process.exit(2);
}
const page = rightsPage(readRights(stageTemplate(stageOf("production"))));
const changes = rightsChanges(existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "", page);
if (args.includes("--write")) writeFileSync(PAGE, page);
console.log(
  changes.length > 0 ? changes.join("\n") : "The template gives the rights that docs/rights.md says.",
);
if (changes.length > 0 && !args.includes("--write")) process.exitCode = 1;
