import { existsSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import type { FunctionConfiguration } from "../../infra/local/aws/lambda-environment.ts";
import { FUNCTION_TIMEOUT_SECONDS, type FunctionName } from "../../infra/settings.ts";
import type { Resolve } from "./resolve.ts";

/** A stack as synth left it. */
export interface SynthesizedStack {
  readonly template: unknown;
  /** Where the folders of its assets lie: the very files that `cdk deploy` zips. */
  readonly folder: string;
}

const FunctionResource = z.object({
  Type: z.literal("AWS::Lambda::Function"),
  Properties: z.object({
    Description: z.string(),
    Code: z.object({ S3Key: z.string().check(z.endsWith(".zip")) }),
    Handler: z.string(),
    MemorySize: z.number(),
    Timeout: z.number(),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  }),
});
const Resources = z.object({ Resources: z.record(z.string(), z.unknown()) });

const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(FUNCTION_TIMEOUT_SECONDS, name);

/** Kanal's functions exactly as the template describes them, each value of their environment resolved. */
export function functionsOf(
  { template, folder }: SynthesizedStack,
  resolve: Resolve,
): ReadonlyMap<FunctionName, FunctionConfiguration> {
  const found = new Map<FunctionName, FunctionConfiguration>();
  for (const resource of Object.values(z.parse(Resources, template).Resources)) {
    const read = z.safeParse(FunctionResource, resource);
    if (!read.success) continue;
    const { Description, Code, Handler, MemorySize, Timeout, Environment } = read.data.Properties;
    const name = /^Kanal ([a-z-]+)/.exec(Description)?.[1] ?? "";
    if (!isFunctionName(name))
      throw new Error(`the template has a function that we do not know: ${Description}`);
    const code = join(folder, `asset.${Code.S3Key.replace(/\.zip$/, "")}`);
    if (!existsSync(code)) throw new Error(`${name}: synth left no code at ${code}`);
    const settings = Object.entries(Environment.Variables).map(([key, value]) => [key, resolve(value)]);
    found.set(name, {
      ...{ name, folder: code, handler: Handler, memoryMb: MemorySize, timeoutSeconds: Timeout },
      settings: Object.fromEntries(settings),
    });
  }
  return found;
}
