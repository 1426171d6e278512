import { posix } from "node:path";

/** One import of a file: another file of the project (path from its root), or a package. */
export type Import =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "package"; readonly name: string };

/** Import and export statements start a line, because Biome formats them so; that keeps text in comments and strings out. */
const STATEMENT = /^(?:import|export)\b[^;"']*?["']([^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*["'`]([^"'`]+)["'`]/g;
/** `export const x = "text"` starts like a statement, but names no module. */
const NAMES_A_MODULE = /^import\b|\bfrom\s*["'][^"']+["']$/;

/**
 * The imports of a TypeScript file, type-only ones too: to lean on another file's types is to lean on that file. Read by pattern, because TypeScript 7 has
 * no parser for programs to call and erasing types would hide these.
 */
export function importsOf(path: string, source: string): readonly Import[] {
  const statements = [...source.matchAll(STATEMENT)].filter(([statement]) => NAMES_A_MODULE.test(statement));
  const found = [...statements, ...source.matchAll(DYNAMIC)].flatMap(([, specifier]) => specifier ?? []);
  return found.map((specifier) =>
    specifier.startsWith(".")
      ? { kind: "file", path: posix.join(posix.dirname(path), specifier) }
      : { kind: "package", name: specifier },
  );
}
