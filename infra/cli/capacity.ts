import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { measureDurations } from "./capacity/measure/durations.ts";
import { keptMeasurements, MEASUREMENTS_FILE, measureAll } from "./capacity/measure/measurements.ts";
import { capacityPage } from "./capacity/page/capacity-page.ts";
import { pictures } from "./capacity/page/pictures.ts";
import { KEY_LOAD_FILE, keptKeyLoad, keyLoad } from "./capacity/simulation/key-load.ts";

const DOCS = new URL("../../docs/", import.meta.url);

/** `npm run capacity`: writes the page on cost and capacity and its pictures; first measures or simulates anew where it is asked to. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { measure: { type: "boolean" }, simulate: { type: "boolean" } } });
  if (values.measure) {
    const measured = await measureAll();
    const durations = await measureDurations();
    const measuredOn = new Date().toISOString().slice(0, 10);
    write(MEASUREMENTS_FILE, json({ measuredOn, ...measured, durations }));
  }
  const measured = keptMeasurements();
  // The keys' load follows from the units, so it is never older than they are.
  if (values.measure || values.simulate) write(KEY_LOAD_FILE, json(keyLoad(measured)));
  const load = keptKeyLoad();
  mkdirSync(new URL("pictures/capacity/", DOCS), { recursive: true });
  write(new URL("capacity.md", DOCS), capacityPage(measured, load));
  for (const [name, drawing] of pictures(measured, load)) {
    write(new URL(`pictures/capacity/${name}`, DOCS), drawing);
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** Writes a file and says so, unless it is as it was. */
function write(file: URL, text: string): void {
  let before: string | undefined;
  try {
    before = readFileSync(file, "utf8");
  } catch {
    // There was none.
  }
  if (before === text) return;
  writeFileSync(file, text);
  process.stdout.write(`${file.pathname.split("/").slice(-3).join("/")} written\n`);
}

await main();
