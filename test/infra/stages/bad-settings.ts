import { production } from "../../../infra/stages/production.ts";
import { readStage, type Stage } from "../../../infra/stages/stage.ts";
import { StageFault, type StageFinding } from "../../../infra/stages/stage-fault.ts";

type Settings = Record<string, unknown>;

/** Production's settings with one of them, by its path, replaced; `undefined` takes it away. */
export function productionWith(changes: Readonly<Record<string, unknown>>): Settings {
  const settings: Settings = structuredClone(production) as unknown as Settings;
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split(".");
    const last = steps.pop() ?? path;
    const holder = steps.reduce<Settings>((above, step) => above[step] as Settings, settings);
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return settings;
}

/** What a stage of that name is refused for, as `setting: problem`; empty when it is good. */
export function refusalOf(name: Stage["name"], settings: unknown): readonly string[] {
  try {
    readStage(name, settings);
    return [];
  } catch (fault) {
    if (!(fault instanceof StageFault)) throw fault;
    return fault.findings.map(({ setting, problem }: StageFinding) => `${setting}: ${problem}`);
  }
}
