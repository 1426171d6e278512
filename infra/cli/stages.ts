import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { documentationValues } from "../stages/documentation-values.ts";
import type { Stage } from "../stages/stage.ts";
import { allStages } from "../stages/stages.ts";
import { resourceTable } from "./stages/resource-table.ts";
import { stageTable } from "./stages/stage-table.ts";

const USAGE =
  "npm run stages -- [--all]   what differs between dev, uat and production; --all: what is the same too";

/** Where synth leaves the templates. */
const SYNTHESISED = join(import.meta.dirname, "../../cdk.out");

/** Shows a person how the stages differ: their settings, checked, and what of AWS only some of them have. */
function main(): string {
  const { values } = parseArgs({
    options: { all: { type: "boolean", default: false }, help: { type: "boolean" } },
  });
  if (values.help) return `${USAGE}\n`;
  const stages = allStages();
  const { text, same } = stageTable(stages, { all: values.all });
  const rest = values.all ? [] : [`  ${same} settings are the same everywhere (--all shows them)`];
  const made = stages.flatMap((stage) => {
    const count = documentationValues(stage).length;
    return count > 0 ? [`  ${stage.name}: ${count} values are from documentation; synth names them`] : [];
  });
  return `${[text, ...rest, "", resources(stages), "", ...made].join("\n").trimEnd()}\n`;
}

function resources(stages: readonly Stage[]): string {
  const files = stages.map(({ name }) => ({
    stage: name,
    file: join(SYNTHESISED, `Kanal-${name}.template.json`),
  }));
  if (!files.every(({ file }) => existsSync(file))) {
    return "  No templates yet: `npm run synth` makes them, then this compares resources too";
  }
  return resourceTable(
    files.map(({ stage, file }): { stage: string; template: unknown } => ({
      stage,
      template: JSON.parse(readFileSync(file, "utf8")),
    })),
  );
}

try {
  process.stdout.write(main());
} catch (error) {
  const expected = error instanceof Error && "code" in error;
  process.stderr.write(`${expected ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
