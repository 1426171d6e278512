import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { keptMeasurements } from "../../../infra/cli/capacity/measure/measurements.ts";
import { capacityPage } from "../../../infra/cli/capacity/page/capacity-page.ts";
import { pictures } from "../../../infra/cli/capacity/page/pictures.ts";
import { keptKeyLoad } from "../../../infra/cli/capacity/simulation/key-load.ts";

const DOCS = new URL("../../../docs/", import.meta.url);
const [measured, load] = [keptMeasurements(), keptKeyLoad()];

test("the page is what npm run capacity makes of the stored measurements", () => {
  expect(readFileSync(new URL("capacity.md", DOCS), "utf8"), "npm run capacity makes it anew").toBe(
    capacityPage(measured, load),
  );
});

test("so is every picture, and the page shows each", () => {
  const page = capacityPage(measured, load);
  for (const [name, drawing] of pictures(measured, load)) {
    expect(readFileSync(new URL(`pictures/capacity/${name}`, DOCS), "utf8"), name).toBe(drawing);
    expect(page).toContain(`pictures/capacity/${name}`);
  }
});

test("the page names no figure that could not be worked out", () => {
  expect(capacityPage(measured, load)).not.toMatch(/NaN|undefined|Infinity|\[object/);
  for (const drawing of pictures(measured, load).values())
    expect(drawing).not.toMatch(/NaN|undefined|Infinity/);
});
