import type { Stage } from "../../stages/stage.ts";
import { textColumns } from "../partner/text-columns.ts";
import { flatSettings } from "./flat-settings.ts";

/** What a stage has no such setting for. */
const ABSENT = "-";
/** Wider, three stages no longer fit next to each other; what differs in an ARN is its end. */
const CELL_CHARACTERS_MAX = 34;

interface StageTable {
  /** Aligned text, a line a setting, a column a stage. */
  readonly text: string;
  /** How many settings are the same in all stages, and left out unless asked for. */
  readonly same: number;
}

/** Stages next to each other, setting by setting, in the order of the last one; those that differ, or all. */
export function stageTable(stages: readonly Stage[], { all }: { readonly all: boolean }): StageTable {
  const columns = stages.map(({ name, ...settings }) => ({ name, settings: flatSettings(settings) }));
  const names = [...new Set([...columns].reverse().flatMap(({ settings }) => [...settings.keys()]))];
  const rows = names
    // `domains: none` in one stage says the same of each domain that another one has.
    .filter((name) => !names.some((other) => other.startsWith(`${name}.`)))
    .map((name) => [name, ...columns.map(({ settings }) => settingAt(settings, name))]);
  const differing = rows.filter(([, ...values]) => new Set(values).size > 1);
  const head = ["setting", ...columns.map(({ name }) => name)];
  const shown = (all ? rows : differing).map((row) =>
    row.map((cell, column) => (column === 0 ? cell : shortened(cell))),
  );
  return { text: textColumns([head, ...shown]), same: rows.length - differing.length };
}

function settingAt(settings: ReadonlyMap<string, string>, name: string): string {
  const steps = name.split(".");
  const paths = steps.map((_, at) => steps.slice(0, steps.length - at).join("."));
  return paths.map((path) => settings.get(path)).find((value) => value !== undefined) ?? ABSENT;
}

function shortened(cell: string): string {
  if (cell.length <= CELL_CHARACTERS_MAX) return cell;
  const end = 12;
  return `${cell.slice(0, CELL_CHARACTERS_MAX - end - 3)}...${cell.slice(-end)}`;
}
