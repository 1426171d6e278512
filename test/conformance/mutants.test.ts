import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catchersOf, idleCases, matrixPage } from "./mutants/matrix-page.ts";
import { MUTANTS } from "./mutants/mutants.ts";
import { type Matrix, runMatrix } from "./mutants/run-matrix.ts";

const PROJECT = join(import.meta.dirname, "../..");
const PAGE = join(PROJECT, "docs/partners/conformance-matrix.md");
const isFull = process.env.KANAL_TEST === "full";

describe("the deliberate faults", () => {
  it("are at least 28, each with a name of its own", () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(28);
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  });

  it("each change a line that stands in the source exactly once", () => {
    const rotten = MUTANTS.filter(({ file, find, replace }) => {
      const found = readFileSync(join(PROJECT, file), "utf8").split(find).length - 1;
      return found !== 1 || find === replace;
    });
    expect(rotten.map(({ name, file }) => `${file}: ${name}`)).toEqual([]);
  });
});

describe.runIf(isFull)("the matrix of faults and cases", () => {
  let matrix: Matrix;

  it("is judged", async () => {
    matrix = await runMatrix((row) => {
      const catchers = catchersOf(row);
      process.stdout.write(`  ${row.mutant.name}: ${catchers.length} ${catchers.slice(0, 4).join(" ")}\n`);
    });
    expect(matrix.rows).toHaveLength(MUTANTS.length);
  }, 1_200_000);

  it("has no case that fails where there is no fault", () => {
    expect(matrix.control.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(matrix.control.length).toBeGreaterThan(200);
  });

  it("has a case for every fault", () => {
    const unnoticed = matrix.rows.filter((row) => catchersOf(row).length === 0);
    expect(unnoticed.map(({ mutant }) => mutant.name)).toEqual([]);
  });

  it("has a reason for every case that notices none of them", () => {
    expect(idleCases(matrix).filter(({ because }) => because === "")).toEqual([]);
  });

  it("stands in the partners' guide", () => {
    writeFileSync(PAGE, matrixPage(matrix));
    expect(readFileSync(PAGE, "utf8")).toContain(`${MUTANTS.length} faults, all noticed`);
  });
});
