import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import * as z from "zod/mini";
import project from "../../cdk.json" with { type: "json" };
import { FoundationStack } from "../../infra/foundation-stack.ts";
import { GatewayStack } from "../../infra/gateway-stack.ts";
import { FUNCTION_TIMEOUT_SECONDS } from "../../infra/settings.ts";
import type { Stage } from "../../infra/stages/stage.ts";
import { stageOf } from "../../infra/stages/stages.ts";

export interface Stacks {
  readonly foundation: FoundationStack;
  readonly gateway: GatewayStack;
}

/** A stage's stacks as app.ts makes them, with the flags of cdk.json; only the code in the functions is a stand-in, so that nothing has to be bundled. */
export function withStacks<T>(stage: Stage, use: (stacks: Stacks) => T): T {
  const bundles = mkdtempSync(join(tmpdir(), "kanal-infra-"));
  try {
    for (const name of Object.keys(FUNCTION_TIMEOUT_SECONDS)) {
      mkdirSync(join(bundles, name));
      writeFileSync(join(bundles, name, "index.cjs"), `// ${name}\n`);
    }
    const app = new App({ context: project.context, outdir: join(bundles, "cdk.out") });
    const env = { region: stage.region };
    return use({
      foundation: new FoundationStack(app, `Kanal-${stage.name}-foundation`, { stage, env }),
      gateway: new GatewayStack(app, `Kanal-${stage.name}`, { stage, bundles, env }),
    });
  } finally {
    rmSync(bundles, { recursive: true });
  }
}

interface Templates {
  readonly foundation: Template;
  readonly gateway: Template;
}

/** Files of this folder share a process, and so what one of them has made. Nobody changes a template. */
const made = new Map<string, Templates>();

/** The templates of a stage's stacks. */
export function templatesOf(stage: Stage): Templates {
  const key = JSON.stringify(stage);
  const templates =
    made.get(key) ??
    withStacks(stage, ({ foundation, gateway }) => ({
      foundation: Template.fromStack(foundation),
      gateway: Template.fromStack(gateway),
    }));
  made.set(key, templates);
  return templates;
}

/** The gateway's template in a stage; production's unless told otherwise. */
export const gatewayTemplate = (stage: Stage = stageOf("production")): Template => templatesOf(stage).gateway;

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
