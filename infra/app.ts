import { join } from "node:path";
import { Annotations, App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { acknowledge } from "./acknowledgements.ts";
import { bundleFunctions } from "./bundle.ts";
import { BILLING_REGION, CostStack } from "./cost-stack.ts";
import { FoundationStack } from "./foundation-stack.ts";
import { GatewayStack } from "./gateway-stack.ts";
import { documentationValues } from "./stages/documentation-values.ts";
import type { Stage } from "./stages/stage.ts";
import { StageFault } from "./stages/stage-fault.ts";
import { allStages, stageOf } from "./stages/stages.ts";

/** One folder a function; git ignores it. */
const BUNDLES = join(import.meta.dirname, "../dist");

const app = new App();
const only: unknown = app.node.tryGetContext("stage");
// Before anything is bundled: a wrong setting is said at once.
const stages = readStages();
// Always from the sources: what is deployed is never an older bundle that happened to lie there.
await bundleFunctions(BUNDLES);
for (const stage of stages) addStage(stage);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();

/** All stages, or the one of `-c stage=...`. Settings that are not good end the program: their names are all that a person needs to see. */
function readStages(): readonly Stage[] {
  try {
    return typeof only === "string" ? [stageOf(only)] : allStages();
  } catch (fault) {
    if (!(fault instanceof StageFault)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    process.exit(1);
  }
}

function addStage(stage: Stage): void {
  const common = {
    stage,
    // No account: the template is the same for all, and synth looks nothing up.
    env: { region: stage.region },
    terminationProtection: stage.deletionProtection,
  };
  const foundation = new FoundationStack(app, `Kanal-${stage.name}-foundation`, {
    ...common,
    description: `Kanal (${stage.name}): what has to be there before the gateway`,
  });
  const gateway = new GatewayStack(app, `Kanal-${stage.name}`, {
    ...{ ...common, bundles: BUNDLES },
    description: `Kanal (${stage.name}): payment gateway for contributions to BPJS Ketenagakerjaan`,
  });
  new CostStack(app, `Kanal-${stage.name}-cost`, {
    ...{ stage, env: { region: BILLING_REGION } },
    description: `Kanal (${stage.name}): what the stage may cost`,
  });
  gateway.addStackDependency(foundation);
  acknowledge([foundation, gateway], stage);
  if (!stage.keys) {
    Annotations.of(gateway).addWarningV2(
      "kanal:no-keys",
      `infra/stages/${stage.name}.ts has no keys: the functions that need one stop at their start, and nothing runs by the clock (docs/deploy.md, first secrets)`,
    );
  }
  const made = documentationValues(stage);
  if (made.length === 0) return;
  Annotations.of(gateway).addWarningV2(
    "kanal:documentation-values",
    `Do not deploy yet: infra/stages/${stage.name}.ts has values from documentation in ${made.join(", ")}`,
  );
}
