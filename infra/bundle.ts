import { existsSync, readdirSync } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";

/** The project's own folder. */
export const PROJECT = join(import.meta.dirname, "..");

/** How a bundle is loaded. The choice is a measurement: docs/decisions/0002-bundle-format.md. */
export type BundleFormat = "cjs" | "esm";
export const BUNDLE_FORMAT: BundleFormat = "cjs";

/** The file name says the format, whatever package.json stands above it. */
export const BUNDLE_FILE: Readonly<Record<BundleFormat, string>> = { cjs: "index.cjs", esm: "index.mjs" };

/** A bundled entry. */
export interface Bundle {
  readonly file: string;
  readonly bytes: number;
  /** esbuild's account of what went in. */
  readonly metafile: Metafile;
}

interface BundleTarget {
  readonly folder: string;
  readonly format: BundleFormat;
}

/** Zod carries the messages of forty languages; ours are the protocols' own. */
const zodLocales: Plugin = {
  name: "zod-locales",
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
      loader: "js",
    }));
  },
};

/** Packages that are CommonJS inside ask for `require`, which an ES module does not have. */
const REQUIRE_IN_ESM = "import{createRequire as r}from'node:module';const require=r(import.meta.url);";

/** The same for every bundle, so that what is measured is what is deployed. `main` before `module` would cost a third more bytes. */
const options = (format: BundleFormat) =>
  ({
    absWorkingDir: PROJECT,
    bundle: true,
    platform: "node",
    target: "node24",
    format,
    minify: true,
    legalComments: "none",
    mainFields: ["module", "main"],
    // Shipped beside the code, so that a fault names our files; what that costs at start is in decision 0002.
    sourcemap: "linked",
    sourcesContent: false,
    metafile: true,
    plugins: [zodLocales],
    logLevel: "warning",
    ...(format === "esm" && { banner: { js: REQUIRE_IN_ESM } }),
  }) as const satisfies BuildOptions;

/** Bundles one entry to `<folder>/index.*`, its map beside it. @throws when a source does not build. */
export async function bundleFile(entry: string, { folder, format }: BundleTarget): Promise<Bundle> {
  const file = join(folder, BUNDLE_FILE[format]);
  const { metafile } = await build({ ...options(format), entryPoints: [entry], outfile: file });
  return { file, bytes: (await stat(file)).size, metafile };
}

/** The functions that exist: every folder with a handler. */
const functionNames = (): readonly string[] =>
  readdirSync(join(PROJECT, "functions"))
    .filter((name) => existsSync(handlerOf(name)))
    .sort();

const handlerOf = (name: string): string => join(PROJECT, "functions", name, "handler.ts");

/** Bundles every function to `<folder>/<function>/index.*`: one build, which reads each source once, with a bundle of its own for each. @throws when a source does not build. */
export async function bundleFunctions(
  folder = "dist",
  format: BundleFormat = BUNDLE_FORMAT,
): Promise<readonly (Bundle & { readonly name: string })[]> {
  const into = resolve(PROJECT, folder);
  const names = functionNames();
  await Promise.all(names.map((name) => rm(join(into, name), { recursive: true, force: true })));
  const [stem = "", ending = ""] = splitEnding(BUNDLE_FILE[format]);
  const { metafile } = await build({
    ...options(format),
    entryPoints: Object.fromEntries(names.map((name) => [join(name, stem), handlerOf(name)])),
    outdir: into,
    outExtension: { ".js": ending },
  });
  return Promise.all(
    names.map(async (name) => {
      const file = join(into, name, BUNDLE_FILE[format]);
      return { name, file, bytes: (await stat(file)).size, metafile: ownPart(metafile, file) };
    }),
  );
}

const splitEnding = (file: string): readonly string[] => {
  const ending = extname(file);
  return [basename(file, ending), ending];
};

/** What esbuild tells of one bundle of several. */
function ownPart({ inputs, outputs }: Metafile, file: string): Metafile {
  const own = Object.entries(outputs).filter(([path]) => resolve(PROJECT, path) === file);
  return { inputs, outputs: Object.fromEntries(own) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bundles = await bundleFunctions();
  for (const { name, bytes } of bundles) console.log(`${name} ${(bytes / 1024).toFixed(0)} KB`);
}
