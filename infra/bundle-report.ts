import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type BundleFormat, bundleFile, bundleFunctions, PROJECT } from "./bundle.ts";
import { coldImport, PROBE_SETTINGS } from "./cold-import.ts";

/** Fresh processes per bundle; odd, so that the median is one of them. */
const RUNS = 21;

const FORMATS: readonly BundleFormat[] = ["esm", "cjs"];
const BARE = "(bare client-dynamodb)";

interface Row {
  readonly name: string;
  readonly format: BundleFormat;
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly file: string;
  readonly importMs: number[];
}

/** Every function and the yardstick in one format. */
async function rowsOf(format: BundleFormat, folder: string): Promise<readonly Row[]> {
  const bareTo = { folder: join(folder, "bare"), format };
  const bare = { name: BARE, ...(await bundleFile(join(PROJECT, "infra", "bare-client.ts"), bareTo)) };
  const bundles = [bare, ...(await bundleFunctions(folder, format))];
  return Promise.all(
    bundles.map(async ({ name, bytes, file }) => {
      const gzipBytes = gzipSync(await readFile(file)).length;
      return { name, format, bytes, gzipBytes, file, importMs: [] };
    }),
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Size and cold import of every bundle beside a bare client, as a table. Turns go round, so that a busy second of the machine hits all alike. */
async function report(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "kanal-bundles-"));
  try {
    const rows = (await Promise.all(FORMATS.map((format) => rowsOf(format, join(folder, format))))).flat();
    for (let turn = 0; turn < RUNS; turn++) {
      for (const row of rows) {
        const result = await coldImport(row.file, PROBE_SETTINGS[row.name] ?? {});
        if (result.kind === "stopped") throw new Error(`${row.name} (${row.format}): ${result.reason}`);
        row.importMs.push(result.ms);
      }
    }
    const model = cpus()[0]?.model ?? "unknown";
    process.stdout.write(`Node ${process.versions.node}, ${cpus().length} x ${model}, median of ${RUNS}\n\n`);
    process.stdout.write(`${table(rows)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function table(rows: readonly Row[]): string {
  const lines = ["| bundle | KB | KB above bare | gzip KB | ESM import ms | CJS import ms |"];
  lines.push("|---|---:|---:|---:|---:|---:|");
  const bare = rows.find((row) => row.name === BARE && row.format === "cjs");
  for (const cjs of rows.filter((row) => row.format === "cjs")) {
    const esm = rows.find((row) => row.name === cjs.name && row.format === "esm");
    // A function without the SDK is below it, which says nothing.
    const above = Math.max(0, cjs.bytes - (bare?.bytes ?? 0));
    const numbers = [cjs.bytes, above, cjs.gzipBytes].map((bytes) => (bytes / 1024).toFixed(1));
    const times = [esm, cjs].map((row) => median(row?.importMs ?? []).toFixed(1));
    lines.push(`| ${[cjs.name, ...numbers, ...times].join(" | ")} |`);
  }
  return lines.join("\n");
}

await report();
