import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { afterAll } from "vitest";
import * as z from "zod/mini";
import project from "../../cdk.json" with { type: "json" };
import { GatewayStack } from "../../infra/gateway-stack.ts";
import { FUNCTION_TIMEOUT_SECONDS } from "../../infra/settings.ts";
import type { Stage } from "../../infra/stages/stage.ts";
import { stageOf } from "../../infra/stages/stages.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** The stack as app.ts makes it, with the flags of cdk.json; only the code in the functions is a stand-in, so that nothing has to be bundled. */
export function gatewayStack(stage: Stage = stageOf("production")): GatewayStack {
  const bundles = mkdtempSync(join(tmpdir(), "kanal-infra-"));
  folders.push(bundles);
  for (const name of Object.keys(FUNCTION_TIMEOUT_SECONDS)) {
    mkdirSync(join(bundles, name));
    writeFileSync(join(bundles, name, "index.cjs"), `// ${name}\n`);
  }
  const app = new App({ context: project.context, outdir: join(bundles, "cdk.out") });
  return new GatewayStack(app, `Kanal-${stage.name}`, { stage, bundles, env: { region: stage.region } });
}

export const gatewayTemplate = (stage?: Stage): Template => Template.fromStack(gatewayStack(stage));

const TemplateResource = z.object({
  Type: z.string(),
  DeletionPolicy: z.optional(z.string()),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
});
export type TemplateResource = z.infer<typeof TemplateResource>;

/** The template's resources of a type, by logical id. */
export function resourcesOf(template: Template, type: string): ReadonlyMap<string, TemplateResource> {
  const found = Object.entries(template.findResources(type));
  return new Map(found.map(([id, resource]) => [id, z.parse(TemplateResource, resource)]));
}

/** The one resource of a type whose logical id starts like this. */
export function resourceNamed(template: Template, type: string, start: string): TemplateResource {
  const found = [...resourcesOf(template, type)].filter(([id]) => id.startsWith(start));
  const [only] = found;
  if (found.length !== 1 || !only)
    throw new Error(`${found.length} resources of ${type} start with ${start}`);
  return only[1];
}
