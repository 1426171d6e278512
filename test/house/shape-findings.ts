import type { Sources } from "./sources.ts";

const FILE_LINES_MAX = 300;
const FUNCTION_LINES_MAX = 70;

/** Names that say where code was put, not what it does. */
const CATCH_ALL = new Set(["util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"]);

/** Where a function with a body begins, in Biome's formatting: a declaration, an arrow at the end of a line, or a method. */
const BEGINS = [
  /^( *)(?:export )?(?:default )?(?:async )?function\b/,
  /^( *)\S.*=> \{$/,
  /^( *)(?:(?:public|private|protected|static|async|override) )*[\w#]+\(.*\)(?:: .*)? \{$/,
];

/** Findings about size and names: files over 300 lines, functions over 70, catch-all names. */
export function shapeFindings(sources: Sources): readonly string[] {
  return [...sources].flatMap(([path, source]) => {
    const lines = source.replace(/\n$/, "").split("\n");
    return [...tooLong(path, lines), ...longFunctions(path, lines), ...catchAllNames(path)];
  });
}

function tooLong(path: string, lines: readonly string[]): readonly string[] {
  if (lines.length <= FILE_LINES_MAX) return [];
  return [`${path} has ${lines.length} lines: split it, ${FILE_LINES_MAX} is the most`];
}

/** A function ends where its indentation closes. Only blank-indented text counts, so what a template literal holds may be misread; none does today. */
function longFunctions(path: string, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line, start) => {
    const indent = BEGINS.map((pattern) => pattern.exec(line)?.[1]).find((found) => found !== undefined);
    if (indent === undefined) return [];
    const end = lines.findIndex((later, at) => at > start && isClosing(later, indent));
    const length = end - start + 1;
    if (end < 0 || length <= FUNCTION_LINES_MAX) return [];
    const most = `${FUNCTION_LINES_MAX} is the most`;
    return [`${path}:${start + 1} has a function of ${length} lines: split it, ${most}`];
  });
}

function isClosing(line: string, indent: string): boolean {
  return line.startsWith(`${indent}}`) && /^[)\],;}]*(?:, .*|\.\w+.*)?$/.test(line.slice(indent.length + 1));
}

function catchAllNames(path: string): readonly string[] {
  const words = path.replace(/\.ts$/, "").split(/[/.-]/);
  const found = words.filter((word) => CATCH_ALL.has(word.toLowerCase()));
  return found.map((word) => `${path} is called "${word}": name it after what it does`);
}
