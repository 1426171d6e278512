import { dev } from "./dev.ts";
import { production } from "./production.ts";
import { readStage, type Stage } from "./stage.ts";
import { STAGE_NAMES, type StageName } from "./stage-settings.ts";
import { uat } from "./uat.ts";

const SETTINGS: Readonly<Record<StageName, unknown>> = { dev, uat, production };

/** The stage of that name, checked. @throws StageFault when there is none or its settings are not good. */
export const stageOf = (name: string): Stage =>
  readStage(name, Object.hasOwn(SETTINGS, name) ? SETTINGS[name as StageName] : undefined);

/** All stages, checked. @throws StageFault at the first whose settings are not good. */
export const allStages = (): readonly Stage[] => STAGE_NAMES.map(stageOf);
