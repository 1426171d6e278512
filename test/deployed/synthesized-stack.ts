import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import project from "../../cdk.json" with { type: "json" };
import { GatewayStack } from "../../infra/gateway-stack.ts";
import type { Stage } from "../../infra/stages/stage.ts";
import type { SynthesizedStack } from "./template-functions.ts";

/** Synthesizes a stage over the functions' bundles into `<folder>/cdk.out`, as `cdk synth` does. */
export function synthesizedStack(stage: Stage, bundles: string, folder: string): SynthesizedStack {
  const app = new App({ context: project.context, outdir: join(folder, "cdk.out") });
  const stack = new GatewayStack(app, `Kanal-${stage.name}`, {
    stage,
    bundles,
    env: { region: stage.region },
  });
  const assembly = app.synth();
  const file = assembly.getStackArtifact(stack.artifactId).templateFullPath;
  return { template: JSON.parse(readFileSync(file, "utf8")), folder: assembly.directory };
}
