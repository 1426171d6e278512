import type * as z from "zod";
import { contradictionsOf } from "./contradictions.ts";
import { productionDemands } from "./production-demands.ts";
import { StageFault, type StageFinding } from "./stage-fault.ts";
import { STAGE_NAMES, type Stage, type StageName, StageSettings } from "./stage-settings.ts";

export type { Stage };

const isStageName = (name: string): name is StageName => STAGE_NAMES.some((each) => each === name);

/**
 * Makes a stage of its settings. What only shows between settings (contradictions, production's demands) is looked for once each is of its kind. @throws StageFault that names each
 * setting that is missing, unknown, wrong or contradicts another, and what it should be.
 */
export function readStage(name: string, settings: unknown): Stage {
  if (!isStageName(name)) {
    throw new StageFault(name, [
      { setting: "name", problem: `is no stage; there are ${STAGE_NAMES.join(", ")}` },
    ]);
  }
  const { data, findings } = parseSettings(settings);
  const stage = data && { name, ...data };
  const all = [...findings, ...(stage ? [...contradictionsOf(stage), ...productionDemands(stage)] : [])];
  if (!stage || all.length > 0) throw new StageFault(name, all);
  return stage;
}

interface ParsedSettings {
  readonly data: z.output<typeof StageSettings> | undefined;
  readonly findings: readonly StageFinding[];
}

/** Settings without those that nobody knows, so that a mistyped name does not hide what else is wrong. */
function parseSettings(settings: unknown): ParsedSettings {
  const read = StageSettings.safeParse(settings);
  if (read.success) return { data: read.data, findings: [] };
  const { issues } = read.error;
  const unknown = issues.filter((issue) => issue.code === "unrecognized_keys");
  const known =
    unknown.length === issues.length ? StageSettings.safeParse(without(settings, unknown)) : undefined;
  return { data: known?.data, findings: issues.flatMap(findingsOf) };
}

interface UnknownKeys {
  readonly path: readonly PropertyKey[];
  readonly keys: readonly string[];
}

function without(settings: unknown, unknown: readonly UnknownKeys[]): unknown {
  const copy: unknown = structuredClone(settings);
  for (const { path, keys } of unknown) {
    const holder = path.reduce<unknown>((above, step) => Reflect.get(Object(above), step), copy);
    for (const key of keys) Reflect.deleteProperty(Object(holder), key);
  }
  return copy;
}

function findingsOf(issue: z.core.$ZodIssue): readonly StageFinding[] {
  const path = issue.path.reduce<string>(
    (above, step) =>
      typeof step === "number" ? `${above}[${step}]` : above ? `${above}.${String(step)}` : String(step),
    "",
  );
  if (issue.code !== "unrecognized_keys") return [{ setting: path || "settings", problem: issue.message }];
  return issue.keys.map((key) => ({
    setting: path ? `${path}.${key}` : key,
    problem: "is no setting; remove it",
  }));
}
