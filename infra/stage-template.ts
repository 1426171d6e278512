import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import project from "../cdk.json" with { type: "json" };
import { GatewayStack } from "./gateway-stack.ts";
import { FUNCTION_TIMEOUT_SECONDS } from "./settings.ts";
import type { Stage } from "./stages/stage.ts";

/** The template of a stage as `cdk synth` writes it, but for the functions' code, which is a stand-in: who asks for rights or form need not wait for bundles. */
export function stageTemplate(stage: Stage): unknown {
  const folder = mkdtempSync(join(tmpdir(), "kanal-template-"));
  try {
    for (const name of Object.keys(FUNCTION_TIMEOUT_SECONDS)) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "index.cjs"), `// ${name}\n`);
    }
    const app = new App({ context: project.context, outdir: join(folder, "cdk.out") });
    const stack = new GatewayStack(app, `Kanal-${stage.name}`, {
      ...{ stage, bundles: folder },
      env: { region: stage.region },
    });
    return app.synth().getStackArtifact(stack.artifactId).template;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
