import type * as z from "zod";
import { contradictionsOf } from "./contradictions.ts";
import { productionDemands } from "./production-demands.ts";
import { StageFault, type StageFinding } from "./stage-fault.ts";
import { STAGE_NAMES, type Stage, type StageName, StageSettings } from "./stage-settings.ts";

export type { Stage };

const isStageName = (name: string): name is StageName => STAGE_NAMES.some((each) => each === name);

/** Makes a stage of its settings. @throws StageFault that names each setting that is missing, unknown, wrong or contradicts another, and what it should be. */
export function readStage(name: string, settings: unknown): Stage {
  if (!isStageName(name)) {
    throw new StageFault(name, [
      { setting: "name", problem: `is no stage; there are ${STAGE_NAMES.join(", ")}` },
    ]);
  }
  const read = StageSettings.safeParse(settings);
  if (!read.success) throw new StageFault(name, read.error.issues.flatMap(findingsOf));
  const stage = { name, ...read.data };
  const findings = [...contradictionsOf(stage), ...productionDemands(stage)];
  if (findings.length > 0) throw new StageFault(name, findings);
  return stage;
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
