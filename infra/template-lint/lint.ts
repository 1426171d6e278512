import { stageTemplate } from "../stage-template.ts";
import { allStages } from "../stages/stages.ts";
import { lintTemplate, lintVersion, STANDING } from "./lint-template.ts";

/** `npm run template:lint`: cfn-lint over the template of each stage. Without cfn-lint it says so and ends well. */
const version = await lintVersion();
if (version === undefined) {
  console.log("cfn-lint is not on the PATH, so no template was linted. To have it: pip install cfn-lint");
} else {
  for (const [check, reason] of Object.entries(STANDING)) console.log(`${check} stands: ${reason}`);
  for (const stage of allStages()) {
    const findings = await lintTemplate(stage.name, stage.region, stageTemplate(stage));
    console.log(`${stage.name}: ${findings.length} findings (${version})`);
    for (const finding of findings) console.log(`  ${finding}`);
    if (findings.length > 0) process.exitCode = 1;
  }
}
