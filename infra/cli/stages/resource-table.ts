import * as z from "zod";
import { textColumns } from "../partner/text-columns.ts";

const Template = z.object({ Resources: z.record(z.string(), z.object({ Type: z.string() })) });

/** A stage's template as synth wrote it. */
export interface StageTemplate {
  readonly stage: string;
  readonly template: unknown;
}

/** How many resources of a kind each stage has, where they do not all have as many. Empty text when they do. */
export function resourceTable(templates: readonly StageTemplate[]): string {
  const counts = templates.map(({ template }) => countTypes(template));
  const types = [...new Set(counts.flatMap((each) => [...each.keys()]))].sort();
  const rows = types
    .map((type) => [type, ...counts.map((each) => String(each.get(type) ?? 0))])
    .filter(([, ...values]) => new Set(values).size > 1);
  if (rows.length === 0) return "";
  return textColumns([["resources", ...templates.map(({ stage }) => stage)], ...rows]);
}

function countTypes(template: unknown): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { Type } of Object.values(Template.parse(template).Resources)) {
    counts.set(Type, (counts.get(Type) ?? 0) + 1);
  }
  return counts;
}
